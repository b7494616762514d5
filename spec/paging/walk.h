/*
 * Where a walk stands, in logic, and that it only moves on.
 */
#ifndef PW_SPEC_PAGING_WALK_H
#define PW_SPEC_PAGING_WALK_H

/* 1026^4 + 1: above every place in the tree. */
#define PW_WALK_PROGRESS_END 1108126760977

/* The entry of each level above the place's own is one that was gone through; below it there is none yet. Text, for places
 * in memory and values alike. */
#define PW_WALK_PLACE(P)                                                                                               \
  (0 <= (P).level <= 3 && 0 <= (P).index[0] <= 512 && 0 <= (P).index[1] <= 512 && 0 <= (P).index[2] <= 512 &&          \
   0 <= (P).index[3] <= 512 && (0 < (P).level ==> (P).index[0] < 512) && (1 < (P).level ==> (P).index[1] < 512) &&     \
   (2 < (P).level ==> (P).index[2] < 512) && ((P).level < 1 ==> (P).index[1] == 0) &&                                  \
   ((P).level < 2 ==> (P).index[2] == 0) && ((P).level < 3 ==> (P).index[3] == 0))

/* How far a walk has come: entries as digits to the base 1026, level by level, 2 * i before entry i, 2 * i + 1 in what is
 * below it. */
#define PW_WALK_DIGITS(P)                                                                                              \
  (1 + (2 * (P).index[0] + (0 < (P).level ? 1 : 0)) * 1080045576 +                                                     \
   (2 * (P).index[1] + (1 < (P).level ? 1 : 0)) * 1052676 + (2 * (P).index[2] + (2 < (P).level ? 1 : 0)) * 1026 +      \
   2 * (P).index[3])

/*@ predicate pw_walk_place_valid(struct pw_walk_place p) = PW_WALK_PLACE(p);

    logic integer pw_walk_place_progress(struct pw_walk_place p) =
      (boolean)p.is_ended ? PW_WALK_PROGRESS_END : ((boolean)p.is_started ? PW_WALK_DIGITS(p) : 0);

    // How far a walk has come.
    logic integer pw_walk_progress{L}(struct pw_walk *walk) =
      (boolean)walk->place.is_ended ? PW_WALK_PROGRESS_END :
        ((boolean)walk->place.is_started ? PW_WALK_DIGITS(walk->place) : 0);

    // Of one half; 'first' and 'last' are counted from its beginning.
    predicate pw_walk_valid{L}(struct pw_walk *walk) =
      \valid(walk) && PW_WALK_PLACE(walk->place) && walk->first <= walk->last < 0x1000000000000;

    // Where the half begins.
    logic integer pw_walk_base{L}(struct pw_address_space *s) = s->half == PW_HALF_LOW ? 0 : 0xFFFF000000000000;

    // The first address below an entry on the way, counted from the beginning of the half.
    logic integer pw_walk_offset(struct pw_walk_place p) =
      p.index[0] * 0x8000000000 + p.index[1] * 0x40000000 + p.index[2] * 0x200000 + p.index[3] * 0x1000;
*/

#endif
