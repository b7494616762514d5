/*
 * Walk: from the place to the next entry that is valid, through the root each time.
 *
 * A place is a value; what takes one step of it is a small function that returns another. The object and the event are
 * written once, at the end.
 */
#include <pagewright/walk.h>

#include <stddef.h>

#include "src/paging/path.h"
#include "src/paging/space.h"

#define LEVEL_OF_PAGES 3u

/* The entry that a walk comes to next. */
struct found {
  struct pw_walk_place place; /* before it */
  uint32_t table;             /* that has it */
  uint64_t descriptor;
  bool is_there;
};

/* The first address that the place's entry serves, counted from the beginning of the half. */
/*@ requires place: pw_walk_place_valid(place);
    terminates \true; exits \false; assigns \nothing;
    ensures offset: \result == pw_walk_offset(place);
    ensures range: place.index[place.level] < 512 ==> \result < 0x1000000000000;
*/
static uint64_t offset_of(struct pw_walk_place place) {
  return place.index[0] * (uint64_t)PW_L0_ENTRY_SIZE + place.index[1] * (uint64_t)PW_BLOCK_1GB_SIZE +
         place.index[2] * (uint64_t)PW_BLOCK_2MB_SIZE + place.index[3] * (uint64_t)PW_PAGE_SIZE;
}

/* The same place, before another entry of its table. */
/*@ requires place: pw_walk_place_valid(place);
    requires index: index <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result);
    ensures index: \result.index[place.level] == index;
    ensures others: \forall integer k; 0 <= k < 4 && k != place.level ==> \result.index[k] == place.index[k];
    ensures level: \result.level == place.level;
    ensures flags: \result.is_started == place.is_started && \result.is_ended == place.is_ended;
    ensures onward: place.index[place.level] < index && (boolean)place.is_started && !(boolean)place.is_ended ==>
      pw_walk_place_progress(place) < pw_walk_place_progress(\result);
    ensures same: place.index[place.level] == index ==> pw_walk_place_progress(place) == pw_walk_place_progress(\result);
*/
static struct pw_walk_place at_index(struct pw_walk_place place, uint32_t index) {
  place.index[place.level] = index;
  return place;
}

/* Into the table that the place's entry leads to, before its entry 'index'. */
/*@ requires place: pw_walk_place_valid(place) && place.level <= 2 && place.index[place.level] < 512;
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    requires index: index < 512;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result);
    ensures level: \result.level == place.level + 1;
    ensures onward: pw_walk_place_progress(place) < pw_walk_place_progress(\result);
*/
static struct pw_walk_place below(struct pw_walk_place place, uint32_t table, uint32_t index) {
  //@ assert cases: place.level == 0 || place.level == 1 || place.level == 2;
  place.level = place.level + 1u;
  place.table[place.level] = table;
  place.index[place.level] = index;
  return place;
}

/* Out of the place's table: behind the entry above that led there; the end when it is the root. */
/*@ requires place: pw_walk_place_valid(place);
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result);
    ensures onward: pw_walk_place_progress(place) < pw_walk_place_progress(\result);
*/
static struct pw_walk_place above(struct pw_walk_place place) {
  if (place.level == 0u) {
    place.is_ended = true;
    return place;
  }
  //@ assert cases: place.level == 1 || place.level == 2 || place.level == 3;
  place.index[place.level] = 0u;
  place.level = place.level - 1u;
  place.index[place.level] = place.index[place.level] + 1u;
  return place;
}

/* The first valid entry of a table from an index on, or 512. */
/*@ requires window: pw_table_ready(window, table);
    requires level: level <= 3 && index <= 512;
    terminates \true; exits \false; assigns \nothing;
    ensures range: index <= \result <= 512;
    ensures valid: \result < 512 ==>
      pw_is_link(pw_entry(window, table, \result), level) || pw_is_leaf(pw_entry(window, table, \result), level);
*/
static uint32_t next_valid(const struct pw_window *window, uint32_t table, uint32_t level, uint32_t index) {
  /*@ loop invariant range: \at(index, Pre) <= index <= 512;
      loop assigns index;
      loop variant 512 - index; */
  while (index < PW_TABLE_ENTRIES &&
         pw_descriptor_kind(pw_table_entry(window, table, index), level) == PW_DESCRIPTOR_INVALID) {
    index++;
  }
  return index;
}

