#include "firmware/options.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "firmware/layout.h"
#include "firmware/semihosting.h"

#define OPTIONS_LINE_BYTES 512u

/* If the word [word, word + bytes) is name=value, the value's first character, else a null pointer. */
static const char *option_value(const char *word, size_t word_bytes, const char *name) {
  size_t name_bytes = strlen(name);

  if (word_bytes <= name_bytes || strncmp(word, name, name_bytes) != 0) {
    return NULL;
  }
  return word + name_bytes;
}

static void options_read_word(struct options *options, const char *word, size_t word_bytes) {
  const char *value = option_value(word, word_bytes, "dtb=0x");

  if (value != NULL) {
    options->device_tree_pa = strtoul(value, NULL, 16);
  }
  value = option_value(word, word_bytes, "crash=");
  if (value != NULL) {
    size_t value_bytes = word_bytes - (size_t)(value - word);
    if (value_bytes < OPTIONS_WORD_BYTES) {
      memcpy(options->crash, value, value_bytes);
      options->crash[value_bytes] = '\0';
    }
  }
}

void options_read(struct options *options) {
  char line[OPTIONS_LINE_BYTES];
  const char *word = line;

  options->device_tree_pa = 0;
  options->crash[0] = '\0';
  (void)semihosting_command_line(line, sizeof line);
  while (*word != '\0') {
    const char *end = strchr(word, ' ');
    size_t word_bytes = end == NULL ? strlen(word) : (size_t)(end - word);
    options_read_word(options, word, word_bytes);
    word += word_bytes;
    while (*word == ' ') {
      word++;
    }
  }
}

/* Asks for a kilobyte more of stack until the guard page below it is reached. */
static __attribute__((noinline)) void descend(uint32_t depth) {
  volatile uint8_t weight[1024];

  weight[0] = (uint8_t)depth;
  if (depth != UINT32_MAX) {
    descend(depth + 1);
  }
  weight[1] = weight[0];
}

void options_crash(const char *kind) {
  if (strcmp(kind, "undefined") == 0) {
    __asm__ volatile("udf #0");
  } else if (strcmp(kind, "load") == 0) {
    (void)*(volatile uint64_t *)(uintptr_t)LAYOUT_FAULT_AREA_VA;
  } else if (strcmp(kind, "text") == 0) {
    *(volatile uint32_t *)(uintptr_t)image_start = 0;
  } else if (strcmp(kind, "stack") == 0) {
    descend(0);
  } else if (strcmp(kind, "fetch") == 0) {
    ((void (*)(void))(uintptr_t)LAYOUT_ADDRESS(kernel_stack_start))();
  }
}
