/*
 * The one contract of everything that hands out frames for page tables (row I-contract). It is text, so that each provider
 * states the very same clauses over its own three predicates:
 *   VALID(S)   the provider's invariant;
 *   HAS(S, f)  frame f is one that the provider hands out and takes back;
 *   OUT(S, f)  frame f is handed out and not yet returned.
 * Beside it stand 'requires VALID(S)' and what the provider writes: its own state, never the contents of a frame.
 */
#ifndef PW_SPEC_FRAMES_SOURCE_CONTRACT_H
#define PW_SPEC_FRAMES_SOURCE_CONTRACT_H

#define PW_SOURCE_ALLOC_ENSURES(VALID, HAS, OUT, S)                                                                    \
  ensures valid: VALID(S);                                                                                             \
  ensures belongs: \result != PW_NO_FRAME ==> HAS(S, \result);                                                         \
  ensures was_in: \result != PW_NO_FRAME ==> !OUT{Pre}(S, \result);                                                    \
  ensures is_out: \result != PW_NO_FRAME ==> OUT{Post}(S, \result);                                                    \
  ensures others_keep: \forall integer f; f != \result ==> (OUT{Pre}(S, f) <==> OUT{Post}(S, f));

#define PW_SOURCE_FREE_ENSURES(VALID, HAS, OUT, S)                                                                     \
  ensures valid: VALID(S);                                                                                             \
  ensures accepts: \result == PW_OK <==> OUT{Pre}(S, frame);                                                           \
  ensures is_in: !OUT{Post}(S, frame);                                                                                 \
  ensures others_keep: \forall integer f; f != frame ==> (OUT{Pre}(S, f) <==> OUT{Post}(S, f));                        \
  ensures foreign: \result == PW_ERR_FOREIGN <==> !HAS(S, frame);

#endif
