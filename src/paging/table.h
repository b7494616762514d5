/*
 * Table: one frame of 512 entries, and every way in which it changes.
 *
 * Internal to src/paging. Each function makes one state change and nothing else; the operations of map.c and
 * address_space.c are compositions of them. A table's live count is the number of its valid entries; every entry that
 * is not valid is zero.
 *
 * Arguments are trusted here: frames are of the window, indices below 512, and what is linked is not in use.
 */
#ifndef PW_PAGING_TABLE_H
#define PW_PAGING_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/descriptor.h>
#include <pagewright/window.h>

uint64_t pw_table_entry(const struct pw_window *window, uint32_t table, uint32_t index);
uint32_t pw_table_live_count(const struct pw_window *window, uint32_t table);

/* The frame that a table entry points to; PW_NO_FRAME when that is not in the window. */
uint32_t pw_table_child(const struct pw_window *window, uint64_t descriptor);

/* All 512 entries and the live count become 0: a frame that is no table yet becomes an empty one. */
void pw_table_zero(struct pw_window *window, uint32_t table);

/* An invalid entry becomes a link to the table in frame 'child'. */
void pw_table_link(struct pw_window *window, uint32_t table, uint32_t index, uint32_t child);

/* An invalid entry becomes a leaf. */
void pw_table_set_leaf(struct pw_window *window, uint32_t table, uint32_t index, uint64_t descriptor);

/* A valid entry, link or leaf, becomes invalid. */
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

/* Begin at a table of the given level, 0 for a root. */
void pw_tree_cursor_init(struct pw_tree_cursor *cursor, uint32_t table, uint32_t level);
/* The next event; its table is cursor->table[cursor->level]. Table entries that point outside the window are not
 * followed. A table that was left is not looked at again, so it may be freed. */
enum pw_tree_event pw_tree_cursor_next(struct pw_tree_cursor *cursor, const struct pw_window *window);

#endif
