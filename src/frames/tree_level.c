/*
 * Tree level: the definitions stand in the header, inline; this file is their translation unit for the compiler's warnings
 * and for the proof.
 */
#include "src/frames/tree_level.h"
