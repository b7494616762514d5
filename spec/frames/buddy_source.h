/* What a buddy source is, in logic. */
#ifndef PW_SPEC_FRAMES_BUDDY_SOURCE_H
#define PW_SPEC_FRAMES_BUDDY_SOURCE_H

/*@ // A buddy all of whose frames have numbers that a window can have; the source itself lies apart from what the buddy
    // writes.
    predicate pw_buddy_source_valid{L}(struct pw_buddy_source *source) =
      \valid_read(source) && pw_buddy_valid(source->buddy) &&
      source->frame_count == source->buddy->tree.frame_count &&
      source->shift_frames + source->frame_count <= PW_WINDOW_MAX_FRAMES &&
      \separated(source, source->buddy, source->buddy->tags + (0 .. source->buddy->tree.frame_count - 1),
                 source->buddy->tree.words + (0 .. source->buddy->tree.mask_word + 6));

    // The frame is one of the buddy's.
    predicate pw_buddy_source_has{L}(struct pw_buddy_source *source, integer frame) =
      source->shift_frames <= frame < source->shift_frames + source->frame_count;

    // The buddy has it allocated as a block of order 0: its tag is that of a head, and the order 0.
    predicate pw_buddy_source_out{L}(struct pw_buddy_source *source, integer frame) =
      pw_buddy_source_has(source, frame) && source->buddy->tags[frame - source->shift_frames] == 0;

    // The buddy has no free frame.
    predicate pw_buddy_source_none{L}(struct pw_buddy_source *source) =
      \forall integer i; 0 <= i < source->buddy->tree.frame_count ==> !pw_buddy_free(source->buddy, i);

    // The buddy has it reserved, so that it never hands it out.
    predicate pw_buddy_source_reserved{L}(struct pw_buddy_source *source, integer frame) =
      pw_buddy_source_has(source, frame) && source->buddy->tags[frame - source->shift_frames] == PW_TAG_RESERVED;

    // All tags but one are the same at two points.
    predicate pw_buddy_source_tags_kept{A,B}(struct pw_buddy *buddy, integer but) =
      \forall integer i; 0 <= i < \at(buddy->tree.frame_count, A) && i != but ==>
        pw_buddy_same{A,B}(buddy, i) && \at(buddy->tags[i], A) == \at(buddy->tags[i], B);

    // A frame's tag has the value.
    predicate pw_buddy_source_tag{L}(struct pw_buddy *buddy, integer i, integer tag) = buddy->tags[i] == tag;
*/

#endif
