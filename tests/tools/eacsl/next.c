#include "tests/tools/eacsl/next.h"

int eacsl_next(int x) {
  return x == WRONG ? x : x + 1;
}
