"""Faults that the oracle of //fuzz:map_fuzz_test has to find: mistakes that broke other page tables, one at a time.

SOURCE_FAULTS change one source by a sed script each; a script that changes nothing fails to build. TLB_FAULTS are made
between the code and the recorder of barriers and invalidations, by faulty_tlb.c. Beside each fault stands what the
oracle has to say, as a regular expression.

Not here: an invalidation that is local, since the operations have none.
"""

_DROP = "/^static struct pw_reserve drop/,/^}/ "
_PLACE = "/^enum pw_status pw_path_place_status/,/^}/ "

_MAP = "//src/paging:map.c"
_LEAF = "//src/paging:leaf.c"
_RESERVE = "//src/paging:reserve.c"
_ROOT = "//src/paging:root.c"
_CREATE = "//src/paging:address_space_create.c"
_DESTROY = "//src/paging:address_space_destroy.c"
_EXCHANGE = "//src/paging:address_space_source.c"
_TEARDOWN = "//src/paging:teardown.c"
_OWNERSHIP = "//src/paging:ownership.c"
_TREE = "//src/paging:tree.c"
_PATH = "//src/paging:path.c"
_TABLE = "//src/paging:table.c"
_DESCRIPTOR = "//src/paging:descriptor.c"
_SOURCE = "//src/frames:page_source.c"
_BUDDY_SOURCE = "//src/frames:buddy_source.c"
_POOL = "//src/frames:early_pool.c"
_TRANSLATE = "//src/paging:translate.c"
_RANGE = "//src/paging:range.c"
_MAP_RANGE = "//src/paging:map_range.c"
_MAP_TARGET = "//src/paging:map_target.c"
_RANGE_PLAN = "//src/paging:range_plan.c"
_MAP_UNIT = "//src/paging:map_unit.c"
_RANGE_UNMAP = "//src/paging:range_unmap.c"
_UNMAP_STEP = "//src/paging:unmap_step.c"
_RANGE_PROTECT = "//src/paging:range_protect.c"
_PROTECT_PAGES = "//src/paging:protect_pages.c"
_PROTECT_RUN = "//src/paging:protect_run.c"
_PROTECT_SPACE = "//src/paging:protect_space.c"
_RANGE_MERGE = "//src/paging:range_merge.c"
_SPLIT_BLOCK = "//src/paging:split_block.c"
_SPLIT_LEAF = "//src/paging:split_leaf.c"
_SPLIT_COUNT = "//src/paging:split_count.c"
_FLUSH = "//src/paging:flush.c"
_UNIT = "//src/paging:unit.c"
_STOCK = "//src/paging:stock.c"
_VA_RANGE = "//src/paging:va_range.c"
_FORGET_BLOCK = "/^static void forget/,/^}/ "

_DICTIONARY = "answered something else than the dictionary"
_EARLY = "given back before its invalidation was complete"
_IN_PLACE = "a valid entry was replaced by another valid one"
_STALE = "a stale translation was usable"
_STALE_STEP = "a stale step of the walk was usable"
_UNFINISHED = "returned before an invalidation was complete"
_LOST = "(pool|buddy) are lost|more or fewer tables than the mappings need"
_LIVE = "live count is not the number"
_REFUSED = "a source that refused it"
_NEEDED = "tables_needed counted more or fewer tables"
_NOT_BROKEN = "became valid before the invalidation of what it replaces"

