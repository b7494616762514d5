/*
 * Demand touch: the address without its place in the page.
 */
#include "src/paging/demand_touch.h"

#include <pagewright/descriptor.h>

#include "spec/paging/demand_touch.h"

struct pw_demand_brought pw_demand_touch(struct pw_address_space *space, const struct pw_page_source *source,
                                         uint64_t va, const struct pw_attributes *attributes) {
  uint64_t page_va = va - va % PW_PAGE_SIZE;
  //@ assert page: pw_va_in_page(va, page_va) && pw_va_in_page(page_va, va);
  struct pw_demand_brought brought = pw_demand_page_bring(space, source, page_va, attributes);
  //@ assert rest_64: pw_rest_64{Pre,Here}(space);
  //@ assert rest_32: pw_rest_32{Pre,Here}(space);
  //@ assert walk: pw_space_walk(space, va) == pw_space_walk(space, page_va);
  //@ assert walk_before: pw_space_walk{Pre}(space, va) == pw_space_walk{Pre}(space, page_va);
  //@ assert served: brought.status == PW_OK ==> pw_va_served_page(space->window, space->root_frame, va, pw_space_walk(space, va));
  //@ assert others: brought.status == PW_OK ==> pw_va_others_same_page{Pre,Here}(\at(space->window, Pre), \at(space->root_frame, Pre), va);
  //@ assert canonical: brought.status == PW_OK ==> pw_space_canonical(space, va);
  return brought;
}
