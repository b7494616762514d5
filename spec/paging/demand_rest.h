/*
 * What an operation on a space leaves alone, in logic: all that it may not write.
 */
#ifndef PW_SPEC_PAGING_DEMAND_REST_H
#define PW_SPEC_PAGING_DEMAND_REST_H

#include "spec/paging/demand_write.h"

/*@ // A place of each type that none of the space's operations writes.
    predicate pw_out_64{L}(struct pw_address_space *s, uint64_t *p) = PW_OUT_64(s, p);
    predicate pw_out_32{L}(struct pw_address_space *s, uint32_t *p) = PW_OUT_32(s, p);
    predicate pw_out_8{L}(struct pw_address_space *s, uint8_t *p) = PW_OUT_8(s, p);
    predicate pw_out_bool{L}(struct pw_address_space *s, _Bool *p) = PW_OUT_BOOL(s, p);

    // At two points: each such place has the same value.
    predicate pw_rest_64{A,B}(struct pw_address_space *s) = \forall uint64_t *p; pw_out_64{A}(s, p) ==> \at(*p, A) == \at(*p, B);
    predicate pw_rest_32{A,B}(struct pw_address_space *s) = \forall uint32_t *p; pw_out_32{A}(s, p) ==> \at(*p, A) == \at(*p, B);
    predicate pw_rest_8{A,B}(struct pw_address_space *s) = \forall uint8_t *p; pw_out_8{A}(s, p) ==> \at(*p, A) == \at(*p, B);
    predicate pw_rest_bool{A,B}(struct pw_address_space *s) = \forall _Bool *p; pw_out_bool{A}(s, p) ==> \at(*p, A) == \at(*p, B);
    predicate pw_rest{A,B}(struct pw_address_space *s) =
      pw_rest_64{A,B}(s) && pw_rest_32{A,B}(s) && pw_rest_8{A,B}(s) && pw_rest_bool{A,B}(s);

    // The sizes of what a buddy has of its own are such places.
    predicate pw_sizes_same{A,B}(struct pw_address_space *s) =
      \at(s->source->buddy, A) != \null ==>
        \at(s->source->buddy->buddy->tree.mask_word, A) == \at(s->source->buddy->buddy->tree.mask_word, B) &&
        \at(s->source->buddy->buddy->tree.frame_count, A) == \at(s->source->buddy->buddy->tree.frame_count, B);
    predicate pw_parts_same{A,B}(struct pw_address_space *s) =
      \at(s->source, A) == \at(s->source, B) && \at(s->source->buddy, A) == \at(s->source->buddy, B) &&
      \at(s->source->buddy->buddy, A) == \at(s->source->buddy->buddy, B);
    lemma pw_rest_sizes{A,B}: \forall struct pw_address_space *s;
      pw_space_apart{A}(s) && pw_rest_32{A,B}(s) && pw_parts_same{A,B}(s) ==> pw_sizes_same{A,B}(s);
*/

#endif
