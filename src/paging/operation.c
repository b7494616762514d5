/*
 * Operation: the lemmas that turn what a path promises into what an operation does, and those of trees that nothing
 * touches. This file is their translation unit for the proof; nothing in it is executed.
 */
#include "src/paging/path.h"

#include "spec/paging/forest_kept.h"
#include "spec/paging/operation.h"
