/*
 * Walk: every table and every leaf of an address space, one at a call, in the order of their addresses.
 *
 *     struct pw_walk walk;
 *     struct pw_walk_event event;
 *     enum pw_status status = pw_walk_init(&walk, &space);
 *     while (status == PW_OK && (status = pw_walk_next(&walk, &event)) == PW_OK && event.kind != PW_WALK_END) {
 *       ...
 *     }
 *
 * A table is told when it is entered, before all that is below it (pre-order), and when it is left, after all that is
 * below it (post-order); a leaf is told once. Entries that are not valid are passed over. There are no callbacks and no
 * recursion: the place where the walk stands is the object. It may be copied, kept, and dropped at any time.
 *
 * The tree may change between two calls. The walk keeps an address and a level, no table: each call goes down from the
 * root again and looks at nothing that is not linked then. So a leaf that stays where it is, all the while, is told
 * exactly once. What is mapped below the walk's address is not told. What is mapped above it is told when the walk
 * comes there, but for a block in the place of a table that the walk had entered, which is passed over. Each table that
 * was entered is left once, under the same frame number, even when it has gone meanwhile: that frame may be somebody
 * else's then. The walk stands above every leaf that it has told, so that this leaf may be unmapped at once. During a
 * call nothing may change: the caller's lock of the space is needed for each.
 *
 * The place only moves on, whatever the tree does meanwhile, so that every walk ends; the contracts say so by
 * pw_walk_progress.
 */
#ifndef PAGEWRIGHT_WALK_H
#define PAGEWRIGHT_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/address_space.h>
#include <pagewright/descriptor.h>
#include <pagewright/status.h>
#include <pagewright/va_range.h>

enum pw_walk_kind {
  PW_WALK_ENTER, /* a table: what is below it follows */
  PW_WALK_LEAF,  /* a page or a block */
  PW_WALK_LEAVE, /* the table that was entered last and not yet left */
  PW_WALK_END    /* the root was left: nothing follows but this again */
};

struct pw_walk_event {
  enum pw_walk_kind kind;
  uint32_t level;      /* of the table; of a leaf's table: 1 (1 GiB), 2 (2 MiB) or 3 (4 KiB) */
  uint32_t table;      /* the frame of that table, counted from the window's first; END: PW_NO_FRAME */
  uint64_t va;         /* the first address that the table or leaf serves, even if it is before the walk's range */
  uint64_t size;       /* and how many bytes */
  uint64_t descriptor; /* LEAF: the entry, see pw_descriptor_attributes and pw_descriptor_leaf_pa; else 0 */
};

/* Where a walk stands: in the table of 'level', before entry 'index[level]'. */
struct pw_walk_place {
  uint32_t table[PW_LEVEL_COUNT]; /* the frames of the tables that were entered, by level; told, never followed */
  uint32_t index[PW_LEVEL_COUNT]; /* the entries on the way, by level; 0 for lower tables than that of 'level' */
  uint32_t level;
  bool is_started;
  bool is_ended;
};

struct pw_walk {
  const struct pw_address_space *space;
  uint64_t first; /* the range's first and last byte, counted from the beginning of the half */
  uint64_t last;
  struct pw_walk_place place;
};

#include "spec/paging/walk.h"

/* A walk over everything. Errors: INVALID_ARGUMENT (a null pointer, a destroyed space). O(1). */
/*@ requires walk: walk == \null || \valid(walk);
    requires space: space == \null || \valid_read(space);
    requires apart: \separated(walk, space);
    terminates \true; exits \false; assigns *walk;
    ensures status: \result == PW_OK <==> walk != \null && pw_space_live(space);
    ensures invalid: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT;
    ensures ready: \result == PW_OK ==> pw_walk_valid(walk) && walk->space == space;
    ensures fresh: \result == PW_OK ==> pw_walk_progress(walk) == 0;
    ensures refused: \result != PW_OK && walk != \null ==> *walk == \old(*walk);
*/
enum pw_status pw_walk_init(struct pw_walk *walk, const struct pw_address_space *space);

/* A walk over the leaves and tables that serve some address of a range. Errors: those of pw_va_range_check;
 * INVALID_ARGUMENT (a null pointer). O(1). */
/*@ requires walk: walk == \null || \valid(walk);
    requires space: space == \null || \valid_read(space);
    requires apart: \separated(walk, space);
    terminates \true; exits \false; assigns *walk;
    ensures status: \result == PW_OK <==> walk != \null && pw_space_live(space) && pw_va_range_valid(space, range);
    ensures ready: \result == PW_OK ==> pw_walk_valid(walk) && walk->space == space;
    ensures fresh: \result == PW_OK ==> pw_walk_progress(walk) == 0;
    ensures refused: \result != PW_OK && walk != \null ==> *walk == \old(*walk);
*/
enum pw_status pw_walk_init_range(struct pw_walk *walk, const struct pw_address_space *space, struct pw_va_range range);

/* The next event. Errors: INVALID_ARGUMENT (a null pointer; the space has been destroyed). O(1): at most 512 entries
 * are looked at. */
/*@ requires walk: walk == \null || pw_walk_valid(walk);
    requires space: walk == \null || \valid_read(walk->space);
    requires rooted: walk != \null && pw_space_live(walk->space) ==> pw_space_rooted(walk->space);
    requires event: event == \null || \valid(event);
    requires apart: \separated(walk, event);
    terminates \true; exits \false; assigns *walk, *event;
    ensures status: \result == PW_OK <==> walk != \null && event != \null && \old(pw_space_live(walk->space));
    ensures invalid: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT;
    ensures walk: walk != \null ==> pw_walk_valid(walk) && walk->space == \old(walk->space);
    ensures kind: \result == PW_OK ==> 0 <= event->kind <= PW_WALK_END && event->level <= 3;
    ensures onward: \result == PW_OK && event->kind != PW_WALK_END ==>
      pw_walk_progress(walk) > \old(pw_walk_progress(walk));
    ensures bound: \result == PW_OK ==> 0 <= pw_walk_progress(walk) <= PW_WALK_PROGRESS_END;
    ensures leaf: \result == PW_OK && event->kind == PW_WALK_LEAF ==>
      event->size == pw_level_bytes(event->level) &&
      pw_space_walk{Pre}(\at(walk->space, Pre), event->va) == event->descriptor * 4 + event->level;
    ensures refused: \result != PW_OK ==>
      (walk != \null ==> *walk == \old(*walk)) && (event != \null ==> *event == \old(*event));
*/
enum pw_status pw_walk_next(struct pw_walk *walk, struct pw_walk_event *event);

#endif
