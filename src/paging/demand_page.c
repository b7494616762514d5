/*
 * Demand page: a frame taken, zeroed and mapped, or unmapped and given back.
 */
#include "src/paging/demand_page.h"

#include "src/paging/demand_frame.h"
#include "src/paging/tlb.h"

#include "spec/paging/counts.h"
#include "spec/paging/local.h"

/* A frame of zeroes, as pw_demand_frame_take, which every walker sees. */
/*@ requires valid: pw_space_valid(space);
    requires source: source == space->source;
    terminates \true; exits \false;
    assigns PW_PAGE_SOURCE_ASSIGNS(source), space->window->words[0 .. space->window->frame_count * 512 - 1],
            space->window->live[0 .. space->window->frame_count - 1], pw_stale_stage[0 .. PW_WINDOW_MAX_FRAMES - 1];
    ensures valid: pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures none: \result.frame == PW_NO_FRAME ==> pw_space_conserved{Pre,Post}(space);
    ensures pa: \result.frame != PW_NO_FRAME ==> \result.pa == pw_window_pa(space->window, \result.frame);
    ensures was_in: \result.frame != PW_NO_FRAME ==> pw_demand_frame_in{Pre}(space, \result.frame);
    ensures is_out: \result.frame != PW_NO_FRAME ==> pw_demand_frame_out(space, \result.frame);
    ensures zero: \result.frame != PW_NO_FRAME ==> pw_all_zero(space->window, \result.frame);
    ensures others: \result.frame != PW_NO_FRAME ==> pw_space_source_kept_but{Pre,Post}(space, \result.frame);
*/
static struct pw_demand_frame take_zeroed(struct pw_address_space *space, const struct pw_page_source *source) {
  struct pw_demand_frame taken = pw_demand_frame_take(space, source);
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
  //@ assert was: pw_space_root{Pre}(space);
  //@ assert still: pw_local_still{Pre,Here}(space);
  //@ assert local: pw_space_local{Pre}(space) ==> pw_space_local(space);
  if (taken.frame != PW_NO_FRAME) {
    //@ ghost Taken: ;
    pw_demand_frame_zero(space, taken.frame);
    //@ assert walks_zeroed: pw_walks_same{Taken,Here}(space->window);
    //@ assert still_zeroed: pw_local_still{Taken,Here}(space) && pw_space_root{Taken}(space);
    //@ assert local_zeroed: pw_space_local{Pre}(space) ==> pw_space_local(space);
    //@ ghost Zeroed: ;
    pw_tlb_dsb_ishst(space->tlb);
    //@ assert clean: pw_stale_none(space->window);
    //@ assert walks_seen: pw_walks_same{Zeroed,Here}(space->window);
    //@ assert local_seen: pw_space_local{Pre}(space) ==> pw_space_local(space);
  }
  return taken;
}

/* The frame behind the page. It is zero, before any walker can come there. */
/*@ requires valid: pw_space_live(space) && pw_space_valid(space);
    requires frame: pw_demand_frame_out(space, taken.frame) && taken.pa == pw_window_pa(space->window, taken.frame);
    requires zero: pw_all_zero(space->window, taken.frame);
    requires attributes: \valid_read(attributes);
    terminates \true; exits \false;
    assigns PW_MAP_ASSIGNS(space), space->page_count, space->block_2mb_count, space->has_mapped_global;
    ensures valid: pw_space_live(space) && pw_space_valid(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures roots: pw_roots_stay{Pre,Post}(space->window);
    ensures refused: \result != PW_OK ==> pw_walks_same{Pre,Post}(space->window);
    ensures conserved: pw_space_conserved{Pre,Post}(space);
    ensures frame: pw_demand_frame_out(space, taken.frame);
    ensures canonical: \result == PW_OK ==> pw_space_canonical(space, va);
    ensures was_free: \result == PW_OK ==> \old(pw_space_walk(space, va)) == 0;
    ensures level: \result == PW_OK ==> pw_space_walk(space, va) % 4 == 3;
    ensures leaf: \result == PW_OK ==>
      PW_LEAF_IS(pw_space_walk(space, va) / 4, pw_window_pa(space->window, taken.frame), 3, \old(*attributes));
    ensures served: \result == PW_OK ==>
      pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
    ensures others: \result == PW_OK ==> pw_va_others_same_page{Pre,Post}(space->window, space->root_frame, va);
*/
static enum pw_status map_zeroed(struct pw_address_space *space, uint64_t va, struct pw_demand_frame taken,
                                 const struct pw_attributes *attributes) {
  //@ assert apart: \separated(space, space->window);
  enum pw_status status = pw_map_page(space, va, taken.pa, attributes);
  //@ assert base: space->window->base_block == \at(space->window->base_block, Pre);
  //@ assert down: pw_forest_down{Pre}(\at(space->window, Pre));
  //@ assert refused: status != PW_OK ==> pw_walks_same{Pre,Here}(space->window);
  return status;
}

