/*
 * Work: the count itself.
 */
#include "src/base/work.h"

/*@ ghost uint64_t pw_work; */
