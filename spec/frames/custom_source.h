/*
 * What is known of a user's own provider: a fixed set of frames, and which of them are out. Both are told by ghost maps, so
 * one provider at a time is meant; what else it keeps is its own affair.
 */
#ifndef PW_SPEC_FRAMES_CUSTOM_SOURCE_H
#define PW_SPEC_FRAMES_CUSTOM_SOURCE_H

/*@ ghost
    unsigned char pw_custom_frames[PW_WINDOW_MAX_FRAMES]; // 1: the frame is one of the provider's
    unsigned char pw_custom_given[PW_WINDOW_MAX_FRAMES];  // 1: it is handed out
*/

/*@ // The source can be read.
    predicate pw_custom_source_valid{L}(struct pw_custom_source *source) = \valid_read(source);

    // The frame is one of the provider's.
    predicate pw_custom_source_has{L}(struct pw_custom_source *source, integer frame) =
      \valid_read(source) && 0 <= frame < PW_WINDOW_MAX_FRAMES && pw_custom_frames[frame] == 1;

    // It is handed out.
    predicate pw_custom_source_out{L}(struct pw_custom_source *source, integer frame) =
      pw_custom_source_has(source, frame) && pw_custom_given[frame] == 1;
*/

#endif
