/*
 * Window: physical memory as one array of 64-bit words.
 *
 * A window shows 'frame_count' consecutive frames of 4096 bytes, numbered from 0 at the physical address where the
 * window begins (a multiple of 2 MiB). Word i of frame f is words[f * 512 + i]: on hardware 'words' is where the kernel
 * sees that physical address (its direct map, or the address itself while the MMU is off), on a host it is a buffer.
 * Page tables are read and written through it and through nothing else, so that no pointer is ever made from an
 * address.
 *
 * Beside the words stands one number a frame that page tables need: how many valid entries the table in it has.
 * Frames that are no table have any value there. All address spaces that share a window share both arrays.
 *
 * The conversions are total: every address and every frame number has an answer, and outside the window the answer is
 * PW_ERR_OUT_OF_RANGE. They are each other's inverse.
 */
#ifndef PAGEWRIGHT_WINDOW_H
#define PAGEWRIGHT_WINDOW_H

#include <stdint.h>

#include <pagewright/status.h>

#define PW_FRAME_BYTES        4096u
#define PW_TABLE_ENTRIES      512u             /* 64-bit words in a frame */
#define PW_WINDOW_ALIGN_BYTES 0x200000u        /* where a window may begin: 2 MiB */
#define PW_WINDOW_MAX_FRAMES  0x1000000u       /* 2^24 frames = 64 GiB */
#define PW_WINDOW_PA_LIMIT    0x1000000000000u /* 2^48, the largest physical space of 4 KiB granules without FEAT_LPA2 */
#define PW_NO_FRAME           0xFFFFFFFFu      /* no frame number */

struct pw_window {
  uint64_t *words;      /* frame_count * 512 */
  uint16_t *live;       /* frame_count */
  uint32_t base_block;  /* the window's first physical address in units of 2 MiB */
  uint32_t frame_count; /* 1..PW_WINDOW_MAX_FRAMES */
};

#include "spec/frames/window.h"

/* Errors: INVALID_ARGUMENT (a null pointer, no frame, more than PW_WINDOW_MAX_FRAMES), MISALIGNED (base_pa is no
 * multiple of 2 MiB), OUT_OF_RANGE (the window would end above 2^48), METADATA_TOO_SMALL (live_count < frame_count).
 * Neither array is written. O(1). */
/*@ requires window: window == \null || \valid(window);
    terminates \true; exits \false; assigns *window;
    ensures ready: \result == PW_OK ==> pw_window_valid(window) && pw_window_pa(window, 0) == base_pa;
    ensures parts: \result == PW_OK ==>
      window->words == words && window->live == live && window->frame_count == frame_count;
    ensures refused: \result != PW_OK && window != \null ==> *window == \old(*window);
    behavior invalid:
      assumes window == \null || words == \null || live == \null || frame_count == 0 ||
              frame_count > PW_WINDOW_MAX_FRAMES;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior misaligned:
      assumes window != \null && words != \null && live != \null && 1 <= frame_count <= PW_WINDOW_MAX_FRAMES;
      assumes base_pa % PW_WINDOW_ALIGN_BYTES != 0;
      ensures status: \result == PW_ERR_MISALIGNED;
    behavior outside:
      assumes window != \null && words != \null && live != \null && 1 <= frame_count <= PW_WINDOW_MAX_FRAMES;
      assumes base_pa % PW_WINDOW_ALIGN_BYTES == 0 && base_pa + frame_count * PW_FRAME_BYTES > PW_WINDOW_PA_LIMIT;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior too_small:
      assumes window != \null && words != \null && live != \null && 1 <= frame_count <= PW_WINDOW_MAX_FRAMES;
      assumes base_pa % PW_WINDOW_ALIGN_BYTES == 0 && base_pa + frame_count * PW_FRAME_BYTES <= PW_WINDOW_PA_LIMIT;
      assumes live_count < frame_count;
      ensures status: \result == PW_ERR_METADATA_TOO_SMALL;
    behavior success:
      assumes window != \null && words != \null && live != \null && 1 <= frame_count <= PW_WINDOW_MAX_FRAMES;
      assumes base_pa % PW_WINDOW_ALIGN_BYTES == 0 && base_pa + frame_count * PW_FRAME_BYTES <= PW_WINDOW_PA_LIMIT;
      assumes live_count >= frame_count;
      ensures status: \result == PW_OK;
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_window_init(struct pw_window *window, uint64_t *words, uint64_t base_pa, uint32_t frame_count,
                              uint16_t *live, uint32_t live_count);

/* Grow a window in place: the counts move to a larger array, frame numbers stay. For a kernel that begins with a window
 * over its own image and learns later how much memory there is. The new array must not overlap the old one.
 * Errors: as pw_window_init, and INVALID_ARGUMENT when frame_count is below the present one. O(old frame_count). */
/*@ requires window: window == \null || (\valid(window) && pw_window_valid(window));
    requires counts: window == \null || \valid_read(window->live + (0 .. window->frame_count - 1));
    requires live: live == \null || \valid(live + (0 .. live_count - 1));
    requires apart: window == \null || live == \null ||
      (\separated(window, live + (0 .. live_count - 1)) &&
       \separated(window->live + (0 .. window->frame_count - 1), live + (0 .. live_count - 1)));
    terminates \true; exits \false;
    assigns window->live \from window, live;
    assigns window->frame_count, live[0 .. live_count - 1];
    ensures kept: window != \null ==> pw_window_valid(window) && pw_window_pa(window, 0) == \old(pw_window_pa(window,
   0)); ensures grown: \result == PW_OK ==> window->live == live && window->frame_count == frame_count; ensures counts:
   \result == PW_OK ==> \forall integer f; 0 <= f < \old(window->frame_count) ==> live[f] == \old(window->live)[f];
    ensures refused: \result != PW_OK && window != \null ==> *window == \old(*window);
*/
enum pw_status pw_window_extend(struct pw_window *window, uint32_t frame_count, uint16_t *live, uint32_t live_count);