/* A frame that was not mapped goes back; no walk changes. */
/*@ requires valid: pw_space_live(space) && pw_space_valid(space);
    requires source: source == space->source;
    requires frame: pw_demand_frame_out(space, frame);
    terminates \true; exits \false; assigns PW_PAGE_SOURCE_ASSIGNS(source);
    ensures valid: pw_space_live(space) && pw_space_valid(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures still: pw_space_still{Pre,Post}(space);
    ensures walks: pw_walks_same{Pre,Post}(space->window);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
    ensures local: \old(pw_space_local(space)) ==> pw_space_local(space);
    ensures is_in: pw_demand_frame_in(space, frame);
    ensures others: pw_space_source_kept_but{Pre,Post}(space, frame);
*/
static void give_back(struct pw_address_space *space, const struct pw_page_source *source, uint32_t frame) {
  pw_demand_frame_return(space, source, frame);
  //@ assert down: pw_forest_down{Pre}(\at(space->window, Pre));
  //@ assert walks: pw_walks_same{Pre,Here}(space->window);
  //@ assert was: pw_space_root{Pre}(space);
  //@ assert still: pw_local_still{Pre,Here}(space);
  //@ assert local: pw_space_local{Pre}(space) ==> pw_space_local(space);
}

struct pw_demand_brought pw_demand_page_bring(struct pw_address_space *space, const struct pw_page_source *source,
                                              uint64_t va, const struct pw_attributes *attributes) {
  struct pw_demand_brought brought = {.status = PW_ERR_NO_MEMORY, .frame = PW_NO_FRAME};
  struct pw_demand_frame taken = take_zeroed(space, source);
  if (taken.frame == PW_NO_FRAME) {
    return brought;
  }
  //@ ghost Taken: ;
  //@ assert maps: pw_maps_untouched{Pre,Taken}(\at(space->window, Pre));
  //@ assert walks: pw_va_walks_same{Pre,Taken}(\at(space->window, Pre));
  //@ assert here: pw_va_walk{Pre}(space->window, space->root_frame, va) == pw_va_walk(space->window, space->root_frame, va);
  /*@ assert mask_taken: space->source->buddy != \null ==>
        space->source->buddy->buddy->tree.mask_word == \at(space->source->buddy->buddy->tree.mask_word, Pre); */
  /*@ assert apart: space->source->buddy != \null ==>
        \separated(space, space->source->buddy->buddy); */
  /*@ assert attributes: attributes->memory == \at(attributes->memory, Pre) &&
        attributes->shareability == \at(attributes->shareability, Pre) &&
        attributes->software == \at(attributes->software, Pre); */
  /*@ assert allowed: attributes->el1_write == \at(attributes->el1_write, Pre) &&
        attributes->el1_execute == \at(attributes->el1_execute, Pre) &&
        attributes->el0_read == \at(attributes->el0_read, Pre) &&
        attributes->el0_write == \at(attributes->el0_write, Pre) &&
        attributes->el0_execute == \at(attributes->el0_execute, Pre) &&
        attributes->global == \at(attributes->global, Pre); */
  enum pw_status status = map_zeroed(space, va, taken, attributes);
  //@ assert but: pw_space_conserved_but{Pre,Here}(space, taken.frame);
  //@ assert still: pw_space_still{Pre,Here}(space);
  if (status != PW_OK) {
    /*@ assert mask: space->source->buddy != \null ==>
          space->source->buddy->buddy->tree.mask_word == \at(space->source->buddy->buddy->tree.mask_word, Taken); */
    //@ ghost Refused: ;
    give_back(space, source, taken.frame);
    //@ assert walks_back: pw_walks_same{Taken,Refused}(space->window) && pw_walks_same{Refused,Here}(space->window);
    //@ assert walks_since: pw_walks_same{Taken,Here}(space->window);
    //@ assert walks_all: pw_walks_same{Pre,Here}(space->window);
    //@ assert maps_back: pw_maps_untouched{Refused,Here}(\at(space->window, Refused));
    //@ assert but_back: pw_space_conserved_but{Pre,Here}(space, taken.frame);
    //@ assert back: pw_space_conserved{Pre,Here}(space);
    return brought;
  }
  //@ assert others: pw_va_others_same_page{Pre,Here}(space->window, space->root_frame, va);
  brought.status = PW_OK;
  brought.frame = taken.frame;
  return brought;
}

enum pw_status pw_demand_page_drop(struct pw_address_space *space, const struct pw_page_source *source, uint64_t va,
                                   uint32_t frame) {
  enum pw_status status = pw_unmap_page(space, va);
  //@ assert out: pw_demand_frame_out(space, frame);
  //@ assert but: pw_space_conserved_but{Pre,Here}(space, frame);
  if (status == PW_OK) {
    /*@ assert mask: space->source->buddy != \null ==>
          space->source->buddy->buddy->tree.mask_word == \at(space->source->buddy->buddy->tree.mask_word, Pre); */
    //@ ghost Unmapped: ;
    give_back(space, source, frame);
    //@ assert maps: pw_maps_untouched{Unmapped,Here}(\at(space->window, Unmapped));
    //@ assert but_back: pw_space_conserved_but{Pre,Here}(space, frame);
    //@ assert walks: pw_va_walks_same{Unmapped,Here}(space->window);
    //@ assert root: pw_root_there{Unmapped}(space->window, space->root_frame);
    //@ assert served: pw_va_served_page(space->window, space->root_frame, va, 0);
    //@ assert others: pw_va_others_same_page{Pre,Here}(space->window, space->root_frame, va);
  }
  return status;
}
