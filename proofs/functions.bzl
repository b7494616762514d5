"""Functions that headers define, and the targets that prove them: every target that includes a header skips its functions."""

BITS = {
    "pw_bit_clear": "//proofs/base:bits_proof",
    "pw_bit_set": "//proofs/base:bits_proof",
    "pw_bit_test": "//proofs/base:bits_proof",
    "pw_bits_any": "//proofs/base:bits_proof",
    "pw_bits_lemma_test": "//proofs/base:bits_proof",
    "pw_bits_lowest": "//proofs/base:bits_proof",
    "pw_bits_ones": "//proofs/base:bits_proof",
    "pw_bits_pairs": "//proofs/base:bits_proof",
    "pw_bits_run": "//proofs/base:bits_proof",
    "pw_bits_shift_down": "//proofs/base:bits_proof",
    "pw_bits_shift_up": "//proofs/base:bits_proof",
    "pw_bits_with": "//proofs/base:bits_proof",
    "pw_bits_without": "//proofs/base:bits_proof",
}

ORDER = {
    "pw_order_lemma_shift": "//proofs/base:order_proof",
    "pw_order_lemma_size": "//proofs/base:order_proof",
    "pw_order_size": "//proofs/base:order_proof",
}

WORK = {
    "pw_work_step": "//proofs/base:work_proof",
}

TREE_NODE = {
    "fill_words": "//proofs/frames:tree_node_proof",
    "lemma_any_below": "//proofs/frames:tree_node_proof",
    "lemma_run_step": "//proofs/frames:tree_node_proof",
    "lemma_word_nested": "//proofs/frames:tree_node_proof",
    "lemma_word_none": "//proofs/frames:tree_node_proof",
    "lemma_word_some": "//proofs/frames:tree_node_proof",
    "multiples": "//proofs/frames:tree_node_proof",
    "node_clear_from": "//proofs/frames:tree_node_proof",
    "node_fill_children": "//proofs/frames:tree_node_proof",
    "node_order_count": "//proofs/frames:tree_node_proof",
    "node_set_below": "//proofs/frames:tree_node_proof",
    "node_set_child": "//proofs/frames:tree_node_proof",
    "word_order_count": "//proofs/frames:tree_node_proof",
    "word_runs": "//proofs/frames:tree_node_proof",
}

TREE_LEVEL = {
    "fill_groups": "//proofs/frames:tree_level_proof",
    "fill_nodes1": "//proofs/frames:tree_level_proof",
    "fill_nodes2": "//proofs/frames:tree_level_proof",
    "group_changed": "//proofs/frames:tree_level_proof",
    "group_record": "//proofs/frames:tree_level_proof",
    "lemma_filled": "//proofs/frames:tree_level_proof",
    "mark_groups": "//proofs/frames:tree_level_proof",
    "mark_nodes1": "//proofs/frames:tree_level_proof",
    "mark_nodes2": "//proofs/frames:tree_level_proof",
    "node1_changed": "//proofs/frames:tree_level_proof",
    "node1_record": "//proofs/frames:tree_level_proof",
    "node2_changed": "//proofs/frames:tree_level_proof",
    "write_group": "//proofs/frames:tree_level_proof",
}

TREE_PLACE = {
    "lemma_aligned_bit": "//proofs/frames:frame_tree_proof",
    "lemma_aligned_group": "//proofs/frames:frame_tree_proof",
    "lemma_aligned_node1": "//proofs/frames:frame_tree_proof",
    "lemma_aligned_node2": "//proofs/frames:frame_tree_proof",
    "lemma_digits1": "//proofs/frames:frame_tree_proof",
    "lemma_digits2": "//proofs/frames:frame_tree_proof",
    "lemma_place_in_group": "//proofs/frames:frame_tree_proof",
    "lemma_place_of_groups": "//proofs/frames:frame_tree_proof",
    "lemma_place_of_nodes1": "//proofs/frames:frame_tree_proof",
    "lemma_place_of_nodes2": "//proofs/frames:frame_tree_proof",
}

BUDDY_STATE = {
    "add_frame": "//proofs/frames:buddy_state_proof",
    "close_gap": "//proofs/frames:buddy_state_proof",
    "frame_of": "//proofs/frames:buddy_state_proof",
    "give_block": "//proofs/frames:buddy_state_proof",
    "mark_head": "//proofs/frames:buddy_state_proof",
    "mark_reserved": "//proofs/frames:buddy_state_proof",
    "open_gap": "//proofs/frames:buddy_state_proof",
    "pa_of": "//proofs/frames:buddy_state_proof",
    "put_run": "//proofs/frames:buddy_state_proof",
    "reserve_frame": "//proofs/frames:buddy_state_proof",
    "take_block": "//proofs/frames:buddy_state_proof",
    "take_run": "//proofs/frames:buddy_state_proof",
    "unmark_absent": "//proofs/frames:buddy_state_proof",
    "unmark_head": "//proofs/frames:buddy_state_proof",
}

# space.h includes table.h.
SPACE = {
    "pw_space_is_canonical": "//proofs/paging:translate_proof",
    "pw_space_is_live": "//proofs/paging:translate_proof",
    "pw_table_child": "//proofs/paging:table_proof",
    "pw_table_entry": "//proofs/paging:table_proof",
    "pw_table_leads_on": "//proofs/paging:table_proof",
    "pw_table_live_count": "//proofs/paging:table_proof",
}

def union(*maps):
    """The functions of several headers together."""
    result = {}
    for map in maps:
        result.update(map)
    return result
