/*
 * Where a walk ends, in logic.
 */
#ifndef PW_SPEC_PAGING_EXTENT_H
#define PW_SPEC_PAGING_EXTENT_H

/*@ // The entry at which the walk of the architecture ends, leaf or fault: four times the entry and its level.
    logic integer pw_end3{L}(struct pw_window *w, integer t, integer i3) = pw_entry(w, t, i3) * 4 + 3;
    logic integer pw_end2{L}(struct pw_window *w, integer t, integer i2, integer i3) =
      pw_entry(w, t, i2) % 4 == 3 ? pw_end3(w, pw_child(w, pw_entry(w, t, i2)), i3) : pw_entry(w, t, i2) * 4 + 2;
    logic integer pw_end1{L}(struct pw_window *w, integer t, integer i1, integer i2, integer i3) =
      pw_entry(w, t, i1) % 4 == 3 ? pw_end2(w, pw_child(w, pw_entry(w, t, i1)), i2, i3) : pw_entry(w, t, i1) * 4 + 1;
    logic integer pw_end0{L}(struct pw_window *w, integer t, integer i0, integer i1, integer i2, integer i3) =
      pw_entry(w, t, i0) % 4 == 3 ? pw_end1(w, pw_child(w, pw_entry(w, t, i0)), i1, i2, i3) : pw_entry(w, t, i0) * 4;

    // The same for an address of a space.
    logic integer pw_space_end{L}(struct pw_address_space *s, integer va) =
      pw_end0(s->window, s->root_frame, va / 0x8000000000 % 512, va / 0x40000000 % 512, va / 0x200000 % 512, va / 0x1000 % 512);

    // So many addresses from va on come to the same entry.
    predicate pw_space_walk_same{L}(struct pw_address_space *s, integer va, integer bytes) =
      \forall integer x; va <= x < va + bytes ==> pw_space_walk(s, x) == pw_space_walk(s, va);
*/

#endif
