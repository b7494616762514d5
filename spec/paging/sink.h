/* Bounded text, in logic. */
#ifndef PW_SPEC_PAGING_SINK_H
#define PW_SPEC_PAGING_SINK_H

/*@ // The buffer is there, as far as it is said to be.
    predicate pw_sink_valid{L}(struct pw_sink s) = s.capacity > 0 ==> \valid(s.buffer + (0 .. s.capacity - 1));

    // The same buffer, and no less text.
    predicate pw_sink_onward(struct pw_sink a, struct pw_sink b) =
      b.buffer == a.buffer && b.capacity == a.capacity && b.length >= a.length;

    // At two points: the text in the buffer so far is the same.
    predicate pw_sink_kept{A,B}(struct pw_sink s) =
      \forall integer i; 0 <= i < s.length && i + 1 < s.capacity ==> \at(s.buffer[i], A) == \at(s.buffer[i], B);
*/

#endif
