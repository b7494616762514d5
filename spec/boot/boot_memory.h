/* What the placement of metadata promises, in logic. */
#ifndef PW_SPEC_BOOT_BOOT_MEMORY_H
#define PW_SPEC_BOOT_BOOT_MEMORY_H

/*@ // All bytes of 'count' frames from 'first' on are in the set.
    predicate pw_frames_inside{L}(struct pw_regions *regions, integer first, integer count) =
      \forall integer byte; first * 4096 <= byte < (first + count) * 4096 ==> pw_regions_has(regions, byte);

    // None of them is.
    predicate pw_frames_outside{L}(struct pw_regions *regions, integer first, integer count) =
      \forall integer byte; first * 4096 <= byte < (first + count) * 4096 ==> !pw_regions_has(regions, byte);

    // Range k of the set holds 'count' frames from 'first' on as a whole.
    predicate pw_region_holds_run{L}(struct pw_regions *regions, integer k, integer first, integer count) =
      pw_region_holds_frame(regions->items[k].pa, regions->items[k].bytes, first) &&
      pw_region_holds_frame(regions->items[k].pa, regions->items[k].bytes, first + count - 1);

    // Each frame that lies as a whole in one of the first 'count' ranges is in [first, end).
    predicate pw_regions_span{L}(struct pw_regions *regions, integer count, integer first, integer end) =
      \forall integer i, pfn;
        0 <= i < count && pw_region_holds_frame(regions->items[i].pa, regions->items[i].bytes, pfn) ==>
        first <= pfn < end;

    // What plans hold whatever the sets are: the sizes fit each other and the places.
    predicate pw_plan_shape{L}(struct pw_boot_memory_plan *plan) =
      1 <= plan->frame_count <= PW_MAX_FRAMES && plan->base_pa % 4096 == 0 &&
      plan->base_pa + plan->frame_count * 4096 <= PW_PA_LIMIT &&
      plan->word_count == pw_tree_word_total(plan->frame_count) && plan->tag_count == plan->frame_count &&
      plan->words_pa % 4096 == 0 && plan->metadata_bytes % 4096 == 0 &&
      plan->tags_pa == plan->words_pa + 8 * plan->word_count &&
      plan->tags_pa + plan->tag_count <= plan->words_pa + plan->metadata_bytes <= UINT64_MAX;
*/

#endif
