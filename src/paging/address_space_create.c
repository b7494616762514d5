/*
 * Creating an address space: a root from the source, then the object, then an empty tree.
 */
#include <pagewright/address_space.h>

#include <stddef.h>

#include "src/paging/object.h"
#include "src/paging/root.h"
#include "src/paging/space.h"
#include "src/paging/table.h"
#include "src/paging/tlb.h"

#include "spec/paging/object_steps.h"
#include "spec/paging/supply.h"
#include "spec/paging/untouched.h"

#define ASID_LIMIT  0x10000u
#define PA_BITS_MIN 32u
#define PA_BITS_MAX 48u

/*@ requires config: \valid_read(config);
    requires source: config->source != \null ==> \valid_read(config->source);
    terminates \true; exits \false; assigns \nothing;
    ensures legal: \result <==> pw_config_legal(config);
*/
static bool config_is_valid(const struct pw_address_space_config *config) {
  if (config->window == NULL || config->source == NULL || config->tlb == NULL) {
    return false;
  }
  const struct pw_window *window = config->window;
  return config->source->window == window && (config->half == PW_HALF_LOW || config->half == PW_HALF_HIGH) &&
         config->asid < ASID_LIMIT && config->pa_bits >= PA_BITS_MIN && config->pa_bits <= PA_BITS_MAX;
}

/* The object. */
/*@ requires ready: pw_supply_ready(space, config.window, config.source);
    terminates \true; exits \false;
    assigns *space \from config, root;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_supply_kept{Pre,Post}(config.source);
    ensures window: pw_window_untouched{Pre,Post}(config.window);
    ensures parts: space->window == config.window && space->source == config.source && space->tlb == config.tlb;
    ensures values: space->half == config.half && space->asid == config.asid && space->pa_bits == config.pa_bits &&
      space->root_frame == root && !space->has_mapped_global;
*/
static void fill_in(struct pw_address_space *space, struct pw_address_space_config config, uint32_t root) {
  enum pw_page_origin origin = pw_page_source_origin(config.source, root);
  pw_object_set_parts(space, config);
  //@ ghost Parts: ;
  pw_object_set_values(space, config, root);
  //@ assert values: pw_window_untouched{Parts,Here}(config.window);
  //@ assert kept: pw_supply_kept{Parts,Here}(config.source);
  //@ assert so_far: pw_window_untouched{Pre,Here}(config.window) && pw_supply_kept{Pre,Here}(config.source);
  //@ ghost Values: ;
  pw_object_set_tables(space, origin);
  //@ assert tables: pw_window_untouched{Values,Here}(config.window);
  //@ assert kept_too: pw_supply_kept{Values,Here}(config.source);
}

/* A frame for the root and the object, or neither: what it means for the source, */
/*@ requires ready: pw_supply_ready(space, config.window, config.source);
    terminates \true; exits \false; assigns *space, PW_PAGE_SOURCE_ASSIGNS(config.source);
    ensures refused: \result == PW_NO_FRAME ==> *space == \old(*space);
    ensures supply: \result == PW_NO_FRAME ==> pw_supply_ready(space, config.window, config.source);
    ensures window: pw_window_untouched{Pre,Post}(config.window);
    ensures others: pw_supply_kept_but{Pre,Post}(config.source, \result);
    ensures kept: \result == PW_NO_FRAME ==> pw_supply_kept{Pre,Post}(config.source);
    ensures ready: \result != PW_NO_FRAME ==> pw_space_source_ready(space);
    ensures inside: \result != PW_NO_FRAME ==> \result < config.window->frame_count;
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has{Pre}(config.source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(config.source, \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(config.source, \result);
    ensures parts: \result != PW_NO_FRAME ==> space->window == config.window && space->source == config.source &&
      space->tlb == config.tlb;
    ensures values: \result != PW_NO_FRAME ==> space->half == config.half && space->asid == config.asid &&
      space->pa_bits == config.pa_bits && space->root_frame == \result && !space->has_mapped_global;
*/
static uint32_t take(struct pw_address_space *space, struct pw_address_space_config config) {
  uint32_t root = pw_object_take_root(space, config.window, config.source);
  //@ assert taken: pw_supply_kept_but{Pre,Here}(config.source, root) && pw_window_untouched{Pre,Here}(config.window);
  if (root == PW_NO_FRAME) {
    return root;
  }
  //@ ghost Taken: ;
  fill_in(space, config, root);
  //@ assert kept: pw_supply_kept{Taken,Here}(config.source);
  //@ assert so_far: pw_supply_kept_but{Pre,Taken}(config.source, root);
  //@ assert but: pw_supply_kept_but{Pre,Here}(config.source, root);
  //@ assert filled_in: pw_window_untouched{Taken,Here}(config.window);
  //@ assert window_so_far: pw_window_untouched{Pre,Taken}(config.window);
  //@ assert window: pw_window_untouched{Pre,Here}(config.window);
  return root;
}

