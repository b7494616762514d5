/*
 * Demand write: one store each.
 */
#include "src/paging/demand_write.h"

#include "spec/frames/buddy_kept.h"
#include "spec/frames/page_source_kept.h"
#include "spec/paging/demand_frame.h"
#include "spec/paging/local.h"

/* The store, and what that leaves of the source; */
/*@ requires ready: pw_space_source_ready(space);
    requires beside: \valid(at) && pw_beside_64(space, at);
    terminates \true; exits \false; assigns *at;
    ensures written: *at == value;
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
*/
static void write_64(const struct pw_address_space *space, uint64_t *at, uint64_t value) {
  (void)space; /* what lies apart from it */
  *at = value;
  //@ ghost PW_WRITTEN_BESIDE(space)
}

/*@ requires ready: pw_space_source_ready(space);
    requires beside: \valid(at) && pw_beside_32(space, at);
    terminates \true; exits \false; assigns *at;
    ensures written: *at == value;
    ensures ready: pw_space_source_ready(space);
    ensures fields: pw_space_fields_kept{Pre,Post}(space);
    ensures source: pw_space_source_kept{Pre,Post}(space);
    ensures window: pw_window_untouched{Pre,Post}(space->window);
*/
static void write_32(const struct pw_address_space *space, uint32_t *at, uint32_t value) {
  (void)space; /* what lies apart from it */
  *at = value;
  //@ ghost PW_WRITTEN_BESIDE(space)
}

/* and what it leaves of the trees. */
void pw_demand_write_64(const struct pw_address_space *space, uint64_t *at, uint64_t value) {
  write_64(space, at, value);
  //@ ghost PW_SPACE_AS_BEFORE(space)
}

void pw_demand_write_32(const struct pw_address_space *space, uint32_t *at, uint32_t value) {
  write_32(space, at, value);
  //@ ghost PW_SPACE_AS_BEFORE(space)
}
