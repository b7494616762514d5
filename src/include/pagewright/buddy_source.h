/*
 * Buddy source: single frames of a buddy, told by their numbers in a window.
 *
 * An adapter without state of its own. A frame is out exactly when the buddy has it allocated as a block of order 0.
 */
#ifndef PAGEWRIGHT_BUDDY_SOURCE_H
#define PAGEWRIGHT_BUDDY_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/buddy.h>
#include <pagewright/status.h>
#include <pagewright/window.h>

struct pw_buddy_source {
  struct pw_buddy *buddy;
  uint32_t shift_frames; /* number, in the window, of the buddy's first frame */
  uint32_t frame_count;  /* of the buddy */
};

#include "spec/frames/buddy_source.h"
#include "spec/frames/source_contract.h"

/* Errors: INVALID_ARGUMENT (a null pointer), OUT_OF_RANGE (a frame of the buddy is not in the window). O(1). */
/*@ requires source: source == \null || \valid(source);
    requires buddy: buddy == \null || pw_buddy_valid(buddy);
    requires window: window == \null || pw_window_valid(window);
    requires apart: \separated(source, buddy, window);
    requires apart_from_metadata: source == \null || buddy == \null ||
      \separated(source, buddy->tags + (0 .. buddy->tree.frame_count - 1),
                 buddy->tree.words + (0 .. buddy->tree.mask_word + 6));
    terminates \true; exits \false;
    assigns source->buddy \from source, buddy;
    assigns source->shift_frames, source->frame_count;
    ensures ready: \result == PW_OK ==> pw_buddy_source_valid(source) && source->buddy == buddy;
    ensures address: \result == PW_OK ==> buddy->base_pa == pw_window_pa(window, source->shift_frames);
    ensures place: \result == PW_OK ==> source->shift_frames + source->frame_count <= window->frame_count;
    ensures refused: \result != PW_OK && source != \null ==> *source == \old(*source);
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> source == \null || buddy == \null || window == \null;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OUT_OF_RANGE;
*/
enum pw_status pw_buddy_source_init(struct pw_buddy_source *source, struct pw_buddy *buddy,
                                    const struct pw_window *window);

/* The buddy's lowest free frame, or PW_NO_FRAME iff it has none. As pw_buddy_alloc of order 0. */
/*@ requires valid: pw_buddy_source_valid(source);
    terminates \true; exits \false;
    assigns source->buddy->tree.words[0 .. source->buddy->tree.mask_word - 1],
            source->buddy->tags[0 .. source->buddy->tree.frame_count - 1], source->buddy->free_count, pw_work;
    PW_SOURCE_ALLOC_ENSURES(pw_buddy_source_valid, pw_buddy_source_has, pw_buddy_source_out, source)
    ensures reserved: \forall integer f;
      pw_buddy_source_reserved{Pre}(source, f) <==> pw_buddy_source_reserved{Post}(source, f);
    ensures none: \result == PW_NO_FRAME <==> pw_buddy_source_none{Pre}(source);
    ensures not_reserved: \result != PW_NO_FRAME ==> !pw_buddy_source_reserved{Pre}(source, \result);
*/
uint32_t pw_buddy_source_alloc(const struct pw_buddy_source *source);

/* Errors: FOREIGN (not a frame of the buddy), and those of pw_buddy_free_order with order 0. */
/*@ requires valid: pw_buddy_source_valid(source);
    terminates \true; exits \false;
    assigns source->buddy->tree.words[0 .. source->buddy->tree.mask_word - 1],
            source->buddy->tags[0 .. source->buddy->tree.frame_count - 1], source->buddy->free_count, pw_work;
    PW_SOURCE_FREE_ENSURES(pw_buddy_source_valid, pw_buddy_source_has, pw_buddy_source_out, source)
    ensures reserved: \forall integer f;
      pw_buddy_source_reserved{Pre}(source, f) <==> pw_buddy_source_reserved{Post}(source, f);
*/
enum pw_status pw_buddy_source_free(const struct pw_buddy_source *source, uint32_t frame);

/* Whether the frame is one of the buddy's, whatever its state. O(1). */
/*@ requires valid: pw_buddy_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures contains: \result <==> pw_buddy_source_has(source, frame);
*/
bool pw_buddy_source_contains(const struct pw_buddy_source *source, uint32_t frame);

/* The state of a frame; PW_FRAME_ABSENT for one that is not the buddy's. O(1). */
/*@ requires valid: pw_buddy_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures reserved: \result == PW_FRAME_RESERVED <==> pw_buddy_source_reserved(source, frame);
*/
enum pw_frame_state pw_buddy_source_state(const struct pw_buddy_source *source, uint32_t frame);

/* Whether the buddy has the frame allocated as a block of order 0. O(1). */
/*@ requires valid: pw_buddy_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures owns: \result <==> pw_buddy_source_out(source, frame);
*/
bool pw_buddy_source_owns(const struct pw_buddy_source *source, uint32_t frame);

#endif
