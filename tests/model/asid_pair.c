#include "tests/model/asid_pair.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool differ(struct asid_pair *pair, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (pair->failure[0] == '\0') {
    (void)vsnprintf(pair->failure, sizeof pair->failure, format, arguments);
  }
  va_end(arguments);
  return false;
}

static bool same(struct asid_pair *pair, const char *what, int64_t got, int64_t expected) {
  return got == expected || differ(pair, "%s: %lld, expected %lld", what, (long long)got, (long long)expected);
}

/* Bytes that a refusal leaves as they were. */

static struct {
  struct pw_asid_pool pool;
  uint64_t marks[PW_ASID_WORD_COUNT_16];
  struct pw_asid_context active[ASID_PAIR_CPUS];
} kept;

static void keep(const struct asid_pair *pair) {
  memcpy(&kept.pool, &pair->pool, sizeof kept.pool);
  memcpy(kept.marks, pair->marks, pair->asid_count / 8);
  memcpy(kept.active, pair->active, pair->cpu_count * sizeof kept.active[0]);
}

static bool is_kept(struct asid_pair *pair, const char *what) {
  bool is_same = memcmp(&kept.pool, &pair->pool, sizeof kept.pool) == 0 &&
                 memcmp(kept.marks, pair->marks, pair->asid_count / 8) == 0 &&
                 memcmp(kept.active, pair->active, pair->cpu_count * sizeof kept.active[0]) == 0;
  return is_same || differ(pair, "%s was refused and changed the pool", what);
}

/* The model. */

static bool is_run(const struct asid_pair *pair, uint32_t context) {
  for (uint32_t cpu = 0; cpu < pair->cpu_count; cpu++) {
    if (pair->running[cpu] == context) {
      return true;
    }
  }
  return false;
}

static bool is_run_under(const struct asid_pair *pair, uint32_t asid) {
  for (uint32_t cpu = 0; cpu < pair->cpu_count; cpu++) {
    if (pair->running[cpu] != ASID_PAIR_NOBODY && pair->expected[pair->running[cpu]].asid == asid) {
      return true;
    }
  }
  return false;
}

static uint32_t lowest_not_taken(const struct asid_pair *pair) {
  for (uint32_t asid = 1; asid < pair->asid_count; asid++) {
    if (!pair->is_taken[asid]) {
      return asid;
    }
  }
  return 0;
}

/* Whether every number is run under. */
static bool is_hopeless(const struct asid_pair *pair) {
  for (uint32_t asid = 1; asid < pair->asid_count; asid++) {
    if (!is_run_under(pair, asid)) {
      return false;
    }
  }
  return true;
}

static enum pw_status predict_get(struct asid_pair *pair, uint32_t context) {
  struct pw_asid_context *expected = &pair->expected[context];
  if (expected->generation == pair->generation) {
    return PW_OK;
  }
  if (!is_run(pair, context)) {
    uint32_t asid = lowest_not_taken(pair);
    if (asid == 0 && is_hopeless(pair)) {
      return PW_ERR_NO_MEMORY;
    }
    if (asid == 0) {
      pair->generation++;
      pair->rollover_count++;
      for (uint32_t a = 1; a < pair->asid_count; a++) {
        pair->is_taken[a] = is_run_under(pair, a);
      }
      asid = lowest_not_taken(pair);
    }
    bool is_old_free = expected->asid != 0 && !pair->is_taken[expected->asid];
    expected->asid = is_old_free ? expected->asid : (uint16_t)asid;
    pair->is_taken[expected->asid] = true;
  }
  expected->generation = pair->generation;
  return PW_OK;
}

/* What TLBs may hold once everything, or what they have under one number, has been forgotten: the CPUs go on. */
static void forget(struct asid_pair *pair, uint32_t first, uint32_t last) {
  for (uint32_t asid = first; asid <= last; asid++) {
    pair->cached[asid] = ASID_PAIR_NOBODY;
  }
  for (uint32_t cpu = 0; cpu < pair->cpu_count; cpu++) {
    uint32_t context = pair->running[cpu];
    if (context != ASID_PAIR_NOBODY) {
      pair->cached[pair->expected[context].asid] = context;
    }
  }
}

/* Both. */

bool asid_pair_create(struct asid_pair *pair, uint32_t asid_bits, uint32_t cpu_count, uint32_t context_count) {
  uint32_t word_count = pw_asid_words(asid_bits);
  memset(pair->marks, 0xa5, sizeof pair->marks);
  memset(pair->active, 0xa5, sizeof pair->active);
  memset(pair->contexts, 0, context_count * sizeof pair->contexts[0]);
  memset(pair->expected, 0, context_count * sizeof pair->expected[0]);
  memset(pair->is_taken, 0, sizeof pair->is_taken);
  memset(pair->running, 0xff, sizeof pair->running);
  memset(pair->cached, 0xff, sizeof pair->cached);
  pair->asid_count = word_count * 64;
  pair->cpu_count = cpu_count;
  pair->context_count = context_count;
  pair->generation = 1;
  pair->flushed_generation = 1;
  pair->rollover_count = 0;
  pair->failure[0] = '\0';
  enum pw_status status = pw_asid_init(&pair->pool, asid_bits, pair->marks, word_count, pair->active, cpu_count);
  return same(pair, "init", status, PW_OK) && asid_pair_compare(pair);
}