/* and for the trees: none changes, and the frame is no table. */
/*@ requires supply: pw_supply_valid(space, config.window, config.source);
    terminates \true; exits \false; assigns *space, PW_PAGE_SOURCE_ASSIGNS(config.source);
    ensures refused: \result == PW_NO_FRAME ==> *space == \old(*space);
    ensures supply: \result == PW_NO_FRAME ==> pw_supply_ready(space, config.window, config.source);
    ensures window: pw_window_untouched{Pre,Post}(config.window);
    PW_FOREST_ENSURES(config.window)
    ensures filled: pw_forest_filled(config.window, -1);
    ensures clean: pw_stale_none(config.window);
    ensures walks: pw_walks_same{Pre,Post}(config.window);
    ensures others: pw_supply_kept_but{Pre,Post}(config.source, \result);
    ensures kept: \result == PW_NO_FRAME ==> pw_supply_kept{Pre,Post}(config.source);
    ensures ready: \result != PW_NO_FRAME ==> pw_space_source_ready(space);
    ensures none: \result != PW_NO_FRAME ==> pw_forest_level[\result] == PW_NO_LEVEL;
    ensures unused: \result != PW_NO_FRAME ==> pw_space_unused(space);
    ensures still: \result == PW_NO_FRAME ==> pw_supply_unused(config.window, config.source);
    ensures inside: \result != PW_NO_FRAME ==> \result < config.window->frame_count;
    ensures has: \result != PW_NO_FRAME ==> pw_page_source_has{Pre}(config.source, \result);
    ensures was_in: \result != PW_NO_FRAME ==> !pw_page_source_out{Pre}(config.source, \result);
    ensures is_out: \result != PW_NO_FRAME ==> pw_page_source_out(config.source, \result);
    ensures parts: \result != PW_NO_FRAME ==> space->window == config.window && space->source == config.source &&
      space->tlb == config.tlb;
    ensures values: \result != PW_NO_FRAME ==> space->half == config.half && space->asid == config.asid &&
      space->pa_bits == config.pa_bits && space->root_frame == \result && !space->has_mapped_global;
*/
static uint32_t begin(struct pw_address_space *space, struct pw_address_space_config config) {
  uint32_t root = take(space, config);
  //@ assert frames: config.window->frame_count == \at(config.window->frame_count, Pre);
  //@ assert untouched: pw_trees_untouched{Pre,Here}(config.window);
  //@ assert levels: pw_forest_levels(config.window);
  //@ assert down: pw_forest_down(config.window);
  //@ assert up: pw_forest_up(config.window);
  //@ assert roots: pw_forest_roots(config.window);
  //@ assert counts: pw_forest_counts(config.window);
  //@ assert entries: pw_forest_entries(config.window);
  //@ assert filled: pw_forest_filled(config.window, -1);
  //@ assert walks: pw_walks_same{Pre,Here}(config.window);
  //@ assert was_unused: pw_supply_unused{Pre}(config.window, config.source);
  //@ assert was_none: root != PW_NO_FRAME ==> !pw_is_table{Pre}(config.window, root);
  //@ assert unused: root != PW_NO_FRAME ==> pw_supply_unused(config.window, config.source);
  //@ assert still: root == PW_NO_FRAME ==> pw_supply_unused(config.window, config.source);
  //@ assert same: root != PW_NO_FRAME ==> pw_supply_unused(space->window, space->source);
  return root;
}

