#include "tests/support/check.h"
#include "tests/tools/eacsl/next.h"

int main(void) {
  for (int x = 0; x < 100; x++) {
    CHECK(eacsl_next(x) >= x);
  }
  return check_summary();
}
