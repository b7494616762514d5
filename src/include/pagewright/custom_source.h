/*
 * Custom source: a user's own provider of frames for page tables, called through its three functions.
 *
 * The functions have to meet the contract of page sources (page_source.h). It is stated below for the calls; that a
 * user's functions meet it is the user's affair.
 */
#ifndef PAGEWRIGHT_CUSTOM_SOURCE_H
#define PAGEWRIGHT_CUSTOM_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/status.h>
#include <pagewright/window.h>

struct pw_custom_source {
  uint32_t (*alloc)(struct pw_custom_source *source);
  enum pw_status (*free)(struct pw_custom_source *source, uint32_t frame);
  bool (*owns)(const struct pw_custom_source *source, uint32_t frame); /* the frame is out */
  void *context;
};

#include "spec/frames/custom_source.h"
#include "spec/frames/source_contract.h"

/* As the user's alloc: a frame, or PW_NO_FRAME. */
/*@ requires valid: pw_custom_source_valid(source);
    terminates \true; exits \false; assigns pw_custom_given[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_SOURCE_ALLOC_ENSURES(pw_custom_source_valid, pw_custom_source_has, pw_custom_source_out, source)
*/
uint32_t pw_custom_source_alloc(struct pw_custom_source *source);

/* As the user's free. */
/*@ requires valid: pw_custom_source_valid(source);
    terminates \true; exits \false; assigns pw_custom_given[0 .. PW_WINDOW_MAX_FRAMES - 1];
    PW_SOURCE_FREE_ENSURES(pw_custom_source_valid, pw_custom_source_has, pw_custom_source_out, source)
*/
enum pw_status pw_custom_source_free(struct pw_custom_source *source, uint32_t frame);

/* As the user's owns. */
/*@ requires valid: pw_custom_source_valid(source);
    terminates \true; exits \false; assigns \nothing;
    ensures owns: \result <==> pw_custom_source_out(source, frame);
*/
bool pw_custom_source_owns(const struct pw_custom_source *source, uint32_t frame);

#endif
