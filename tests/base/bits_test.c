/* Bits: every function against a word that is taken apart by halving, without a shift or a mask. The lowest set bit is
 * the compiler's builtin, which no proof reaches: its words are all that differ in what a search for the lowest bit can
 * meet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/base/bits.h"

#define WORDS_RANDOM 1000u

static bool bit_of(uint64_t word, uint32_t bit) {
  for (uint32_t i = 0; i < bit; i++) {
    word /= 2;
  }
  return word % 2 == 1;
}

static uint64_t power_of_two(uint32_t exponent) {
  uint64_t power = 1;
  for (uint32_t i = 0; i < exponent; i++) {
    power *= 2;
  }
  return power;
}

static uint64_t next_random(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return *state ^ *state / 4294967296u;
}

/* What the contract says: in range, set, and no lower bit set. */
static void check_lowest(uint64_t word) {
  uint32_t lowest = pw_bits_lowest(word);
  assert_true(lowest < 64);
  assert_true(bit_of(word, lowest));
  assert_int_equal(word % power_of_two(lowest), 0);
  assert_true(pw_bits_any(word));
}

static void the_lowest_bit_of_up_to_three_bits_is_the_lowest(void **state) {
  (void)state;
  for (uint32_t a = 0; a < 64; a++) {
    for (uint32_t b = a; b < 64; b++) {
      for (uint32_t c = b; c < 64; c++) {
        uint64_t word = power_of_two(a);
        word += b > a ? power_of_two(b) : 0;
        word += c > b ? power_of_two(c) : 0;
        check_lowest(word);
        assert_int_equal(pw_bits_lowest(word), a);
      }
    }
  }
}

static void the_lowest_bit_is_found_below_whatever_stands_above_it(void **state) {
  (void)state;
  uint64_t seed = 1;
  for (uint32_t lowest = 0; lowest < 64; lowest++) {
    /* All bits from the lowest on, then that bit with anything above it. */
    uint64_t power = power_of_two(lowest);
    check_lowest(UINT64_MAX - (power - 1));
    assert_int_equal(pw_bits_lowest(UINT64_MAX - (power - 1)), lowest);
    for (uint32_t i = 0; i < WORDS_RANDOM; i++) {
      uint64_t word = (next_random(&seed) * 2 + 1) * power;
      check_lowest(word);
      assert_int_equal(pw_bits_lowest(word), lowest);
    }
  }
}

static void the_lowest_bit_of_every_pattern_of_sixteen_bits_at_every_place(void **state) {
  (void)state;
  for (uint64_t pattern = 1; pattern < 65536; pattern++) {
    uint32_t lowest = 0;
    while (!bit_of(pattern, lowest)) {
      lowest++;
    }
    for (uint32_t place = 0; place <= 48; place++) {
      if (pw_bits_lowest(pattern * power_of_two(place)) != lowest + place) {
        fail_msg("pattern %x at %u", (unsigned)pattern, place);
      }
    }
  }
  assert_false(pw_bits_any(0));
}

static void one_bit_is_tested_set_and_cleared_and_no_other(void **state) {
  (void)state;
  uint64_t seed = 2;
  for (uint32_t i = 0; i < WORDS_RANDOM; i++) {
    uint64_t word = i == 0 ? 0 : i == 1 ? UINT64_MAX : next_random(&seed);
    assert_true(pw_bits_ones(word) == UINT64_MAX);
    for (uint32_t bit = 0; bit < 64; bit++) {
      uint64_t power = power_of_two(bit);
      bool is_set = bit_of(word, bit);
      assert_int_equal(pw_bit_test(word, bit), is_set);
      assert_true(pw_bit_set(word, bit) == (is_set ? word : word + power));
      assert_true(pw_bit_clear(word, bit) == (is_set ? word - power : word));
      assert_true(pw_bits_shift_down(word, bit) == word / power);
      assert_true(pw_bits_shift_up(word, bit) == word * power);
    }
  }
}

static void a_run_is_its_bits_and_no_other(void **state) {
  (void)state;
  for (uint32_t first = 0; first < 64; first++) {
    for (uint32_t count = 1; first + count <= 64; count++) {
      uint64_t run = pw_bits_run(first, count);
      for (uint32_t bit = 0; bit < 64; bit++) {
        assert_int_equal(bit_of(run, bit), first <= bit && bit < first + count);
      }
    }
  }
}

static void masks_and_pairs_are_told_bit_by_bit(void **state) {
  (void)state;
  uint64_t seed = 3;
  for (uint32_t i = 0; i < WORDS_RANDOM; i++) {
    uint64_t word = next_random(&seed) | next_random(&seed);
    uint64_t mask = next_random(&seed) | next_random(&seed);
    uint32_t distance = 1 + i % 32;
    uint64_t with = pw_bits_with(word, mask);
    uint64_t without = pw_bits_without(word, mask);
    uint64_t pairs = pw_bits_pairs(word, distance, mask);
    for (uint32_t bit = 0; bit < 64; bit++) {
      bool in_word = bit_of(word, bit);
      bool in_mask = bit_of(mask, bit);
      assert_int_equal(bit_of(with, bit), in_word || in_mask);
      assert_int_equal(bit_of(without, bit), in_word && !in_mask);
      assert_int_equal(bit_of(pairs, bit), in_word && in_mask && bit + distance < 64 && bit_of(word, bit + distance));
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_lowest_bit_of_up_to_three_bits_is_the_lowest),
      cmocka_unit_test(the_lowest_bit_is_found_below_whatever_stands_above_it),
      cmocka_unit_test(the_lowest_bit_of_every_pattern_of_sixteen_bits_at_every_place),
      cmocka_unit_test(one_bit_is_tested_set_and_cleared_and_no_other),
      cmocka_unit_test(a_run_is_its_bits_and_no_other),
      cmocka_unit_test(masks_and_pairs_are_told_bit_by_bit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