/*@ requires space: \valid_read(space);
    terminates \true; exits \false; assigns \nothing;
    ensures base: \result == pw_walk_base(space) && (\result == 0 || \result == 0xFFFF000000000000);
*/
static uint64_t base_of(const struct pw_address_space *space) {
  return space->half == PW_HALF_LOW ? 0u : PW_HIGH_HALF_BASE;
}

/*@ ghost
  // Indices make an address, and are its indices.
  /@ requires indices: i0 < 512 && i1 < 512 && i2 < 512 && i3 < 512;
     requires base: base == 0 || base == 0xFFFF000000000000;
     requires sum: va == base + i0 * 0x8000000000 + i1 * 0x40000000 + i2 * 0x200000 + i3 * 0x1000;
     terminates \true; exits \false; assigns \nothing;
     ensures digit0: va / 0x8000000000 % 512 == i0;
     ensures digit1: va / 0x40000000 % 512 == i1;
     ensures digit2: va / 0x200000 % 512 == i2;
     ensures digit3: va / 0x1000 % 512 == i3;
  @/
  static void lemma_digits(uint64_t va, uint64_t base, uint32_t i0, uint32_t i1, uint32_t i2, uint32_t i3) {
    /@ assert by0: va / 0x8000000000 == base / 0x8000000000 + i0; @/
    /@ assert by1: va / 0x40000000 == base / 0x40000000 + i0 * 0x200 + i1; @/
    /@ assert by2: va / 0x200000 == base / 0x200000 + i0 * 0x40000 + i1 * 0x200 + i2; @/
    /@ assert by3: va / 0x1000 == base / 0x1000 + i0 * 0x8000000 + i1 * 0x40000 + i2 * 0x200 + i3; @/
  }

  // Another entry of the table at the end of a path, if it is a leaf, is where the walk by the same indices but that ends.
  /@ requires path: pw_path_valid(window, path) && index < 512;
     requires leaf: pw_is_leaf(pw_entry(window, path.table[path.level], index), path.level);
     requires indices: i0 == (path.level == 0 ? index : path.index[0]) && i1 == (path.level == 1 ? index : path.index[1]) &&
       i2 == (path.level == 2 ? index : path.index[2]) && i3 == (path.level == 3 ? index : path.index[3]);
     terminates \true; exits \false; assigns \nothing;
     ensures walk: pw_walk0(window, path.table[0], i0, i1, i2, i3) ==
       pw_entry(window, path.table[path.level], index) * 4 + path.level;
  @/
  static void lemma_leaf(const struct pw_window *window, struct pw_path path, uint32_t index, uint32_t i0, uint32_t i1,
                         uint32_t i2, uint32_t i3) {
    /@ assert cases: path.level == 1 || path.level == 2 || path.level == 3; @/
    /@ assert down0: pw_entry(window, path.table[0], path.index[0]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[0], path.index[0])) == path.table[1]; @/
    /@ assert down1: 2 <= path.level ==> pw_entry(window, path.table[1], path.index[1]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[1], path.index[1])) == path.table[2]; @/
    /@ assert down2: 3 <= path.level ==> pw_entry(window, path.table[2], path.index[2]) % 4 == 3 &&
         pw_child(window, pw_entry(window, path.table[2], path.index[2])) == path.table[3]; @/
    /@ assert walk3: path.level == 3 ==> pw_walk3(window, path.table[3], i3) ==
         pw_entry(window, path.table[path.level], index) * 4 + path.level; @/
    /@ assert walk2: path.level >= 2 ==> pw_walk2(window, path.table[2], i2, i3) ==
         pw_entry(window, path.table[path.level], index) * 4 + path.level; @/
    /@ assert walk1: pw_walk1(window, path.table[1], i1, i2, i3) ==
         pw_entry(window, path.table[path.level], index) * 4 + path.level; @/
  }
*/

