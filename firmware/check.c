#include "firmware/check.h"

#include "firmware/log.h"

#define CHECK_FAILURES_SHOWN 8u /* of one group; the rest is counted */

static struct {
  const char *behaviours;
  const char *sentence;
  uint32_t group_count;
  uint32_t group_failed_count;
  uint32_t count;
  uint32_t failed_count;
} checks;

void check_group_begin(const char *behaviours, const char *sentence) {
  checks.behaviours = behaviours;
  checks.sentence = sentence;
  checks.group_count = 0;
  checks.group_failed_count = 0;
}

void check_group_end(void) {
  /* A group that checked nothing proves nothing. */
  if (checks.group_count == 0) {
    (void)check_that(false, "the group made at least one check", __FILE__, __LINE__);
  }
  log_print("%s %s: %s (%u checks)\n", checks.group_failed_count == 0 ? "PASS" : "FAIL", checks.behaviours,
            checks.sentence, checks.group_count);
}

/* True iff the failure is still to be shown. */
static bool check_note(bool holds) {
  checks.count++;
  checks.group_count++;
  if (holds) {
    return false;
  }
  checks.failed_count++;
  checks.group_failed_count++;
  return checks.group_failed_count <= CHECK_FAILURES_SHOWN;
}

bool check_that(bool holds, const char *what, const char *file, uint32_t line) {
  if (check_note(holds)) {
    log_print("  failed: %s at %s:%u\n", what, file, line);
  }
  return holds;
}

bool check_that_status(enum pw_status status, enum pw_status expected, const char *what, const char *file,
                       uint32_t line) {
  if (check_note(status == expected)) {
    log_print("  failed: %s is %s and not %s at %s:%u\n", what, pw_status_name(status), pw_status_name(expected), file,
              line);
  }
  return status == expected;
}

uint32_t check_count(void) {
  return checks.count;
}

uint32_t check_failed_count(void) {
  return checks.failed_count;
}