# name: (source, sed script, what the oracle says)
SOURCE_FAULTS = {
    # Replacing and splitting.
    "a_block_is_taken_for_no_entry": (_PATH, _PLACE + "s/return PW_ERR_BLOCK_IN_THE_WAY;/return PW_OK;/", _IN_PLACE),
    "a_block_is_walked_as_a_table": (
        _PATH,
        "s/!pw_table_leads_on(\\(path[12]*\\).descriptor)/\\1.descriptor == 0u/",
        _DICTIONARY + "|signal 11|SEGV",
    ),
    "a_block_is_written_over_a_table": (_PATH, _PLACE + "s/PW_ERR_TABLE_IN_THE_WAY/PW_OK/", _IN_PLACE),
    "a_live_entry_is_rewritten_in_place": (_PATH, _PLACE + "s/PW_ERR_ALREADY_MAPPED/PW_OK/", _IN_PLACE),
    "a_whole_block_goes_with_one_of_its_pages": (
        _PATH,
        "/^enum pw_status pw_path_leaf_status/,/^}/ s/return PW_ERR_BLOCK_IN_THE_WAY;/return PW_OK;/",
        _DICTIONARY + "|" + _REFUSED,
    ),
    "a_block_may_have_a_misaligned_target": (_DESCRIPTOR, "s/pa % pw_level_size(level) != 0u/0/", _DICTIONARY),
    "a_page_is_written_with_the_type_of_a_block": (
        _DESCRIPTOR,
        "s/level == 3u ? KIND_LEAF_OF_L3 : KIND_BLOCK/KIND_BLOCK/",
        _DICTIONARY + "|not the mapping's",
    ),
    "an_attribute_is_lost": (_DESCRIPTOR, "s/attributes->global ? 0u : 1u/1u/", "not the mapping's"),
    "an_attribute_is_inverted_both_ways": (
        _DESCRIPTOR,
        "s/attributes->global ? 0u : 1u/attributes->global ? 1u : 0u/\n" +
        "s|descriptor / WEIGHT_NOT_GLOBAL % 2u == 0u|descriptor / WEIGHT_NOT_GLOBAL % 2u == 1u|",
        "not the mapping's",
    ),
    "an_entry_keeps_its_software_bits_when_it_goes": (
        _TABLE,
        "/^void pw_table_clear/,/^}/ s/index, 0u)/index, pw_table_entry(window, table, index) - 1u)/",
        "invalid but not zero",
    ),

    # Break-before-make: unmap.
    "unmap_invalidates_before_it_writes": (
        _LEAF,
        _DROP + "{\ns/^  forget(.*//\ns/^  uint32_t low = .*/  forget(space, va, path, 0u);\\\n&/\n}",
        _STALE + "|" + _EARLY,
    ),
    "unmap_gives_tables_back_before_the_invalidation": (
        _LEAF,
        _DROP + "{\n" +
        "s/^  uint32_t low = .*/&\\\n  pw_reserve_give_back(space, tables_below(path, low));/\n" +
        "s/return tables_below(path, low)/return tables_below(path, path.level)/\n}",
        _EARLY,
    ),
    "unmap_unlinks_a_table_that_is_not_empty": (
        _PATH,
        "s/pw_table_live_count(window, shorter.table\\[shorter.level\\]) == 0u/true/",
        _STALE + "|" + _STALE_STEP + "|" + _DICTIONARY,
    ),
    "unmap_unlinks_the_wrong_entry": (
        _PATH,
        "/^static struct pw_path shorten/,/^}/ s/index = path.index\\[shorter.level\\]/index = path.index[path.level]/",
        "still linked|" + _DICTIONARY + "|" + _STALE,
    ),

    # Break-before-make: map.
    "map_leaves_zeroing_out": (_TABLE, "/^void pw_table_zero/,/^}/ s/^    store(.*//", "linked that was not zeroed"),
    "map_takes_a_link_back_without_an_invalidation": (
        _LEAF,
        "s/^  struct pw_reserve reserve = prepare(.*/  uint32_t early = path.level < target_level ? pw_space_take_table(space) : PW_NO_FRAME;\\\n" +
        "  if (early != PW_NO_FRAME) {\\\n" +
        "    pw_table_zero(space->window, early);\\\n" +
        "    space->tlb->dsb_ishst(space->tlb);\\\n" +
        "    pw_table_link(space->window, path.table[path.level], path.index[path.level], early);\\\n" +
        "  }\\\n&\\\n" +
        "  if (early != PW_NO_FRAME) {\\\n" +
        "    pw_table_clear(space->window, path.table[path.level], path.index[path.level]);\\\n" +
        "    pw_space_return_table(space, early);\\\n" +
        "  }/",
        _EARLY,
    ),

    # Addresses.
    "an_address_of_no_half_is_taken_for_another": (_LEAF, "s/!pw_space_is_canonical(space, va)/false/", _DICTIONARY),
    "a_misaligned_address_is_taken": (_LEAF, "s/va % pw_level_size(target_level) != 0u/false/", _DICTIONARY),
    "a_target_beyond_the_physical_size_is_taken": (_LEAF, "s/pa >= PW_WINDOW_PA_LIMIT >> (PA_BITS_MAX - space->pa_bits)/false/", _DICTIONARY),

    "the_last_page_of_a_table_is_taken_for_the_first": (
        _DESCRIPTOR,
        "s|va / PW_PAGE_SIZE % PW_ENTRY_COUNT|va / PW_PAGE_SIZE % (PW_ENTRY_COUNT - 1u)|",
        _DICTIONARY + "|not the mapping's|" + _NEEDED,
    ),

    "translate_takes_a_block_for_no_entry": (_TRANSLATE, "s/kind != PW_DESCRIPTOR_BLOCK && //", "translate " + _DICTIONARY),
    "translate_forgets_where_in_a_page_a_byte_is": (
        _TRANSLATE,
        "s/ + va % pw_level_size(found.level);/;/",
        "translate gave another address",
    ),

    # Memory: tables lost, given back twice, or to the wrong one.
    "a_failed_map_leaks_the_tables_it_took": (_RESERVE, "s/^  while (left.count > 0u) {/  while (false) {/", _LOST),
    "a_failed_map_gives_back_the_wrong_table": (
        _RESERVE,
        "s/table = left.table\\[left.count - 1u\\]/table = left.table[0]/",
        _REFUSED,
    ),
    "a_failed_map_is_visible_for_a_while": (
        _LEAF,
        "s/^  struct pw_reserve reserve = prepare(.*/&\\\n" +
        "  if (reserve.count != needed) {\\\n" +
        "    pw_table_set_leaf(space->window, path.table[path.level], path.index[path.level], leaf \\/ 4u * 4u + 1u);\\\n" +
        "    space->tlb->dsb_ishst(space->tlb);\\\n" +
        "    pw_table_clear(space->window, path.table[path.level], path.index[path.level]);\\\n" +
        "    space->tlb->dsb_ishst(space->tlb);\\\n" +
        "    space->tlb->tlbi_all(space->tlb);\\\n" +
        "    space->tlb->dsb_ish(space->tlb);\\\n" +
        "    space->tlb->isb(space->tlb);\\\n" +
        "  }/",
        "an operation that refused had written to the tables",
    ),
    "a_map_reserves_a_table_too_few": (
        _LEAF,
        "s/^  uint32_t needed = target_level - path.level;/  uint32_t needed = (target_level - path.level) \\/ 2u;/",
        _DICTIONARY + "|" + _LOST + "|not the mapping's",
    ),
    "a_table_is_counted_as_given_back_and_is_not": (
        _SOURCE,
        "s/return pw_early_pool_free(source->pool, frame)/return PW_OK/",
        _LOST,
    ),
    "unmap_keeps_empty_tables": (
        _PATH,
        "s/pw_table_live_count(window, shorter.table\\[shorter.level\\]) == 0u/false/",
        _LOST,
    ),
    "a_pool_table_is_given_to_the_buddy": (
        _SOURCE,
        "/^enum pw_status pw_page_source_free/,/^}/ s/source->pool != NULL && pw_early_pool_contains(source->pool, frame)/false/",
        _REFUSED,
    ),
    "a_pool_table_is_counted_as_the_buddys": (_SOURCE, "s/return PW_ORIGIN_POOL;/return PW_ORIGIN_BUDDY;/", _LOST),
    "the_pool_gives_a_table_twice": (_POOL, "s/^      pool->out\\[i\\] = true;//", "gave away a table in use|" + _LOST),
    "the_pool_forgets_a_table_that_came_back": (_POOL, "s/^  pool->out\\[i\\] = false;//", _LOST),
    "the_buddy_forgets_a_table_that_came_back": (
        _BUDDY_SOURCE,
        "s/status = give_frame(source->buddy, frame - source->shift_frames)/status = PW_OK/",
        _LOST,
    ),
    "the_live_count_of_a_new_table_is_stale": (
        _TABLE,
        "/^void pw_table_zero/,/^}/ s/^  window->live\\[table\\] = 0u;//",
        _LIVE,
    ),
    "the_live_count_forgets_leaves": (
        _TABLE,
        "/^void pw_table_set_leaf/,/^}/ s/window->live\\[table\\] + 1u/window->live[table]/",
        _LIVE,
    ),
    "the_live_count_forgets_links": (
        _TABLE,
        "/^void pw_table_link/,/^}/ s/window->live\\[table\\] + 1u/window->live[table]/",
        _LIVE,
    ),
    "the_live_count_never_falls": (_TABLE, "s/window->live\\[table\\] - 1u/window->live[table]/", _LIVE),
    "the_pages_are_not_counted": (_MAP, "s/one_more(space->page_count)/space->page_count/", "statistics are wrong"),

    # Several spaces.
    "one_space_walks_the_tables_of_another": (
        _PATH,
        "s/^  uint32_t index0 = .*/  static uint32_t first = PW_NO_FRAME;\\\n" +
        "  first = first == PW_NO_FRAME ? root : first;\\\n  root = first;\\\n&/",
        _DICTIONARY + "|not the mapping's",
    ),

    # Ranges: arguments, and what is counted beforehand.
    "a_range_that_wraps_is_taken": (_VA_RANGE, "s/range.length - 1u > UINT64_MAX - range.va/false/", _DICTIONARY),
    "a_range_of_targets_ends_beyond_the_physical_size": (
        _MAP_TARGET,
        "s/is_address \\&\\& pa < end \\&\\& length <= end - pa/pa < end/",
        "tables_needed " + _DICTIONARY,
    ),
    "protect_takes_a_hole": (_RANGE, "s/pw_range_is_mapped(space, range)/true/", "tables_needed " + _DICTIONARY),
    "map_range_forgets_that_it_was_global": (_MAP_RANGE, "s/space->has_mapped_global || global/space->has_mapped_global/", _STALE),
    "map_range_counts_a_table_twice": (_RANGE_PLAN, "s/is_first || va % pw_level_size(level) == 0u/true/", _NEEDED),
    "map_range_counts_a_table_too_few": (_RANGE_PLAN, "s/is_first || va % /va % /", _NEEDED),
    "map_range_looks_at_addresses_alone": (_UNIT, "s/ \\&\\& target.pa % size == 0u//", _NEEDED),
    "map_range_takes_larger_leaves_than_allowed": (_UNIT, "s/target.top_level <= LEVEL_OF_1GB_BLOCKS \\&\\& //", _NEEDED),
    "map_range_has_no_dsb_behind_the_zeroes": (
        _MAP_UNIT,
        "/^static void make_table/,/^}/ s/^  pw_tlb_dsb_ishst.*//",
        "before a DSB had made its zeroes visible",
    ),
    "a_failed_range_leaks_the_tables_it_took": (_STOCK, "s/^    pw_stock_give_back.*//", _LOST),
    "a_list_of_tables_can_be_walked": (_STOCK, "s/NEXT_WEIGHT 2u/NEXT_WEIGHT 1u/", "became valid in a table that was cut off|" + _EARLY),
    "a_split_shares_no_table_of_the_other_end": (_SPLIT_COUNT, "s/ \\&\\& !is_shared//", _NEEDED),

    # Ranges: unmap.
    "unmap_range_has_no_invalidation": (_RANGE_UNMAP, "s/^    pw_flush_range.*//", _STALE + "|" + _EARLY),
    "unmap_range_gives_tables_back_before_the_invalidation": (
        _RANGE_UNMAP,
        "/^    pw_flush_range/{\nh\nd\n}\n/^    pw_stock_give_back/{\nG\n}",
        _EARLY,
    ),
    "unmap_range_names_a_level_though_a_table_went": (_RANGE_UNMAP, "s/return has_larger .*/return level;/", _STALE + "|" + _EARLY),
    "unmap_range_invalidates_once_for_each_block": (_RANGE_UNMAP, "s/return LEVEL_OF_PAGES;/return LEVEL_OF_BLOCKS;/", _STALE + "|" + _EARLY),
    "unmap_range_loses_a_table_that_it_cut_off": (
        _UNMAP_STEP,
        "s/^  more = keep(space, child, more);//",
        _LOST,
    ),
    "unmap_range_loses_a_table_that_became_empty": (
        _UNMAP_STEP,
        "s/= keep(space, child, removed);/= removed;/",
        _LOST,
    ),
    "a_flush_by_asid_leaves_global_translations": (
        _FLUSH,
        "s/space->half == PW_HALF_HIGH || space->has_mapped_global/false/",
        _STALE + "|" + _EARLY,
    ),
    "a_flush_of_a_range_invalidates_its_first_page": (
        _FLUSH,
        "s/(space, first, last, leaf_level, tlbi_level);/(space, first, first, leaf_level, tlbi_level);/",
        _STALE + "|" + _EARLY + "|" + _NOT_BROKEN,
    ),

    # Ranges: splits and attributes.
    "a_split_makes_the_table_before_the_invalidation": (_SPLIT_BLOCK, _FORGET_BLOCK + "s/^  pw_tlb_tlbi_va.*//", _NOT_BROKEN),
    "a_split_has_no_dsb_before_the_tlbi": (_SPLIT_BLOCK, _FORGET_BLOCK + "s/^  pw_tlb_dsb_ishst.*//", _NOT_BROKEN),
    "a_split_has_no_dsb_behind_the_tlbi": (_SPLIT_BLOCK, _FORGET_BLOCK + "s/^  pw_tlb_dsb_ish(.*//", _NOT_BROKEN),
    "a_split_writes_the_type_of_a_block_into_pages": (_SPLIT_LEAF, "s/ + KIND_STEP//", _DICTIONARY + "|not the mapping's"),
    "a_split_leads_all_pages_to_the_first": (_SPLIT_BLOCK, "s/pw_level_size(level + 1u)/0u/", "not the mapping's|translate gave another"),
    "protect_has_no_invalidation": (
        _PROTECT_RUN,
        "s/^  pw_flush_range.*/  (void)space;\\\n  (void)path;\\\n  (void)range;/",
        _NOT_BROKEN,
    ),
    "protect_rewrites_live_entries": (
        _PROTECT_SPACE,
        "s/^  (void)pw_path_drain(.*/  uint16_t *live = \\&space->window->live[path.table[path.level]];\\\n" +
        "  *live = (uint16_t)(*live - count);/",
        _IN_PLACE,
    ),
    "protect_takes_scattered_targets_for_a_run": (
        _PROTECT_PAGES,
        "s/uint32_t count = pw_scan_stride(/uint32_t count = most + 0u * pw_scan_stride(/",
        "not the mapping's|translate gave another|" + _DICTIONARY + "|live count",
    ),
    "protect_forgets_that_it_was_global": (
        _RANGE_PROTECT,
        "s/space->has_mapped_global || global/space->has_mapped_global || (global \\&\\& false)/",
        _STALE,
    ),

    # Ranges: merges.
    "merge_has_no_invalidation": (_RANGE_MERGE, "s/^  pw_flush_range.*//", _NOT_BROKEN),
    "merge_makes_the_block_before_the_invalidation": (
        _RANGE_MERGE,
        "/^  pw_flush_range/{\nh\nd\n}\n/^  pw_space_return_table/{\nG\n}",
        _NOT_BROKEN,
    ),
    "merge_loses_the_table": (_RANGE_MERGE, "s/^  pw_space_return_table.*//", _LOST),
    "merge_does_not_look_where_targets_lead_on": (
        _RANGE_MERGE,
        "s/return pw_scan_stride(.*/return pw_scan_stride(window, table, 0u, 1u, first, 0u) == 1u;/",
        "statistics are wrong|not the mapping's",
    ),
    "merge_does_not_look_at_the_first_targets_alignment": (
        _RANGE_MERGE,
        "s/ || pw_descriptor_leaf_pa(first, level) % pw_level_size(level - 1u) != 0u//",
        "statistics are wrong|not the mapping's",
    ),
    "merge_writes_the_type_of_a_page_into_a_block": (
        _RANGE_MERGE,
        "s/descriptor - KIND_STEP/descriptor/",
        "leads out of the window|not the mapping's|linked",
    ),
    "merge_takes_what_lies_in_the_range_in_part": (
        _RANGE_MERGE,
        "s/= left.va % size == 0u .. left.length >= size/= true/",
        "statistics are wrong",
    ),

    # Creating and destroying a space, and another source for it.
    "create_leaves_the_root_as_it_was": (_ROOT, "s/^  pw_table_zero.*//", "linked that was not zeroed"),
    "create_has_no_dsb_behind_the_roots_zeroes": (
        _CREATE,
        "s/^  pw_tlb_dsb_ishst.*//",
        "before a DSB had made its zeroes visible",
    ),
    "create_writes_before_it_has_a_root": (
        _CREATE,
        "s/^  uint32_t root = begin.*/  space->asid = config.asid + 1u;\\\n&/",
        "create refused and wrote to the space",
    ),
    "destroy_has_no_invalidation": (_DESTROY, "s/^  forget(space, global);//", _EARLY),
    "destroy_gives_tables_back_before_the_invalidation": (
        _DESTROY,
        "s/^  end_tree(space);//\ns/^  give_all_back(space);/&\\\n  end_tree(space);/",
        _EARLY,
    ),
    "destroy_has_no_dsb_before_the_tlbi": (_DESTROY, "s/^ .*dsb_ishst(.*//", _EARLY),
    "destroy_has_no_dsb_behind_the_tlbi": (_DESTROY, "s/^ .*dsb_ish(.*//", _EARLY),
    "destroy_leaves_global_translations": (
        _DESTROY,
        "s/space->half == PW_HALF_HIGH || space->has_mapped_global/false/",
        _STALE,
    ),
    "map_does_not_remember_global_translations": (
        _MAP,
        "s/space->has_mapped_global || attributes->global/false/",
        _STALE,
    ),
    "destroy_leaks_a_subtree": (_TEARDOWN, "s/^    give_back1(space, child);//", _LOST),
    "destroy_leaks_the_lowest_tables": (_TEARDOWN, "s/^    give_back3(space, child);//", _LOST),
    "destroy_leaks_the_root": (
        _TEARDOWN,
        "/^void pw_teardown/,/^}/ s/^  give_back3(space, table);//",
        _LOST,
    ),
    "destroy_reads_on_in_a_table_that_it_gave_back": (
        _TEARDOWN,
        "/^static void give_back1/,/^}/ {\n" +
        "s/^  give_back3(space, table);//\ns/^  for (uint32_t index.*/  give_back3(space, table);\\\n&/\n}",
        _LOST,
    ),
    "destroy_gives_back_what_a_block_maps": (
        _TREE,
        "s/!= PW_DESCRIPTOR_TABLE/== PW_DESCRIPTOR_INVALID/",
        _REFUSED + "|invariant|set_source",
    ),
    "a_source_that_is_refused_is_taken_all_the_same": (
        _EXCHANGE,
        "s/^    return PW_ERR_FOREIGN;/    space->source = source;\\\n&/",
        _REFUSED + "|" + _DICTIONARY + "|invariant|set_source|create answered",
    ),
    "a_source_that_lacks_a_table_is_taken": (
        _OWNERSHIP,
        "s/!pw_page_source_owns(source, [a-z]*)/false/",
        "set_source took a source that lacks a table",
    ),
}