/* The next valid entry of the place's table up to the address 'last', if that table is still linked there. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires place: pw_walk_place_valid(place);
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    terminates \true; exits \false; assigns \nothing;
    ensures place: (boolean)\result.is_there ==> pw_walk_place_valid(\result.place) && \result.place.level == place.level &&
      \result.place.index[place.level] < 512;
    ensures running: (boolean)\result.is_there ==>
      (boolean)\result.place.is_started && !(boolean)\result.place.is_ended;
    ensures onward: (boolean)\result.is_there ==> pw_walk_place_progress(place) <= pw_walk_place_progress(\result.place);
    ensures valid: (boolean)\result.is_there ==>
      pw_is_link(\result.descriptor, place.level) || pw_is_leaf(\result.descriptor, place.level);
    ensures leaf: (boolean)\result.is_there && pw_is_leaf(\result.descriptor, place.level) ==>
      pw_space_walk(space, pw_walk_base(space) + pw_walk_offset(\result.place)) == \result.descriptor * 4 + place.level;
*/
static struct found look(const struct pw_address_space *space, struct pw_walk_place place, uint64_t last) {
  struct found found = {place, PW_NO_FRAME, 0u, false};
  uint32_t level = place.level;
  if (place.index[level] == PW_TABLE_ENTRIES) {
    return found;
  }
  uint64_t base = base_of(space);
  uint64_t va = base + offset_of(place);
  struct pw_path path = pw_path_find(space->window, space->root_frame, va, level);
  if (path.level < level) {
    return found;
  }
  uint32_t index = next_valid(space->window, path.table[level], level, place.index[level]);
  if (index == PW_TABLE_ENTRIES) {
    return found;
  }
  struct pw_walk_place here = at_index(place, index);
  uint64_t offset = offset_of(here);
  if (offset > last) {
    return found;
  }
  found.place = here;
  found.table = path.table[level];
  found.descriptor = pw_table_entry(space->window, path.table[level], index);
  found.is_there = true;
  /*@ ghost
    lemma_digits(va, base, place.index[0], place.index[1], place.index[2], place.index[3]);
    lemma_digits(base + offset, base, here.index[0], here.index[1], here.index[2], here.index[3]);
    if (found.descriptor % 4u != 3u || level == 3u) {
      lemma_leaf(space->window, path, index, here.index[0], here.index[1], here.index[2], here.index[3]);
    }
  */
  return found;
}

/* What is told of the table of a place: its addresses are those from its first entry on. */
/*@ requires place: pw_walk_place_valid(place);
    requires base: base == 0 || base == 0xFFFF000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result.kind == kind && \result.level == place.level;
*/
static struct pw_walk_event table_event(struct pw_walk_place place, enum pw_walk_kind kind, uint64_t base) {
  struct pw_walk_event event = {.kind = kind,
                                .level = place.level,
                                .table = place.table[place.level],
                                .va = base + offset_of(at_index(place, 0u)),
                                .size = place.level == 0u ? PW_VA_HALF_SIZE : pw_level_size(place.level - 1u),
                                .descriptor = 0u};
  return event;
}

/* What is told of a leaf. */
/*@ requires place: pw_walk_place_valid(found.place) && found.place.index[found.place.level] < 512;
    requires base: base == 0 || base == 0xFFFF000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures kind: \result.kind == PW_WALK_LEAF && \result.level == found.place.level;
    ensures leaf: \result.descriptor == found.descriptor && \result.va == base + pw_walk_offset(found.place) &&
      \result.size == pw_level_bytes(found.place.level);
*/
static struct pw_walk_event leaf_event(struct found found, uint64_t base) {
  struct pw_walk_event event = {.kind = PW_WALK_LEAF,
                                .level = found.place.level,
                                .table = found.table,
                                .va = base + offset_of(found.place),
                                .size = pw_level_size(found.place.level),
                                .descriptor = found.descriptor};
  return event;
}

