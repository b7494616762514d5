/*
 * Mapping model: an address space as a dictionary of mappings, written from the text of map.h and range.h alone.
 *
 * A list of (address, size, target, attributes) in the order of addresses. No tables, no levels: which tables there
 * have to be follows from which ranges of 512 GiB, 1 GiB and 2 MiB hold a mapping of a smaller size.
 */
#ifndef PW_TESTS_MODEL_MAPPING_MODEL_H
#define PW_TESTS_MODEL_MAPPING_MODEL_H

#include <stdbool.h>
#include <stdint.h>

#include <pagewright/attributes.h>
#include <pagewright/status.h>

#define MAPPING_MODEL_CAPACITY 32768u

struct mapping {
  uint64_t va;
  uint64_t size; /* 4 KiB, 2 MiB or 1 GiB */
  uint64_t pa;
  struct pw_attributes attributes;
};

struct mapping_model {
  bool is_high_half;
  uint32_t pa_bits;
  uint32_t count;
  struct mapping mappings[MAPPING_MODEL_CAPACITY];
};

void mapping_model_init(struct mapping_model *model, bool is_high_half, uint32_t pa_bits);

/* What map answers when 'available' tables can be had; on PW_OK the mapping is in. */
enum pw_status mapping_model_map(struct mapping_model *model, uint64_t va, uint64_t size, uint64_t pa,
                                 const struct pw_attributes *attributes, uint32_t available);
/* What unmap answers; on PW_OK the mapping is gone. */
enum pw_status mapping_model_unmap(struct mapping_model *model, uint64_t va, uint64_t size);
/* What translate answers for a byte; on PW_OK *mapping is the one that holds it. */
enum pw_status mapping_model_translate(const struct mapping_model *model, uint64_t va, const struct mapping **mapping);

/* A range, and how it is to be mapped; 'limit' is the size of the largest leaf that is allowed. */
struct mapping_range {
  uint64_t va;
  uint64_t length;
  uint64_t pa;
  uint64_t limit;
};

/* What the functions that count tables answer; on PW_OK *needed is the number. */
enum pw_status mapping_model_map_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                              uint32_t *needed);
enum pw_status mapping_model_unmap_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                                uint32_t *needed);
enum pw_status mapping_model_protect_range_needed(const struct mapping_model *model, const struct mapping_range *range,
                                                  uint32_t *needed);
/* What the operations answer when 'available' tables can be had; on PW_OK they are done. */
enum pw_status mapping_model_map_range(struct mapping_model *model, const struct mapping_range *range,
                                       const struct pw_attributes *attributes, uint32_t available);
enum pw_status mapping_model_unmap_range(struct mapping_model *model, const struct mapping_range *range,
                                         uint32_t available);
enum pw_status mapping_model_protect_range(struct mapping_model *model, const struct mapping_range *range,
                                           const struct pw_attributes *attributes, uint32_t available);

/* What merge answers; on PW_OK it is done. 'limit' is the size of the largest leaf that it may make. */
enum pw_status mapping_model_merge_range(struct mapping_model *model, const struct mapping_range *range);

/* The word that a table has to hold for the mapping, put together from the Arm ARM's fields (D8.3) by hand. */
uint64_t mapping_model_descriptor(const struct mapping *mapping);

/* Tables that such a space has, the root included. */
uint32_t mapping_model_table_count(const struct mapping_model *model);
uint32_t mapping_model_count_of_size(const struct mapping_model *model, uint64_t size);

#endif