# name in faulty_tlb.c: what the oracle says
TLB_FAULTS = {
    "dsb_ish_dropped": _UNFINISHED + "|" + _EARLY,
    "dsb_ish_of_stores_only": _UNFINISHED + "|" + _EARLY,
    "dsb_before_a_tlbi_comes_after_it": _STALE + "|" + _EARLY,
    "dsb_before_a_tlbi_dropped": _STALE + "|" + _EARLY,
    "dsb_of_new_entries_dropped": "before a new entry was visible|before a DSB had made its zeroes visible",
    "dsb_of_zeroes_dropped": "before a DSB had made its zeroes visible",
    "isb_dropped": "without an ISB",
    "tlbi_all_dropped": _EARLY,
    "tlbi_all_of_one_asid": _STALE + "|" + _EARLY,
    "tlbi_asid_dropped": _EARLY,
    "tlbi_asid_of_another": _EARLY,
    "tlbi_asid_of_one_page": _STALE + "|" + _EARLY,
    "tlbi_range_dropped": _STALE + "|" + _EARLY + "|" + _NOT_BROKEN,
    "tlbi_range_of_another_asid": _STALE + "|" + _EARLY + "|" + _NOT_BROKEN,
    "tlbi_range_of_the_last_level": _STALE_STEP + "|" + _EARLY,
    "tlbi_range_without_its_last_page": _STALE + "|" + _EARLY + "|" + _NOT_BROKEN,
    "tlbi_va_dropped": _STALE + "|" + _EARLY,
    "tlbi_va_of_another_asid": _STALE + "|" + _EARLY,
    "tlbi_va_of_another_level": _STALE + "|" + _EARLY,
    "tlbi_va_of_the_last_level": _STALE_STEP + "|" + _EARLY,
    "tlbi_va_of_the_next_page": _STALE + "|" + _EARLY,
    "tlbi_va_with_the_asid_in_it": _STALE + "|" + _EARLY,
    "tlbi_va_without_its_shift": _STALE + "|" + _EARLY,
}
