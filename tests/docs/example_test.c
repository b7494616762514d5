/* The example of README.md. The lines between the two marks are the README's, character for character but for their
 * indentation; readme_test compares them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <pagewright/map.h>
#include <pagewright/tlb_recorder.h>

#define RAM_PA     UINT64_C(0x40000000)
#define RAM_FRAMES 4096u
#define RAM_TAKEN  512u

static void the_example_of_the_readme_maps_a_page(void **state) {
  static uint16_t live[RAM_FRAMES];
  static uint8_t tags[RAM_FRAMES];
  static struct pw_tlb_recorder recorder;
  struct pw_window window;
  struct pw_tlb tlb;
  struct pw_buddy buddy;
  struct pw_buddy_source frames;
  struct pw_page_source source;
  struct pw_address_space space;
  struct pw_translation translation;
  const uint64_t va = UINT64_C(0xffff800000000000);
  const uint32_t word_count = pw_buddy_word_count(RAM_FRAMES);
  uint64_t *ram = calloc(RAM_FRAMES, PW_PAGE_BYTES);
  uint64_t *words = calloc(word_count, sizeof(uint64_t));
  uint64_t pa = 0;
  (void)state;
  assert_non_null(ram);
  assert_non_null(words);
  pw_tlb_init_recorder(&tlb, &recorder);
  assert_int_equal(pw_window_init(&window, ram, RAM_PA, RAM_FRAMES, live, RAM_FRAMES), PW_OK);

  /* README: begin */
  struct pw_attributes data = pw_attributes_kernel_data(); /* read and write, never executed */
  struct pw_address_space_config config = {&window, &source, &tlb, PW_HALF_HIGH, 0, 48};
  bool ok = pw_buddy_init(&buddy, RAM_PA, RAM_FRAMES, words, word_count, tags, RAM_FRAMES) == PW_OK &&
            pw_buddy_reserve_range(&buddy, RAM_PA, RAM_TAKEN) == PW_OK && /* the kernel's own frames */
            pw_buddy_add_range(&buddy, RAM_PA, RAM_FRAMES) == PW_OK &&    /* all others are free now */
            pw_buddy_source_init(&frames, &buddy, &window) == PW_OK &&
            pw_page_source_init_buddy(&source, &window, &frames) == PW_OK &&
            pw_address_space_create(&space, &config) == PW_OK &&
            pw_buddy_alloc(&buddy, 0, &pa) == PW_OK &&   /* the lowest free frame */
            pw_map_page(&space, va, pa, &data) == PW_OK; /* its tables come from the buddy */
  /* README: end */

  assert_true(ok);
  assert_int_equal(pw_translate(&space, va + 5, &translation), PW_OK);
  assert_int_equal(translation.pa, pa + 5);
  assert_int_equal(pa, RAM_PA + (RAM_TAKEN + 1) * (uint64_t)PW_PAGE_BYTES); /* behind the root */
  assert_int_equal(pw_unmap_page(&space, va), PW_OK);
  assert_int_equal(pw_address_space_destroy(&space), PW_OK);
  assert_int_equal(pw_buddy_free(&buddy, pa), PW_OK);
  assert_int_equal(pw_buddy_free_count(&buddy), RAM_FRAMES - RAM_TAKEN);
  free(words);
  free(ram);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_example_of_the_readme_maps_a_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