/* The place of a walk as a value, and back. */
/*@ requires walk: \valid_read(walk) && PW_WALK_PLACE(walk->place);
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result);
    ensures progress: pw_walk_place_progress(\result) == pw_walk_progress(walk);
    ensures flags: ((boolean)\result.is_started <==> (boolean)walk->place.is_started) &&
      ((boolean)\result.is_ended <==> (boolean)walk->place.is_ended);
*/
static struct pw_walk_place place_of(const struct pw_walk *walk) {
  const struct pw_walk_place *from = &walk->place;
  struct pw_walk_place place = {.table = {from->table[0], from->table[1], from->table[2], from->table[3]},
                                .index = {from->index[0], from->index[1], from->index[2], from->index[3]},
                                .level = from->level,
                                .is_started = from->is_started,
                                .is_ended = from->is_ended};
  return place;
}

/*@ requires walk: \valid(walk);
    requires place: pw_walk_place_valid(place);
    terminates \true; exits \false; assigns walk->place;
    ensures place: PW_WALK_PLACE(walk->place);
    ensures progress: pw_walk_progress(walk) == pw_walk_place_progress(place);
*/
static void set_place(struct pw_walk *walk, struct pw_walk_place place) {
  struct pw_walk_place *to = &walk->place;
  to->table[0] = place.table[0];
  to->table[1] = place.table[1];
  to->table[2] = place.table[2];
  to->table[3] = place.table[3];
  to->index[0] = place.index[0];
  to->index[1] = place.index[1];
  to->index[2] = place.index[2];
  to->index[3] = place.index[3];
  to->level = place.level;
  to->is_started = place.is_started;
  to->is_ended = place.is_ended;
}

/*@ requires event: \valid(event);
    terminates \true; exits \false; assigns *event;
    ensures kind: event->kind == value.kind && event->level == value.level;
    ensures leaf: event->va == value.va && event->size == value.size && event->descriptor == value.descriptor;
*/
static void set_event(struct pw_walk_event *event, struct pw_walk_event value) {
  event->kind = value.kind;
  event->level = value.level;
  event->table = value.table;
  event->va = value.va;
  event->size = value.size;
  event->descriptor = value.descriptor;
}

enum pw_status pw_walk_init_range(struct pw_walk *walk, const struct pw_address_space *space,
                                  struct pw_va_range range) {
  enum pw_status status = pw_va_range_check(space, range);
  if (status != PW_OK) {
    return status;
  }
  if (walk == NULL) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  uint64_t first = range.va - base_of(space);
  struct pw_walk_place place = {.table = {space->root_frame, PW_NO_FRAME, PW_NO_FRAME, PW_NO_FRAME},
                                .index = {pw_va_index(first, 0u), 0u, 0u, 0u},
                                .level = 0u,
                                .is_started = false,
                                .is_ended = false};
  walk->space = space;
  walk->first = first;
  walk->last = first + (range.length - 1u);
  set_place(walk, place);
  return PW_OK;
}