/* Walkers see the root's zeroes before the caller goes on. */
/*@ requires space: \valid_read(space) && pw_window_valid(space->window);
    requires settled: pw_stale_settled(space->window);
    terminates \true; exits \false; assigns pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures clean: pw_stale_none(space->window);
*/
static void publish(const struct pw_address_space *space) {
  pw_tlb_dsb_ishst(space->tlb);
  //@ assert seen: \forall integer f; 0 <= f < space->window->frame_count ==> pw_stale_seen(f);
  pw_tlb_isb(space->tlb);
}

/* The tree of the object: an empty root, for every walker to see. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    requires root: space->root_frame < space->window->frame_count && pw_forest_level[space->root_frame] == PW_NO_LEVEL;
    requires out: pw_page_source_out(space->source, space->root_frame);
    requires unused: pw_space_unused(space);
    requires values: (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH) && 32 <= space->pa_bits <= 48;
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_FOREST_MAPS,
            pw_forest_asid[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_half[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    ensures ready: pw_space_source_ready(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    PW_FOREST_ENSURES(space->window)
    ensures filled: pw_forest_filled(space->window, -1);
    ensures clean: pw_stale_none(space->window);
    ensures root: pw_space_root(space);
    ensures owns: pw_space_owns(space);
    ensures unused: pw_space_unused(space);
    ensures places: \forall integer f; 0 <= f < space->window->frame_count && f != space->root_frame ==>
      pw_forest_level[f] == \old(pw_forest_level[f]) && pw_forest_root[f] == \old(pw_forest_root[f]) &&
      pw_forest_asid[f] == \old(pw_forest_asid[f]) && pw_forest_half[f] == \old(pw_forest_half[f]);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures empty: \forall integer a; 0 <= a ==> pw_space_walk(space, a) == 0;
*/
static void plant(struct pw_address_space *space) {
  /*@ assert roots: \forall integer f; pw_is_table(space->window, f) ==> pw_is_table(space->window, pw_forest_root[f]); */
  //@ assert other: \forall integer f; pw_is_table(space->window, f) ==> pw_forest_root[f] != space->root_frame;
  pw_object_plant(space);
  //@ assert kept: pw_space_source_kept{Pre,Here}(space);
  //@ assert out: pw_page_source_out(space->source, space->root_frame);
  /*@ assert alone: \forall integer f; pw_is_table(space->window, f) && pw_forest_root[f] == space->root_frame ==>
        f == space->root_frame; */
  publish(space);
}

/* A space between two calls. */
/*@ requires ready: pw_space_source_ready(space);
    PW_FOREST_REQUIRES(space->window)
    requires filled: pw_forest_filled(space->window, -1);
    requires clean: pw_stale_none(space->window);
    requires root: space->root_frame < space->window->frame_count && pw_forest_level[space->root_frame] == PW_NO_LEVEL;
    requires out: pw_page_source_out(space->source, space->root_frame);
    requires unused: pw_space_unused(space);
    requires values: (space->half == PW_HALF_LOW || space->half == PW_HALF_HIGH) && 32 <= space->pa_bits <= 48;
    terminates \true; exits \false;
    assigns space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], PW_FOREST_MAPS,
            pw_forest_asid[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_half[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    ensures valid: pw_space_valid(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures places: \forall integer f; 0 <= f < space->window->frame_count && f != space->root_frame ==>
      pw_forest_level[f] == \old(pw_forest_level[f]) && pw_forest_root[f] == \old(pw_forest_root[f]) &&
      pw_forest_asid[f] == \old(pw_forest_asid[f]) && pw_forest_half[f] == \old(pw_forest_half[f]);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures empty: \forall integer a; 0 <= a ==> pw_space_walk(space, a) == 0;
*/
static void complete(struct pw_address_space *space) {
  plant(space);
  //@ assert forest: pw_forest_valid(space->window);
}