static bool same_context(struct asid_pair *pair, uint32_t context) {
  return same(pair, "a context's number", pair->contexts[context].asid, pair->expected[context].asid) &&
         same(pair, "a context's generation", pair->contexts[context].generation, pair->expected[context].generation);
}

static bool is_refused_well(struct asid_pair *pair, enum pw_status status, const char *what) {
  return status == PW_OK || is_kept(pair, what);
}

bool asid_pair_get(struct asid_pair *pair, uint32_t context, enum pw_status *status) {
  bool needs_flush = (pair->generation + context) % 2 == 0; /* anything */
  bool flag_before = needs_flush;
  keep(pair);
  enum pw_status got = pw_asid_get(&pair->pool, &pair->contexts[context], &needs_flush);
  enum pw_status expected = predict_get(pair, context);
  bool flag = expected == PW_OK ? pair->flushed_generation != pair->generation : flag_before;
  if (status != NULL) {
    *status = got;
  }
  return same(pair, "get", got, expected) && same_context(pair, context) && is_refused_well(pair, got, "get") &&
         same(pair, "the flush that get asks for", needs_flush, flag);
}

bool asid_pair_activate(struct asid_pair *pair, uint32_t cpu, uint32_t context, enum pw_status *status) {
  keep(pair);
  enum pw_status got = pw_asid_activate(&pair->pool, cpu, &pair->contexts[context]);
  bool is_ready =
      pair->expected[context].generation == pair->generation && pair->flushed_generation == pair->generation;
  uint32_t asid = pair->expected[context].asid;
  if (status != NULL) {
    *status = got;
  }
  if (!same(pair, "activate", got, is_ready ? PW_OK : PW_ERR_STALE_ASID) || !same_context(pair, context) ||
      !is_refused_well(pair, got, "activate")) {
    return false;
  }
  if (got != PW_OK) {
    return true;
  }
  if (pair->cached[asid] != ASID_PAIR_NOBODY && pair->cached[asid] != context) {
    return differ(pair, "a CPU runs context %u under %u, of which TLBs know context %u", context, asid,
                  pair->cached[asid]);
  }
  pair->running[cpu] = context;
  pair->cached[asid] = context;
  return true;
}

bool asid_pair_deactivate(struct asid_pair *pair, uint32_t cpu) {
  pair->running[cpu] = ASID_PAIR_NOBODY;
  return same(pair, "deactivate", pw_asid_deactivate(&pair->pool, cpu), PW_OK);
}

bool asid_pair_free(struct asid_pair *pair, uint32_t context, enum pw_status *status) {
  struct pw_asid_context *expected = &pair->expected[context];
  bool is_in_use = expected->asid != 0 && is_run(pair, context);
  if (!is_in_use && expected->asid != 0) {
    forget(pair, expected->asid, expected->asid);
    if (expected->generation == pair->generation) {
      pair->is_taken[expected->asid] = false;
    }
    expected->generation = 0;
    expected->asid = 0;
  }
  keep(pair);
  enum pw_status got = pw_asid_free(&pair->pool, &pair->contexts[context]);
  if (status != NULL) {
    *status = got;
  }
  return same(pair, "free", got, is_in_use ? PW_ERR_IN_USE : PW_OK) && same_context(pair, context) &&
         is_refused_well(pair, got, "free");
}

bool asid_pair_flush(struct asid_pair *pair, int64_t generation) {
  bool has_begun = generation <= pair->generation;
  if (has_begun && generation > pair->flushed_generation) {
    /* Of a generation that is over, it may have been done before the present one began. */
    if (generation == pair->generation) {
      forget(pair, 0, pair->asid_count - 1);
    }
    pair->flushed_generation = generation;
  }
  keep(pair);
  enum pw_status got = pw_asid_flushed(&pair->pool, generation);
  return same(pair, "flushed", got, has_begun ? PW_OK : PW_ERR_OUT_OF_RANGE) && is_refused_well(pair, got, "flushed");
}

bool asid_pair_switch(struct asid_pair *pair, uint32_t cpu, uint32_t context, enum pw_status *status) {
  enum pw_status got = PW_OK;
  bool ok = asid_pair_get(pair, context, &got);
  if (ok && got == PW_OK && pair->flushed_generation != pair->generation) {
    ok = asid_pair_flush(pair, pair->contexts[context].generation);
  }
  if (ok && got == PW_OK) {
    ok = asid_pair_activate(pair, cpu, context, &got) && same(pair, "activate after get", got, PW_OK);
  }
  if (status != NULL) {
    *status = got;
  }
  return ok;
}

