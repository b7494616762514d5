/* What a window is, in logic. */
#ifndef PW_SPEC_FRAMES_WINDOW_H
#define PW_SPEC_FRAMES_WINDOW_H

/*@ // The physical address of the first byte of a frame.
    logic integer pw_window_pa{L}(struct pw_window *window, integer frame) =
      window->base_block * PW_WINDOW_ALIGN_BYTES + frame * PW_FRAME_BYTES;

    // A window of a legal size that ends below 2^48; nothing is said of its arrays.
    predicate pw_window_valid{L}(struct pw_window *window) =
      \valid_read(window) && 1 <= window->frame_count <= PW_WINDOW_MAX_FRAMES &&
      pw_window_pa(window, window->frame_count) <= PW_WINDOW_PA_LIMIT;

    // Its arrays are there.
    predicate pw_window_arrays{L}(struct pw_window *window) =
      \valid(window->words + (0 .. window->frame_count * PW_TABLE_ENTRIES - 1)) &&
      \valid(window->live + (0 .. window->frame_count - 1));
*/

#endif