/* A space by a legal configuration, or nothing when there is no frame for its root. */
/*@ requires supply: pw_supply_valid(space, config.window, config.source);
    requires values: (config.half == PW_HALF_LOW || config.half == PW_HALF_HIGH) && 32 <= config.pa_bits <= 48;
    terminates \true; exits \false;
    assigns *space, PW_PAGE_SOURCE_ASSIGNS(config.source), config.window->words[0 .. config.window->frame_count * 512 - 1],
            config.window->live[0 .. config.window->frame_count - 1], PW_FOREST_MAPS,
            pw_forest_asid[0 .. PW_WINDOW_MAX_FRAMES - 1], pw_forest_half[0 .. PW_WINDOW_MAX_FRAMES - 1], PW_STALE_MAPS;
    ensures statuses: \result == PW_OK || \result == PW_ERR_NO_MEMORY;
    ensures refused: \result != PW_OK ==> *space == \old(*space);
    ensures untouched: \result != PW_OK ==> pw_window_untouched{Pre,Post}(config.window);
    ensures kept: \result != PW_OK ==> pw_supply_kept{Pre,Post}(config.source);
    ensures supply: \result != PW_OK ==> pw_supply_valid(space, config.window, config.source);
    ensures live: \result == PW_OK ==> pw_space_live(space);
    ensures valid: \result == PW_OK ==> pw_space_valid(space);
    ensures fields: \result == PW_OK ==> space->window == config.window && space->source == config.source &&
      space->tlb == config.tlb && space->half == config.half && space->asid == config.asid &&
      space->pa_bits == config.pa_bits && !space->has_mapped_global;
    ensures empty: \result == PW_OK ==> \forall integer a; 0 <= a ==> pw_space_walk(space, a) == 0;
    ensures local: \result == PW_OK ==> pw_space_local(space);
    ensures root: \result == PW_OK ==> !pw_is_table{Pre}(config.window, space->root_frame) &&
      !pw_page_source_out{Pre}(config.source, space->root_frame) &&
      pw_page_source_out(config.source, space->root_frame);
    ensures others: \result == PW_OK ==> pw_supply_kept_but{Pre,Post}(config.source, space->root_frame);
    ensures places: \result == PW_OK ==>
      \forall integer f; 0 <= f < space->window->frame_count && f != space->root_frame ==>
        pw_forest_level[f] == \old(pw_forest_level[f]) && pw_forest_root[f] == \old(pw_forest_root[f]) &&
        pw_forest_asid[f] == \old(pw_forest_asid[f]) && pw_forest_half[f] == \old(pw_forest_half[f]);
    ensures walks: \result == PW_OK ==> pw_walks_same{Pre,Post}(config.window);
*/
static enum pw_status create(struct pw_address_space *space, struct pw_address_space_config config) {
  uint32_t root = begin(space, config);
  if (root == PW_NO_FRAME) {
    return PW_ERR_NO_MEMORY;
  }
  //@ ghost Begun: ;
  complete(space);
  //@ assert kept: pw_supply_kept{Begun,Here}(config.source);
  //@ assert others: pw_supply_kept_but{Pre,Here}(config.source, root);
  //@ assert walks: pw_walks_same{Pre,Here}(config.window);
  return PW_OK;
}

enum pw_status pw_address_space_create(struct pw_address_space *space, const struct pw_address_space_config *config) {
  if (space == NULL || config == NULL || !config_is_valid(config)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  return create(space, *config);
}
