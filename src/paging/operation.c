/*
 * Operation: the lemmas that turn what a path promises into what an operation does. This file is their translation unit
 * for the proof; nothing in it is executed.
 */
#include <pagewright/address_space.h>

#include "src/paging/path.h"

#include "spec/paging/operation.h"
