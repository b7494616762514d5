#include "tests/model/mapping_model.h"

#include <stddef.h>
#include <string.h>

#define KIB_4   ((uint64_t)1 << 12)
#define MIB_2   ((uint64_t)1 << 21)
#define GIB_1   ((uint64_t)1 << 30)
#define GIB_512 ((uint64_t)1 << 39)

void mapping_model_init(struct mapping_model *model, bool is_high_half, uint32_t pa_bits) {
  model->is_high_half = is_high_half;
  model->pa_bits = pa_bits;
  model->count = 0;
}

static bool is_canonical(const struct mapping_model *model, uint64_t va) {
  return (va >> 48) == (model->is_high_half ? 0xFFFFu : 0u);
}

static uint64_t last_byte(const struct mapping *mapping) {
  return mapping->va + (mapping->size - 1);
}

/* The first mapping that ends at va or behind it: its place in the list, or the list's length. */
static uint32_t place_of(const struct mapping_model *model, uint64_t va) {
  uint32_t low = 0;
  uint32_t high = model->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (last_byte(&model->mappings[middle]) < va) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/* The first mapping that meets [va, last]. */
static const struct mapping *find(const struct mapping_model *model, uint64_t va, uint64_t last) {
  uint32_t i = place_of(model, va);
  return i < model->count && model->mappings[i].va <= last ? &model->mappings[i] : NULL;
}

/* Room for 'count' mappings at a place. */
static void make_room(struct mapping_model *model, uint32_t place, uint32_t count) {
  memmove(&model->mappings[place + count], &model->mappings[place],
          (model->count - place) * sizeof(model->mappings[0]));
  model->count += count;
}

static void close_gap(struct mapping_model *model, uint32_t place, uint32_t count) {
  model->count -= count;
  memmove(&model->mappings[place], &model->mappings[place + count],
          (model->count - place) * sizeof(model->mappings[0]));
}

/* Whether the mapping shows that the aligned range of 'size' bytes around va has a table. */
static bool shows_table(const struct mapping *mapping, uint64_t va, uint64_t size) {
  return mapping != NULL && mapping->size < size && mapping->va / size == va / size;
}

/* Tables for a mapping of the size at va, when those around it are these, or null. */
static uint32_t tables_between(uint64_t va, uint64_t size, const struct mapping *before, const struct mapping *behind) {
  static const uint64_t sizes[3] = {GIB_512, GIB_1, MIB_2};
  uint32_t needed = 0;
  for (uint32_t i = 0; i < 3; i++) {
    needed += size < sizes[i] && !shows_table(before, va, sizes[i]) && !shows_table(behind, va, sizes[i]);
  }
  return needed;
}

static const struct mapping *mapping_before(const struct mapping_model *model, uint32_t place) {
  return place > 0 ? &model->mappings[place - 1] : NULL;
}

static const struct mapping *mapping_at(const struct mapping_model *model, uint32_t place) {
  return place < model->count ? &model->mappings[place] : NULL;
}

enum pw_status mapping_model_map(struct mapping_model *model, uint64_t va, uint64_t size, uint64_t pa,
                                 const struct pw_attributes *attributes, uint32_t available) {
  if (!is_canonical(model, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if ((va & (size - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  if (pw_attributes_check(attributes) != PW_OK) {
    return pw_attributes_check(attributes);
  }
  if ((pa & (size - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  if ((pa >> model->pa_bits) != 0) {
    return PW_ERR_OUT_OF_RANGE;
  }
  const struct mapping *old = find(model, va, va + (size - 1));
  if (old != NULL && old->size == size) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (old != NULL) {
    return old->size > size ? PW_ERR_BLOCK_IN_THE_WAY : PW_ERR_TABLE_IN_THE_WAY;
  }
  uint32_t place = place_of(model, va);
  if (tables_between(va, size, mapping_before(model, place), mapping_at(model, place)) > available ||
      model->count == MAPPING_MODEL_CAPACITY) {
    return PW_ERR_NO_MEMORY;
  }
  make_room(model, place, 1);
  model->mappings[place] = (struct mapping){.va = va, .size = size, .pa = pa, .attributes = *attributes};
  return PW_OK;
}

enum pw_status mapping_model_unmap(struct mapping_model *model, uint64_t va, uint64_t size) {
  if (!is_canonical(model, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if ((va & (size - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  const struct mapping *old = find(model, va, va + (size - 1));
  if (old == NULL) {
    return PW_ERR_NOT_MAPPED;
  }
  if (old->size != size) {
    return old->size > size ? PW_ERR_BLOCK_IN_THE_WAY : PW_ERR_TABLE_IN_THE_WAY;
  }
  close_gap(model, (uint32_t)(old - model->mappings), 1);
  return PW_OK;
}

enum pw_status mapping_model_translate(const struct mapping_model *model, uint64_t va, const struct mapping **mapping) {
  if (!is_canonical(model, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  *mapping = find(model, va, va);
  return *mapping == NULL ? PW_ERR_NOT_MAPPED : PW_OK;
}

/*
 * Ranges.
 */

static uint64_t last_of(const struct mapping_range *range) {
  return range->va + (range->length - 1);
}

static enum pw_status range_status(const struct mapping_model *model, const struct mapping_range *range) {
  if (range->length == 0) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  if (((range->va | range->length) & (KIB_4 - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  if (last_of(range) < range->va) {
    return PW_ERR_OVERFLOW;
  }
  return is_canonical(model, range->va) && is_canonical(model, last_of(range)) ? PW_OK : PW_ERR_NON_CANONICAL;
}

static enum pw_status target_status(const struct mapping_model *model, const struct mapping_range *range) {
  enum pw_status status = range_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if ((range->pa & (KIB_4 - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  uint64_t last = range->pa + (range->length - 1);
  return last < range->pa || (last >> model->pa_bits) != 0 ? PW_ERR_OUT_OF_RANGE : PW_OK;
}

/* The largest leaf that can be the first of what is left. */
static uint64_t leaf_size(uint64_t va, uint64_t pa, uint64_t left, uint64_t limit) {
  static const uint64_t sizes[2] = {GIB_1, MIB_2};
  for (uint32_t i = 0; i < 2; i++) {
    if (sizes[i] <= limit && sizes[i] <= left && ((va | pa) & (sizes[i] - 1)) == 0) {
      return sizes[i];
    }
  }
  return KIB_4;
}

/* Leaf by leaf. Counts the tables, and writes the leaves to 'to' unless that is null; *leaves is how many there are. */
static uint32_t lay_out(const struct mapping_model *model, const struct mapping_range *range,
                        const struct pw_attributes *attributes, struct mapping *to, uint32_t *leaves) {
  uint32_t place = place_of(model, range->va);
  struct mapping before = {.size = 0};
  bool has_before = place > 0;
  uint32_t tables = 0;
  *leaves = 0;
  if (has_before) {
    before = model->mappings[place - 1];
  }
  for (uint64_t done = 0; done < range->length; done += before.size) {
    struct mapping leaf = {.va = range->va + done, .pa = range->pa + done};
    leaf.size = leaf_size(leaf.va, leaf.pa, range->length - done, range->limit);
    tables += tables_between(leaf.va, leaf.size, has_before ? &before : NULL, mapping_at(model, place));
    if (to != NULL) {
      leaf.attributes = *attributes;
      to[*leaves] = leaf;
    }
    (*leaves)++;
    before = leaf;
    has_before = true;
  }
  return tables;
}

enum pw_status mapping_model_map_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                              uint32_t *needed) {
  uint32_t leaves;
  enum pw_status status = target_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if (find(model, range->va, last_of(range)) != NULL) {
    return PW_ERR_ALREADY_MAPPED;
  }
  *needed = lay_out(model, range, NULL, NULL, &leaves);
  return PW_OK;
}

enum pw_status mapping_model_map_range(struct mapping_model *model, const struct mapping_range *range,
                                       const struct pw_attributes *attributes, uint32_t available) {
  static struct mapping laid_out[MAPPING_MODEL_CAPACITY];
  uint32_t leaves;
  enum pw_status status = target_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if (pw_attributes_check(attributes) != PW_OK) {
    return pw_attributes_check(attributes);
  }
  if (find(model, range->va, last_of(range)) != NULL) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (lay_out(model, range, NULL, NULL, &leaves) > available || leaves > MAPPING_MODEL_CAPACITY - model->count) {
    return PW_ERR_NO_MEMORY;
  }
  uint32_t place = place_of(model, range->va);
  (void)lay_out(model, range, attributes, laid_out, &leaves);
  make_room(model, place, leaves);
  memcpy(&model->mappings[place], laid_out, leaves * sizeof(laid_out[0]));
  return PW_OK;
}

/* A block becomes 512 smaller mappings. */
static void split(struct mapping_model *model, uint32_t place) {
  struct mapping block = model->mappings[place];
  make_room(model, place, 511);
  for (uint32_t i = 0; i < 512; i++) {
    struct mapping *piece = &model->mappings[place + i];
    *piece = block;
    piece->size = block.size / 512;
    piece->va = block.va + i * piece->size;
    piece->pa = block.pa + i * piece->size;
  }
}

/* Until no mapping has both the byte before va and the one at va. */
static void split_at(struct mapping_model *model, uint64_t va) {
  uint32_t place = place_of(model, va);
  while (va != 0 && place < model->count && model->mappings[place].va < va) {
    split(model, place);
    place = place_of(model, va);
  }
}

/* Tables that it takes until no block goes across an end: those that the blocks in question would have more. */
static uint32_t tables_to_split(const struct mapping_model *model, const struct mapping_range *range) {
  static struct mapping_model scratch;
  const struct mapping *first = find(model, range->va, range->va);
  const struct mapping *last = find(model, last_of(range), last_of(range));
  mapping_model_init(&scratch, model->is_high_half, model->pa_bits);
  if (first != NULL) {
    scratch.mappings[scratch.count++] = *first;
  }
  if (last != NULL && last != first) {
    scratch.mappings[scratch.count++] = *last;
  }
  uint32_t before = mapping_model_table_count(&scratch);
  split_at(&scratch, range->va);
  split_at(&scratch, last_of(range) + 1);
  return mapping_model_table_count(&scratch) - before;
}

enum pw_status mapping_model_unmap_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                                uint32_t *needed) {
  enum pw_status status = range_status(model, range);
  if (status == PW_OK) {
    *needed = tables_to_split(model, range);
  }
  return status;
}

enum pw_status mapping_model_unmap_range(struct mapping_model *model, const struct mapping_range *range,
                                         uint32_t available) {
  uint32_t needed = 0;
  enum pw_status status = mapping_model_unmap_range_needed(model, range, &needed);
  if (status != PW_OK) {
    return status;
  }
  if (needed > available) {
    return PW_ERR_NO_MEMORY;
  }
  split_at(model, range->va);
  split_at(model, last_of(range) + 1);
  uint32_t place = place_of(model, range->va);
  uint32_t count = 0;
  while (place + count < model->count && model->mappings[place + count].va <= last_of(range)) {
    count++;
  }
  close_gap(model, place, count);
  return PW_OK;
}

static bool has_hole(const struct mapping_model *model, const struct mapping_range *range) {
  uint64_t va = range->va;
  for (uint32_t i = place_of(model, va); i < model->count && model->mappings[i].va <= va; i++) {
    if (last_byte(&model->mappings[i]) >= last_of(range)) {
      return false;
    }
    va = last_byte(&model->mappings[i]) + 1;
  }
  return true;
}

enum pw_status mapping_model_protect_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                                  uint32_t *needed) {
  enum pw_status status = range_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if (has_hole(model, range)) {
    return PW_ERR_NOT_MAPPED;
  }
  *needed = tables_to_split(model, range);
  return PW_OK;
}

enum pw_status mapping_model_protect_range(struct mapping_model *model, const struct mapping_range *range,
                                           const struct pw_attributes *attributes, uint32_t available) {
  uint32_t needed = 0;
  enum pw_status status = range_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if (pw_attributes_check(attributes) != PW_OK) {
    return pw_attributes_check(attributes);
  }
  status = mapping_model_protect_range_needed(model, range, &needed);
  if (status != PW_OK) {
    return status;
  }
  if (needed > available) {
    return PW_ERR_NO_MEMORY;
  }
  split_at(model, range->va);
  split_at(model, last_of(range) + 1);
  for (uint32_t i = place_of(model, range->va); i < model->count && model->mappings[i].va <= last_of(range); i++) {
    model->mappings[i].attributes = *attributes;
  }
  return PW_OK;
}

/* Whether 512 mappings from a place on are the parts of one of 'size' bytes. */
static bool are_parts(const struct mapping_model *model, uint32_t place, uint64_t size) {
  const struct mapping *first = &model->mappings[place];
  if (place + 512 > model->count || ((first->va | first->pa) & (size - 1)) != 0) {
    return false;
  }
  for (uint32_t i = 0; i < 512; i++) {
    const struct mapping *part = first + i;
    if (part->size != size / 512 || part->va != first->va + i * part->size || part->pa != first->pa + i * part->size ||
        !pw_attributes_equal(&part->attributes, &first->attributes)) {
      return false;
    }
  }
  return true;
}

static void merge_to(struct mapping_model *model, const struct mapping_range *range, uint64_t size) {
  for (uint32_t i = place_of(model, range->va); i < model->count && model->mappings[i].va <= last_of(range); i++) {
    struct mapping *first = &model->mappings[i];
    if (first->va >= range->va && last_of(range) - first->va >= size - 1 && are_parts(model, i, size)) {
      first->size = size;
      close_gap(model, i + 1, 511);
    }
  }
}

enum pw_status mapping_model_merge_range(struct mapping_model *model, const struct mapping_range *range) {
  enum pw_status status = range_status(model, range);
  if (status != PW_OK) {
    return status;
  }
  if (range->limit >= MIB_2) {
    merge_to(model, range, MIB_2);
  }
  if (range->limit >= GIB_1) {
    merge_to(model, range, GIB_1);
  }
  return PW_OK;
}

/*
 * What has to be in the tables.
 */

uint64_t mapping_model_descriptor(const struct mapping *mapping) {
  const struct pw_attributes *attributes = &mapping->attributes;
  uint64_t word = mapping->pa | (mapping->size == KIB_4 ? 3u : 1u);
  word |= (uint64_t)attributes->memory << 2;
  word |= (uint64_t)(attributes->el0_read ? 1 : 0) << 6;
  word |= (uint64_t)(attributes->el1_write ? 0 : 1) << 7;
  word |= (uint64_t)attributes->shareability << 8;
  word |= (uint64_t)1 << 10; /* accessed */
  word |= (uint64_t)(attributes->global ? 0 : 1) << 11;
  word |= (uint64_t)(attributes->el1_execute ? 0 : 1) << 53;
  word |= (uint64_t)(attributes->el0_execute ? 0 : 1) << 54;
  word |= (uint64_t)attributes->software << 55;
  return word;
}

uint32_t mapping_model_table_count(const struct mapping_model *model) {
  uint32_t tables = 1;
  for (uint32_t i = 0; i < model->count; i++) {
    const struct mapping *mapping = &model->mappings[i];
    tables += tables_between(mapping->va, mapping->size, mapping_before(model, i), NULL);
  }
  return tables;
}

uint32_t mapping_model_count_of_size(const struct mapping_model *model, uint64_t size) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->count; i++) {
    count += model->mappings[i].size == size;
  }
  return count;
}
