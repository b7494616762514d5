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

    // The items of the set can be read, sorted or not.
    predicate pw_regions_readable{L}(struct pw_regions *regions) =
      pw_regions_memory(regions) && regions->items != \null && regions->count <= regions->capacity;

    // The set lies beside a buddy and its metadata, so a change of the one leaves the other.
    predicate pw_regions_beside{L}(struct pw_regions *regions, struct pw_buddy *buddy, uint64_t *words, integer word_count,
                                   uint8_t *tags, integer tag_count) =
      \separated(regions, buddy, words + (0 .. word_count - 1), tags + (0 .. tag_count - 1)) &&
      \separated(regions->items + (0 .. regions->capacity - 1), buddy, words + (0 .. word_count - 1),
                 tags + (0 .. tag_count - 1));

    predicate pw_regions_beside_buddy{L}(struct pw_regions *regions, struct pw_buddy *buddy) =
      pw_regions_beside(regions, buddy, buddy->tree.words, buddy->tree.mask_word + 7, buddy->tags, buddy->tree.frame_count);

    // No frame of the set is out of the buddy's range.
    predicate pw_regions_in_buddy{L}(struct pw_regions *regions, struct pw_buddy *buddy) =
      pw_regions_span(regions, regions->count, buddy->base_pa / 4096, buddy->base_pa / 4096 + buddy->tree.frame_count);

    // The range of frames is empty or lies in the buddy's range.
    predicate pw_frames_in_buddy{L}(integer first, integer end, struct pw_buddy *buddy) =
      first == end ||
      (buddy->base_pa / 4096 <= first < end <= buddy->base_pa / 4096 + buddy->tree.frame_count);
*/

#endif