/* Show the same frames at another place: for a kernel that has just moved to its direct map. O(1).
 * Errors: INVALID_ARGUMENT (a null pointer). */
/*@ requires window: window == \null || (\valid(window) && pw_window_valid(window));
    terminates \true; exits \false;
    assigns window->words \from window, words;
    assigns window->live \from window, live;
    ensures kept: window != \null ==> pw_window_valid(window) && pw_window_pa(window, 0) == \old(pw_window_pa(window,
   0)); ensures moved: \result == PW_OK ==> window->words == words && window->live == live; ensures status: \result ==
   (window == \null || words == \null || live == \null ? PW_ERR_INVALID_ARGUMENT : PW_OK); ensures refused: \result !=
   PW_OK && window != \null ==> *window == \old(*window);
*/
enum pw_status pw_window_move(struct pw_window *window, uint64_t *words, uint16_t *live);

/*@ requires valid: pw_window_valid(window);
    terminates \true; exits \false; assigns \nothing;
    ensures base: \result == pw_window_pa(window, 0);
*/
uint64_t pw_window_base_pa(const struct pw_window *window);

/* The frame that holds the byte at pa. Errors: OUT_OF_RANGE; INVALID_ARGUMENT (a null pointer). O(1). */
/*@ requires window: window == \null || pw_window_valid(window);
    requires frame: frame == \null || \valid(frame);
    requires apart: \separated(frame, window);
    terminates \true; exits \false; assigns *frame;
    behavior null:
      assumes window == \null || frame == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior outside:
      assumes window != \null && frame != \null;
      assumes pa < pw_window_pa(window, 0) || pw_window_pa(window, window->frame_count) <= pa;
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior inside:
      assumes window != \null && frame != \null;
      assumes pw_window_pa(window, 0) <= pa < pw_window_pa(window, window->frame_count);
      assigns *frame;
      ensures status: \result == PW_OK;
      ensures range: *frame < window->frame_count;
      ensures holds: pw_window_pa(window, *frame) <= pa < pw_window_pa(window, *frame + 1);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_window_pa_to_frame(const struct pw_window *window, uint64_t pa, uint32_t *frame);
/* The first byte of a frame. Errors: OUT_OF_RANGE; INVALID_ARGUMENT (a null pointer). O(1). */
/*@ requires window: window == \null || pw_window_valid(window);
    requires pa: pa == \null || \valid(pa);
    requires apart: \separated(pa, window);
    terminates \true; exits \false; assigns *pa;
    behavior null:
      assumes window == \null || pa == \null;
      assigns \nothing;
      ensures status: \result == PW_ERR_INVALID_ARGUMENT;
    behavior outside:
      assumes window != \null && pa != \null && frame >= window->frame_count;
      assigns \nothing;
      ensures status: \result == PW_ERR_OUT_OF_RANGE;
    behavior inside:
      assumes window != \null && pa != \null && frame < window->frame_count;
      assigns *pa;
      ensures status: \result == PW_OK;
      ensures first_byte: *pa == pw_window_pa(window, frame);
    complete behaviors; disjoint behaviors;
*/
enum pw_status pw_window_frame_to_pa(const struct pw_window *window, uint32_t frame, uint64_t *pa);

/* Addresses at which the window itself is seen, to physical ones and back: the checked virt_to_phys and phys_to_virt of
 * a kernel's direct map. Errors: OUT_OF_RANGE; INVALID_ARGUMENT (a null pointer). O(1). */
/*@ requires window: window == \null || pw_window_valid(window);
    requires pa: pa == \null || \valid(pa);
    requires apart: \separated(pa, window);
    terminates \true; exits \false; assigns *pa;
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OUT_OF_RANGE;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> window == \null || pa == \null;
    ensures inside: \result == PW_OK ==> pw_window_pa(window, 0) <= *pa < pw_window_pa(window, window->frame_count);
    ensures refused: \result != PW_OK && pa != \null ==> *pa == \old(*pa);
*/
enum pw_status pw_window_virt_to_phys(const struct pw_window *window, uint64_t va, uint64_t *pa);
/*@ requires window: window == \null || pw_window_valid(window);
    requires va: va == \null || \valid(va);
    requires apart: \separated(va, window);
    terminates \true; exits \false; assigns *va;
    ensures null: \result == PW_ERR_INVALID_ARGUMENT <==> window == \null || va == \null;
    ensures inside: \result == PW_OK ==> pw_window_pa(window, 0) <= pa < pw_window_pa(window, window->frame_count);
    ensures statuses: \result == PW_OK || \result == PW_ERR_INVALID_ARGUMENT || \result == PW_ERR_OUT_OF_RANGE;
    ensures refused: \result != PW_OK && va != \null ==> *va == \old(*va);
*/
enum pw_status pw_window_phys_to_virt(const struct pw_window *window, uint64_t pa, uint64_t *va);

#endif
