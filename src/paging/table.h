/*
 * Table: one frame of 512 entries, and every way in which it changes.
 *
 * Internal to src/paging. Each function makes one state change and nothing else; forest.c says what each means for the
 * trees, and the operations are compositions of those. A table's live count is the number of its valid entries; every
 * entry that is not valid is zero.
 *
 * Arguments are trusted here: frames are of the window, indices below 512, and what is linked is not in use. What every
 * step of a walk calls is defined here, so that compilers see it.
 */
#ifndef PW_PAGING_TABLE_H
#define PW_PAGING_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/window.h>

#include "spec/paging/table.h"

/*@ requires ready: pw_table_ready(window, table) && index < 512;
    terminates \true; exits \false; assigns \nothing;
    ensures entry: \result == pw_entry(window, table, index);
*/
static inline uint64_t pw_table_entry(const struct pw_window *window, uint32_t table, uint32_t index) {
  return window->words[(uint64_t)table * PW_TABLE_ENTRIES + index];
}

/*@ requires ready: pw_table_ready(window, table);
    terminates \true; exits \false; assigns \nothing;
    ensures live: \result == window->live[table];
*/
static inline uint32_t pw_table_live_count(const struct pw_window *window, uint32_t table) {
  return window->live[table];
}

/* Whether a walk goes on behind an entry of L0, L1 or L2: bits 1:0 are those of a link (Arm ARM D8.3.1). */
/*@ terminates \true; exits \false; assigns \nothing;
    ensures link: \result <==> descriptor % 4 == 3;
*/
static inline bool pw_table_leads_on(uint64_t descriptor) {
  return descriptor % 4u == 3u;
}

/* The frame that a table entry points to; PW_NO_FRAME when that is not in the window. */
/*@ requires window: pw_window_valid(window);
    terminates \true; exits \false; assigns \nothing;
    ensures child: 0 <= pw_child(window, descriptor) < window->frame_count ==> \result == pw_child(window, descriptor);
    ensures outside: !(0 <= pw_child(window, descriptor) < window->frame_count) ==> \result == PW_NO_FRAME;
*/
static inline uint32_t pw_table_child(const struct pw_window *window, uint64_t descriptor) {
  uint64_t pfn = descriptor / PW_FRAME_BYTES % (PW_WINDOW_PA_LIMIT / PW_FRAME_BYTES);
  uint64_t first_pfn = (uint64_t)window->base_block * (PW_WINDOW_ALIGN_BYTES / PW_FRAME_BYTES);
  return pfn >= first_pfn && pfn - first_pfn < window->frame_count ? (uint32_t)(pfn - first_pfn) : PW_NO_FRAME;
}

/* All 512 entries and the live count become 0: a frame that is no table yet becomes an empty one. */
/*@ requires ready: pw_table_ready(window, table);
    terminates \true; exits \false; assigns window->words[table * 512 .. table * 512 + 511], window->live[table];
    ensures zero: pw_all_zero(window, table);
    ensures empty: window->live[table] == 0 && pw_counted(window, table);
    ensures entries: pw_tables_kept{Pre,Post}(window, table);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
void pw_table_zero(struct pw_window *window, uint32_t table);

/* An invalid entry becomes a link to the table in frame 'child'. */
/*@ requires ready: pw_table_ready(window, table) && index < 512;
    requires child: child < window->frame_count;
    requires invalid: pw_entry(window, table, index) == 0;
    requires counted: pw_counted(window, table);
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table];
    ensures link: pw_entry(window, table, index) == pw_link(window, child);
    ensures points: pw_child(window, pw_entry(window, table, index)) == child;
    ensures one_more: window->live[table] == \old(window->live[table]) + 1;
    ensures counted: pw_counted(window, table);
    ensures entries: pw_entries_kept{Pre,Post}(window, table, index);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
void pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* An invalid entry becomes a leaf. */
/*@ requires ready: pw_table_ready(window, table) && index < 512;
    requires leaf: descriptor != 0;
    requires invalid: pw_entry(window, table, index) == 0;
    requires counted: pw_counted(window, table);
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table];
    ensures leaf: pw_entry(window, table, index) == descriptor;
    ensures one_more: window->live[table] == \old(window->live[table]) + 1;
    ensures counted: pw_counted(window, table);
    ensures entries: pw_entries_kept{Pre,Post}(window, table, index);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
void pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor);

/* A valid entry, link or leaf, becomes invalid. */
/*@ requires ready: pw_table_ready(window, table) && index < 512;
    requires valid: pw_entry(window, table, index) != 0;
    requires counted: pw_counted(window, table);
    terminates \true; exits \false; assigns window->words[table * 512 + index], window->live[table];
    ensures invalid: pw_entry(window, table, index) == 0;
    ensures one_less: window->live[table] == \old(window->live[table]) - 1;
    ensures counted: pw_counted(window, table);
    ensures entries: pw_entries_kept{Pre,Post}(window, table, index);
    ensures counts: pw_counts_kept{Pre,Post}(window, table);
*/
void pw_table_clear(struct pw_window *window, uint32_t table, uint32_t index);

/* A walk over all tables below one, without recursion: each table is entered before its children and left after them.
 */
enum pw_tree_event { PW_TREE_ENTER, PW_TREE_LEAVE, PW_TREE_END };

struct pw_tree_cursor {
  uint32_t table[PW_LEVEL_COUNT]; /* the path to here, by level */
  uint32_t index[PW_LEVEL_COUNT]; /* the entry to look at next in each */
  uint32_t top_level;             /* of the table where the walk begins and ends */
  uint32_t level;                 /* of the table that the last event was about */
  bool started;
  bool leaving; /* the last event was LEAVE */
};

/*@ // The path is one of frames of the window, and there is an entry to look at in each or none left.
    predicate pw_tree_cursor_valid{L}(struct pw_tree_cursor *c, struct pw_window *w) =
      \valid(c) && c->top_level <= c->level < PW_LEVEL_COUNT &&
      \forall integer k; c->top_level <= k <= c->level ==> 0 <= c->table[k] < w->frame_count && 0 <= c->index[k] <= 512;
*/

/* Begin at a table of the given level, 0 for a root. */
/*@ requires cursor: \valid(cursor);
    requires level: level < PW_LEVEL_COUNT;
    terminates \true; exits \false; assigns *cursor;
    ensures place: cursor->table[level] == table && cursor->top_level == level && cursor->level == level;
    ensures fresh: cursor->index[level] == 0 && !cursor->started && !cursor->leaving;
*/
void pw_tree_cursor_init(struct pw_tree_cursor *cursor, uint32_t table, uint32_t level);
/* The next event; its table is cursor->table[cursor->level]. Table entries that point outside the window are not
 * followed. A table that was left is not looked at again, so it may be freed. */
/*@ requires window: pw_window_valid(window) && pw_window_arrays(window);
    requires cursor: pw_tree_cursor_valid(cursor, window);
    requires apart: \separated(cursor, window);
    terminates \true; exits \false; assigns *cursor;
    ensures cursor: pw_tree_cursor_valid(cursor, window);
    ensures top: cursor->top_level == \old(cursor->top_level);
    ensures event: \result == PW_TREE_ENTER || \result == PW_TREE_LEAVE || \result == PW_TREE_END;
    ensures first: !\old(cursor->started) ==> \result == PW_TREE_ENTER && cursor->level == \old(cursor->level);
    ensures done: \result == PW_TREE_END <==> \old(cursor->started && cursor->leaving && cursor->level ==
   cursor->top_level);
*/
enum pw_tree_event pw_tree_cursor_next(struct pw_tree_cursor *cursor, const struct pw_window *window);

#endif
