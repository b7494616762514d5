/*
 * Print: from extent to extent, a run being kept open as long as it goes on.
 */
#include <pagewright/print.h>

#include <stddef.h>

#include "src/paging/extent.h"
#include "src/paging/sink.h"

#define PUT(sink, text) pw_sink_text(sink, text, (uint32_t)(sizeof(text) - 1u))

/* Attributes of a leaf: bits 11:2 and 63:53. The contiguous hint, bit 52, is none. */
#define LOWER_END    0x1000u
#define LOWER_WEIGHT 0x4u
#define UPPER_WEIGHT 0x20000000000000u

struct run {
  uint64_t va;
  uint64_t last; /* the last byte */
  uint64_t pa;
  uint64_t descriptor; /* of its first leaf */
  bool is_open;
};

struct printer {
  struct pw_sink sink;
  struct run run;
  bool is_json;
  bool is_first; /* nothing was printed yet */
};

/*@ predicate printer_valid{L}(struct printer p) = pw_sink_valid(p.sink);
    predicate printer_onward(struct printer a, struct printer b) =
      pw_sink_onward(a.sink, b.sink) && ((boolean)a.is_json <==> (boolean)b.is_json);
*/

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_memory(struct pw_sink sink, enum pw_memory memory) {
  if (memory == PW_MEMORY_NORMAL) {
    return PUT(sink, "normal");
  }
  if (memory == PW_MEMORY_NORMAL_NON_CACHEABLE) {
    return PUT(sink, "non-cacheable");
  }
  return memory == PW_MEMORY_DEVICE_NGNRE ? PUT(sink, "device-nGnRE") : PUT(sink, "device-nGnRnE");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_shareability(struct pw_sink sink, enum pw_shareability shareability) {
  if (shareability == PW_SHARE_OUTER) {
    return PUT(sink, "outer-shareable");
  }
  return shareability == PW_SHARE_INNER ? PUT(sink, "inner-shareable") : PUT(sink, "non-shareable");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_access(struct pw_sink sink, bool read, bool write, bool execute) {
  struct pw_sink after_read = pw_sink_char(sink, read ? 'r' : '-');
  struct pw_sink after_write = pw_sink_char(after_read, write ? 'w' : '-');
  return pw_sink_char(after_write, execute ? 'x' : '-');
}

/* Where a run is, and where it leads. */
/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_text_place(struct pw_sink sink, struct run run) {
  sink = pw_sink_hex(sink, run.va);
  sink = PUT(sink, "-");
  sink = pw_sink_hex(sink, run.last);
  sink = PUT(sink, " ");
  sink = pw_sink_hex(sink, run.pa);
  return PUT(sink, " ");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_text_memory(struct pw_sink sink, struct pw_attributes attributes) {
  sink = put_memory(sink, attributes.memory);
  sink = PUT(sink, " ");
  return put_shareability(sink, attributes.shareability);
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_text_rights(struct pw_sink sink, struct pw_attributes attributes) {
  sink = PUT(sink, " el1 ");
  sink = put_access(sink, true, attributes.el1_write, attributes.el1_execute);
  sink = PUT(sink, " el0 ");
  sink = put_access(sink, attributes.el0_read, attributes.el0_write, attributes.el0_execute);
  return attributes.global ? PUT(sink, " global software ") : PUT(sink, " asid software ");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_text_line(struct pw_sink sink, struct run run) {
  struct pw_attributes attributes = pw_descriptor_attributes(run.descriptor);
  sink = put_text_place(sink, run);
  sink = put_text_memory(sink, attributes);
  sink = put_text_rights(sink, attributes);
  sink = pw_sink_decimal(sink, attributes.software);
  return PUT(sink, "\n");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_json_place(struct pw_sink sink, struct run run) {
  sink = PUT(sink, "{\"va\":\"");
  sink = pw_sink_hex(sink, run.va);
  sink = PUT(sink, "\",\"last\":\"");
  sink = pw_sink_hex(sink, run.last);
  sink = PUT(sink, "\",\"pa\":\"");
  return pw_sink_hex(sink, run.pa);
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_json_memory(struct pw_sink sink, struct pw_attributes attributes) {
  sink = PUT(sink, "\",\"memory\":\"");
  sink = put_memory(sink, attributes.memory);
  sink = PUT(sink, "\",\"shareability\":\"");
  return put_shareability(sink, attributes.shareability);
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_json_rights(struct pw_sink sink, struct pw_attributes attributes) {
  sink = PUT(sink, "\",\"el1\":\"");
  sink = put_access(sink, true, attributes.el1_write, attributes.el1_execute);
  sink = PUT(sink, "\",\"el0\":\"");
  sink = put_access(sink, attributes.el0_read, attributes.el0_write, attributes.el0_execute);
  return attributes.global ? PUT(sink, "\",\"global\":true,\"software\":")
                           : PUT(sink, "\",\"global\":false,\"software\":");
}

/*@ requires sink: pw_sink_valid(sink);
    terminates \true; exits \false; assigns sink.buffer[0 .. sink.capacity - 1];
    ensures sink: pw_sink_onward(sink, \result);
*/
static struct pw_sink put_json_object(struct pw_sink sink, struct run run) {
  struct pw_attributes attributes = pw_descriptor_attributes(run.descriptor);
  sink = put_json_place(sink, run);
  sink = put_json_memory(sink, attributes);
  sink = put_json_rights(sink, attributes);
  sink = pw_sink_decimal(sink, attributes.software);
  return PUT(sink, "}");
}

/* The open run, if there is one, is printed. */
/*@ requires printer: printer_valid(printer);
    terminates \true; exits \false; assigns printer.sink.buffer[0 .. printer.sink.capacity - 1];
    ensures printer: printer_onward(printer, \result);
*/
static struct printer close_run(struct printer printer) {
  struct printer after = printer;
  if (!printer.run.is_open) {
    return after;
  }
  if (!printer.is_json) {
    after.sink = put_text_line(printer.sink, printer.run);
  } else {
    struct pw_sink begun = printer.is_first ? PUT(printer.sink, "\n") : PUT(printer.sink, ",\n");
    after.sink = put_json_object(begun, printer.run);
  }
  after.is_first = false;
  after.run.is_open = false;
  return after;
}

/* Whether so many bytes at va, by this leaf, go on where a run ends. */
/*@ terminates \true; exits \false; assigns \nothing;
*/
static bool goes_on(struct run run, uint64_t va, uint64_t pa, uint64_t descriptor) {
  return run.is_open && va > run.va && run.last == va - 1u && pa >= run.pa && pa - run.pa == va - run.va &&
         run.descriptor % LOWER_END / LOWER_WEIGHT == descriptor % LOWER_END / LOWER_WEIGHT &&
         run.descriptor / UPPER_WEIGHT == descriptor / UPPER_WEIGHT;
}

/* What is mapped from va to last by one leaf belongs to the open run or begins one. */
/*@ requires printer: printer_valid(printer);
    terminates \true; exits \false; assigns printer.sink.buffer[0 .. printer.sink.capacity - 1];
    ensures printer: printer_onward(printer, \result);
*/
static struct printer add(struct printer printer, uint64_t va, uint64_t last, uint64_t pa, uint64_t descriptor) {
  struct printer after = printer;
  if (goes_on(printer.run, va, pa, descriptor)) {
    after.run.last = last;
    return after;
  }
  after = close_run(printer);
  struct run run = {.va = va, .last = last, .pa = pa, .descriptor = descriptor, .is_open = true};
  after.run = run;
  return after;
}

/* Where a mapped address leads. */
/*@ requires leaf: pw_is_leaf(extent.descriptor, extent.level);
    terminates \true; exits \false; assigns \nothing;
    ensures byte: \result == pw_leaf_byte(extent.descriptor, extent.level, va);
*/
static uint64_t pa_of(struct pw_extent extent, uint64_t va) {
  return pw_descriptor_leaf_pa(extent.descriptor, extent.level) + va % pw_level_size(extent.level);
}

/* Every run of the range. */
/*@ requires space: \valid_read(space) && pw_space_live(space) && pw_space_rooted(space);
    requires order: first <= last;
    requires printer: printer_valid(printer);
    terminates \true; exits \false; assigns printer.sink.buffer[0 .. printer.sink.capacity - 1];
    ensures printer: printer_onward(printer, \result);
*/
static struct printer put_range(const struct pw_address_space *space, uint64_t first, uint64_t last,
                                struct printer printer) {
  struct printer after = printer;
  uint64_t va = first;
  bool is_over = false;
  /*@ loop invariant place: va <= last;
      loop invariant printer: printer_onward(printer, after);
      loop assigns va, is_over, after, printer.sink.buffer[0 .. printer.sink.capacity - 1];
      loop variant (boolean)is_over ? 0 : last + 1 - va; */
  while (!is_over) {
    struct pw_extent extent = pw_extent_at(space, va);
    uint64_t end = extent.left - 1u < last - va ? va + (extent.left - 1u) : last;
    if (extent.is_mapped) {
      after = add(after, va, end, pa_of(extent, va), extent.descriptor);
    }
    is_over = end == last;
    va = is_over ? va : end + 1u;
  }
  return close_run(after);
}

/*@ requires space: space == \null || \valid_read(space);
    requires rooted: pw_space_live(space) ==> pw_space_rooted(space);
    requires buffer: buffer == \null || (capacity > 0 ==> \valid(buffer + (0 .. capacity - 1)));
    requires length: length == \null || \valid(length);
    requires apart: \separated(length, buffer + (0 .. capacity - 1)) && \separated(length, space);
    terminates \true; exits \false; assigns *length, buffer[0 .. capacity - 1];
    ensures status: \result == PW_OK <==> pw_space_live(space) && pw_va_range_valid(space, range) && length != \null &&
      (buffer != \null || capacity == 0);
    ensures ended: \result == PW_OK && capacity > 0 ==> buffer[*length < capacity ? *length : capacity - 1] == 0;
    ensures refused: \result != PW_OK ==> (length != \null ==> *length == \old(*length)) &&
      (buffer != \null ==> \forall integer i; 0 <= i < capacity ==> buffer[i] == \old(buffer[i]));
*/
static enum pw_status print(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                            uint64_t capacity, uint64_t *length, bool is_json) {
  enum pw_status status = pw_va_range_check(space, range);
  if (status != PW_OK) {
    return status;
  }
  if (length == NULL || (buffer == NULL && capacity > 0u)) {
    return PW_ERR_INVALID_ARGUMENT;
  }
  struct pw_sink sink = {.buffer = buffer, .capacity = capacity, .length = 0u};
  struct run none = {0u, 0u, 0u, 0u, false};
  struct printer begun = {is_json ? PUT(sink, "[") : sink, none, is_json, true};
  struct printer done = put_range(space, range.va, range.va + (range.length - 1u), begun);
  struct pw_sink ended = is_json ? PUT(done.sink, "\n]\n") : done.sink;
  pw_sink_end(ended);
  *length = ended.length;
  return PW_OK;
}

enum pw_status pw_print_text(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                             uint64_t capacity, uint64_t *length) {
  return print(space, range, buffer, capacity, length, false);
}

enum pw_status pw_print_json(const struct pw_address_space *space, struct pw_va_range range, char *buffer,
                             uint64_t capacity, uint64_t *length) {
  return print(space, range, buffer, capacity, length, true);
}
