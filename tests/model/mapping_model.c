#include "tests/model/mapping_model.h"

#include <stddef.h>

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

static bool overlaps(const struct mapping *mapping, uint64_t va, uint64_t size) {
  return mapping->va <= va + (size - 1) && va <= mapping->va + (mapping->size - 1);
}

static const struct mapping *find(const struct mapping_model *model, uint64_t va, uint64_t size) {
  for (uint32_t i = 0; i < model->count; i++) {
    if (overlaps(&model->mappings[i], va, size)) {
      return &model->mappings[i];
    }
  }
  return NULL;
}

/* Whether some mapping smaller than 'size' lies in the aligned range of that size around va: then there is a table for
 * it. */
static bool has_table(const struct mapping_model *model, uint32_t count, uint64_t va, uint64_t size) {
  for (uint32_t i = 0; i < count; i++) {
    const struct mapping *mapping = &model->mappings[i];
    if (mapping->size < size && mapping->va / size == va / size) {
      return true;
    }
  }
  return false;
}

/* Tables that the mapping would add to those of the first 'count' mappings. */
static uint32_t tables_needed(const struct mapping_model *model, uint32_t count, uint64_t va, uint64_t size) {
  uint32_t needed = 0;
  needed += !has_table(model, count, va, GIB_512);
  needed += !has_table(model, count, va, GIB_1);
  needed += size == KIB_4 && !has_table(model, count, va, MIB_2);
  return needed;
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
  const struct mapping *old = find(model, va, size);
  if (old != NULL && old->size == size) {
    return PW_ERR_ALREADY_MAPPED;
  }
  if (old != NULL) {
    return old->size > size ? PW_ERR_BLOCK_IN_THE_WAY : PW_ERR_TABLE_IN_THE_WAY;
  }
  if (tables_needed(model, model->count, va, size) > available || model->count == MAPPING_MODEL_CAPACITY) {
    return PW_ERR_NO_MEMORY;
  }
  model->mappings[model->count] = (struct mapping){.va = va, .size = size, .pa = pa, .attributes = *attributes};
  model->count++;
  return PW_OK;
}

enum pw_status mapping_model_unmap(struct mapping_model *model, uint64_t va, uint64_t size) {
  if (!is_canonical(model, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  if ((va & (size - 1)) != 0) {
    return PW_ERR_MISALIGNED;
  }
  const struct mapping *old = find(model, va, size);
  if (old == NULL) {
    return PW_ERR_NOT_MAPPED;
  }
  if (old->size != size) {
    return old->size > size ? PW_ERR_BLOCK_IN_THE_WAY : PW_ERR_TABLE_IN_THE_WAY;
  }
  model->count--;
  model->mappings[old - model->mappings] = model->mappings[model->count];
  return PW_OK;
}

enum pw_status mapping_model_translate(const struct mapping_model *model, uint64_t va, const struct mapping **mapping) {
  if (!is_canonical(model, va)) {
    return PW_ERR_NON_CANONICAL;
  }
  *mapping = find(model, va, 1);
  return *mapping == NULL ? PW_ERR_NOT_MAPPED : PW_OK;
}

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
    tables += tables_needed(model, i, model->mappings[i].va, model->mappings[i].size);
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
