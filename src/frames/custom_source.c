/*
 * Custom source: the calls through a user's pointers, and nothing else.
 */
#include <pagewright/custom_source.h>

uint32_t pw_custom_source_alloc(struct pw_custom_source *source) {
  return source->alloc(source);
}

enum pw_status pw_custom_source_free(struct pw_custom_source *source, uint32_t frame) {
  return source->free(source, frame);
}

bool pw_custom_source_owns(const struct pw_custom_source *source, uint32_t frame) {
  return source->owns(source, frame);
}