enum pw_status pw_walk_init(struct pw_walk *walk, const struct pw_address_space *space) {
  if (walk == NULL || !pw_space_is_live(space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  return pw_walk_init_range(walk, space, pw_va_range_all(space));
}

/* The place behind an event, and the event. */
struct step {
  struct pw_walk_place place;
  struct pw_walk_event event;
};

/* Into the table that the place's entry leads to, no further back than where the range begins. */
/*@ requires place: pw_walk_place_valid(place) && place.level <= 2 && place.index[place.level] < 512;
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    requires base: base == 0 || base == 0xFFFF000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result.place);
    ensures kind: \result.event.kind == PW_WALK_ENTER && \result.event.level <= 3;
    ensures onward: pw_walk_place_progress(place) < pw_walk_place_progress(\result.place);
*/
static struct step enter(struct pw_walk_place place, uint32_t child, uint64_t first, uint64_t base) {
  uint32_t index = offset_of(place) < first ? pw_va_index(first, place.level + 1u) : 0u;
  struct pw_walk_place inside = below(place, child, index);
  struct step step = {inside, table_event(inside, PW_WALK_ENTER, base)};
  return step;
}

/*@ requires place: pw_walk_place_valid(place);
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    requires base: base == 0 || base == 0xFFFF000000000000;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result.place);
    ensures kind: \result.event.kind == PW_WALK_LEAVE && \result.event.level <= 3;
    ensures onward: pw_walk_place_progress(place) < pw_walk_place_progress(\result.place);
*/
static struct step leave(struct pw_walk_place place, uint64_t base) {
  struct step step = {above(place), table_event(place, PW_WALK_LEAVE, base)};
  return step;
}

/* One step of a walk that has started and not ended. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires place: pw_walk_place_valid(place);
    requires running: (boolean)place.is_started && !(boolean)place.is_ended;
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result.place);
    ensures kind: 0 <= \result.event.kind < PW_WALK_END && \result.event.level <= 3;
    ensures onward: pw_walk_place_progress(place) < pw_walk_place_progress(\result.place);
    ensures leaf: \result.event.kind == PW_WALK_LEAF ==> \result.event.size == pw_level_bytes(\result.event.level) &&
      pw_space_walk(space, \result.event.va) == \result.event.descriptor * 4 + \result.event.level;
*/
static struct step advance(const struct pw_address_space *space, struct pw_walk_place place, uint64_t first,
                           uint64_t last) {
  uint64_t base = base_of(space);
  struct found found = look(space, place, last);
  if (!found.is_there) {
    return leave(place, base);
  }
  struct pw_walk_place here = found.place;
  if (pw_descriptor_kind(found.descriptor, here.level) == PW_DESCRIPTOR_TABLE) {
    return enter(here, pw_table_child(space->window, found.descriptor), first, base);
  }
  struct step step = {at_index(here, here.index[here.level] + 1u), leaf_event(found, base)};
  return step;
}

/* One step of any walk: the root is entered first, and nothing follows the end. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires place: pw_walk_place_valid(place);
    terminates \true; exits \false; assigns \nothing;
    ensures place: pw_walk_place_valid(\result.place);
    ensures kind: 0 <= \result.event.kind <= PW_WALK_END && \result.event.level <= 3;
    ensures onward: \result.event.kind != PW_WALK_END ==>
      pw_walk_place_progress(place) < pw_walk_place_progress(\result.place);
    ensures leaf: \result.event.kind == PW_WALK_LEAF ==> \result.event.size == pw_level_bytes(\result.event.level) &&
      pw_space_walk(space, \result.event.va) == \result.event.descriptor * 4 + \result.event.level;
*/
static struct step step_of(const struct pw_address_space *space, struct pw_walk_place place, uint64_t first,
                           uint64_t last) {
  if (place.is_ended) {
    struct step end = {place, {PW_WALK_END, 0u, PW_NO_FRAME, 0u, 0u, 0u}};
    return end;
  }
  if (place.is_started) {
    return advance(space, place, first, last);
  }
  struct pw_walk_place started = place;
  started.is_started = true;
  struct step step = {started, table_event(place, PW_WALK_ENTER, base_of(space))};
  return step;
}

/*@ ghost
  // No place is behind the end.
  /@ requires walk: \valid_read(walk) && PW_WALK_PLACE(walk->place);
     terminates \true; exits \false; assigns \nothing;
     ensures bound: 0 <= pw_walk_progress(walk) <= PW_WALK_PROGRESS_END;
  @/
  static void lemma_bound(const struct pw_walk *walk) {
  }
*/

enum pw_status pw_walk_next(struct pw_walk *walk, struct pw_walk_event *event) {
  if (walk == NULL || event == NULL || !pw_space_is_live(walk->space)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  struct step step = step_of(walk->space, place_of(walk), walk->first, walk->last);
  set_event(event, step.event);
  //@ assert kept: walk->first <= walk->last < 0x1000000000000 && walk->space == \at(walk->space, Pre);
  set_place(walk, step.place);
  //@ assert valid: pw_walk_valid(walk) && walk->space == \at(walk->space, Pre);
  //@ ghost lemma_bound(walk);
  return PW_OK;
}