bool asid_pair_misuse(struct asid_pair *pair, uint32_t cpu, uint32_t context, uint64_t rubbish) {
  struct pw_asid_context wrong[] = {{pair->generation + 1 + (int64_t)(rubbish % 1000), (uint16_t)(1 + rubbish % 255)},
                                    {pair->generation, (uint16_t)(pair->asid_count == 256 ? 256 + rubbish % 65280 : 0)},
                                    {pair->generation, 0},
                                    {0, (uint16_t)(1 + rubbish % 255)},
                                    {-1 - (int64_t)(rubbish % 3), (uint16_t)(1 + rubbish % 255)}};
  bool flag = true;
  keep(pair);
  for (uint32_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
    struct pw_asid_context before = wrong[i];
    if (!same(pair, "get of rubbish", pw_asid_get(&pair->pool, &wrong[i], &flag), PW_ERR_INVALID_ARGUMENT) ||
        !same(pair, "activate of rubbish", pw_asid_activate(&pair->pool, cpu, &wrong[i]), PW_ERR_INVALID_ARGUMENT) ||
        !same(pair, "free of rubbish", pw_asid_free(&pair->pool, &wrong[i]), PW_ERR_INVALID_ARGUMENT) ||
        wrong[i].generation != before.generation || wrong[i].asid != before.asid) {
      return differ(pair, "a context that nobody wrote was written");
    }
  }
  uint32_t no_cpu = pair->cpu_count + (uint32_t)(rubbish % 3 == 0 ? UINT32_MAX - pair->cpu_count : rubbish % 100);
  return same(pair, "activate of no CPU", pw_asid_activate(&pair->pool, no_cpu, &pair->contexts[context]),
              PW_ERR_OUT_OF_RANGE) &&
         same(pair, "deactivate of no CPU", pw_asid_deactivate(&pair->pool, no_cpu), PW_ERR_OUT_OF_RANGE) &&
         same(pair, "get without a flag", pw_asid_get(&pair->pool, &pair->contexts[context], NULL),
              PW_ERR_INVALID_ARGUMENT) &&
         same(pair, "get without a context", pw_asid_get(&pair->pool, NULL, &flag), PW_ERR_INVALID_ARGUMENT) &&
         same(pair, "the flag of a refused get", flag, true) && is_kept(pair, "misuse") && same_context(pair, context);
}

bool asid_pair_compare(struct asid_pair *pair) {
  struct pw_asid_stats stats;
  uint32_t free_count = 0;
  uint32_t active_count = 0;
  if (!same(pair, "check", pw_asid_check(&pair->pool), PW_OK) ||
      !same(pair, "stats", pw_asid_stats(&pair->pool, &stats), PW_OK)) {
    return false;
  }
  for (uint32_t asid = 1; asid < pair->asid_count; asid++) {
    free_count += pair->is_taken[asid] ? 0 : 1;
  }
  for (uint32_t cpu = 0; cpu < pair->cpu_count; cpu++) {
    uint32_t context = pair->running[cpu];
    uint32_t asid = context == ASID_PAIR_NOBODY ? 0 : pair->expected[context].asid;
    active_count += context == ASID_PAIR_NOBODY ? 0 : 1;
    if (!same(pair, "the number that a CPU runs under", pair->active[cpu].asid, asid)) {
      return false;
    }
  }
  for (uint32_t context = 0; context < pair->context_count; context++) {
    if (!same_context(pair, context)) {
      return false;
    }
  }
  return same(pair, "free numbers", stats.free_count, free_count) &&
         same(pair, "busy CPUs", stats.active_count, active_count) &&
         same(pair, "numbers", stats.asid_count, pair->asid_count) &&
         same(pair, "the generation", stats.generation, pair->generation) &&
         same(pair, "the flush that is due", stats.is_flush_due, pair->flushed_generation != pair->generation);
}

/* Many contexts at once, so that generations end. */
static bool burst(struct asid_pair *pair, uint32_t first, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (!asid_pair_get(pair, (first + i) % pair->context_count, NULL)) {
      return false;
    }
  }
  return true;
}

bool asid_pair_step(struct asid_pair *pair, uint8_t kind, uint16_t where, uint8_t what) {
  uint32_t context = where % pair->context_count;
  uint32_t cpu = (what | (uint32_t)(where & 0x100)) % pair->cpu_count;
  switch (kind % 10) {
  case 0:
  case 1:
  case 2:
    return asid_pair_switch(pair, cpu, context, NULL);
  case 3:
    return asid_pair_get(pair, context, NULL);
  case 4:
    return asid_pair_activate(pair, cpu, context, NULL);
  case 5:
    return asid_pair_deactivate(pair, cpu);
  case 6:
    return asid_pair_free(pair, context, NULL);
  case 7:
    return asid_pair_flush(pair, what % 4 == 0 ? pair->generation + 1 + where : pair->generation - what % 2);
  case 8:
    return asid_pair_misuse(pair, cpu, context, (uint64_t)where << 8 | what);
  default:
    return burst(pair, where, what);
  }
}
