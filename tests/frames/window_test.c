/* Window: conversions between addresses and frames, both ways, at and beyond every edge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pagewright/window.h>

#define BASE_PA 0x40000000u
#define FRAMES  600u

static uint64_t words[FRAMES * 512];
static uint16_t live[FRAMES];

static struct pw_window window_at(uint64_t base_pa, uint32_t frame_count) {
  struct pw_window window;
  assert_int_equal(pw_window_init(&window, words, base_pa, frame_count, live, frame_count), PW_OK);
  return window;
}

static void m19_m22_address_to_frame_and_back_is_the_same_for_every_frame(void **state) {
  (void)state;
  struct pw_window window = window_at(BASE_PA, FRAMES);
  for (uint32_t frame = 0; frame < FRAMES; frame++) {
    uint64_t pa = 0;
    uint32_t again = PW_NO_FRAME;
    assert_int_equal(pw_window_frame_to_pa(&window, frame, &pa), PW_OK);
    assert_int_equal(pa, BASE_PA + (uint64_t)frame * 4096);
    assert_int_equal(pw_window_pa_to_frame(&window, pa + 4095, &again), PW_OK);
    assert_int_equal(again, frame);
  }
}

static void m19_m22_what_lies_outside_the_window_has_no_frame(void **state) {
  (void)state;
  struct pw_window window = window_at(BASE_PA, FRAMES);
  const uint64_t outside[] = {0, BASE_PA - 1, BASE_PA + (uint64_t)FRAMES * 4096, (uint64_t)1 << 48, UINT64_MAX};
  for (size_t i = 0; i < sizeof(outside) / sizeof(outside[0]); i++) {
    uint32_t frame = 77;
    uint64_t va = 77;
    assert_int_equal(pw_window_pa_to_frame(&window, outside[i], &frame), PW_ERR_OUT_OF_RANGE);
    assert_int_equal(frame, 77);
    assert_int_equal(pw_window_phys_to_virt(&window, outside[i], &va), PW_ERR_OUT_OF_RANGE);
    assert_int_equal(va, 77);
  }
  uint64_t pa = 77;
  assert_int_equal(pw_window_frame_to_pa(&window, FRAMES, &pa), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_frame_to_pa(&window, PW_NO_FRAME, &pa), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pa, 77);
}

static void m19_m22_virt_to_phys_and_phys_to_virt_are_inverse_and_checked(void **state) {
  (void)state;
  struct pw_window window = window_at(BASE_PA, FRAMES);
  uint64_t first_va = (uint64_t)(uintptr_t)words;
  for (uint64_t offset = 0; offset < sizeof(words); offset += 1777) {
    uint64_t pa = 0;
    uint64_t va = 0;
    assert_int_equal(pw_window_virt_to_phys(&window, first_va + offset, &pa), PW_OK);
    assert_int_equal(pa, BASE_PA + offset);
    assert_int_equal(pw_window_phys_to_virt(&window, pa, &va), PW_OK);
    assert_int_equal(va, first_va + offset);
  }
  uint64_t pa = 77;
  assert_int_equal(pw_window_virt_to_phys(&window, first_va - 1, &pa), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_virt_to_phys(&window, first_va + sizeof(words), &pa), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pa, 77);
}

static void a_window_with_bad_geometry_is_refused_with_its_own_status(void **state) {
  (void)state;
  struct pw_window window;
  uint64_t limit = (uint64_t)1 << 48;
  assert_int_equal(pw_window_init(NULL, words, BASE_PA, 1, live, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_init(&window, NULL, BASE_PA, 1, live, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_init(&window, words, BASE_PA, 1, NULL, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_init(&window, words, BASE_PA, 0, live, 1), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_init(&window, words, 0, PW_WINDOW_MAX_FRAMES + 1, live, UINT32_MAX),
                   PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_init(&window, words, BASE_PA + 4096, 1, live, 1), PW_ERR_MISALIGNED);
  assert_int_equal(pw_window_init(&window, words, limit, 1, live, 1), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_init(&window, words, UINT64_MAX - 0x1FFFFF, 1, live, 1), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_init(&window, words, limit - 0x200000, 513, live, 513), PW_ERR_OUT_OF_RANGE);
  assert_int_equal(pw_window_init(&window, words, limit - 0x200000, 512, live, 512), PW_OK);
  assert_int_equal(pw_window_init(&window, words, BASE_PA, 2, live, 1), PW_ERR_METADATA_TOO_SMALL);
}

static void a_window_grows_in_place_and_keeps_its_counts(void **state) {
  (void)state;
  static uint16_t larger[FRAMES];
  struct pw_window window = window_at(BASE_PA, 16);
  for (uint16_t frame = 0; frame < 16; frame++) {
    live[frame] = (uint16_t)(100 + frame);
  }
  assert_int_equal(pw_window_extend(&window, 15, larger, FRAMES), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_extend(&window, FRAMES, larger, FRAMES - 1), PW_ERR_METADATA_TOO_SMALL);
  assert_int_equal(pw_window_extend(&window, FRAMES, NULL, FRAMES), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(window.frame_count, 16);
  assert_int_equal(pw_window_extend(&window, FRAMES, larger, FRAMES), PW_OK);
  assert_int_equal(window.frame_count, FRAMES);
  assert_ptr_equal(window.live, larger);
  for (uint16_t frame = 0; frame < 16; frame++) {
    assert_int_equal(window.live[frame], 100 + frame);
  }
}

static void a_window_moves_to_another_view_of_the_same_frames(void **state) {
  (void)state;
  static uint16_t elsewhere[FRAMES];
  struct pw_window window = window_at(BASE_PA, FRAMES);
  assert_int_equal(pw_window_move(&window, NULL, elsewhere), PW_ERR_INVALID_ARGUMENT);
  assert_int_equal(pw_window_move(&window, words + 512, elsewhere), PW_OK);
  assert_ptr_equal(window.words, words + 512);
  assert_ptr_equal(window.live, elsewhere);
  assert_int_equal(pw_window_base_pa(&window), BASE_PA);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(m19_m22_address_to_frame_and_back_is_the_same_for_every_frame),
      cmocka_unit_test(m19_m22_what_lies_outside_the_window_has_no_frame),
      cmocka_unit_test(m19_m22_virt_to_phys_and_phys_to_virt_are_inverse_and_checked),
      cmocka_unit_test(a_window_with_bad_geometry_is_refused_with_its_own_status),
      cmocka_unit_test(a_window_grows_in_place_and_keeps_its_counts),
      cmocka_unit_test(a_window_moves_to_another_view_of_the_same_frames),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
