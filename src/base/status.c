/*
 * Status: the names of the status values.
 */
#include <pagewright/status.h>

#include <stdint.h>

#define NAME(status) [status] = #status

static const char *const names[PW_STATUS_COUNT] = {
    NAME(PW_OK),
    NAME(PW_ERR_INVALID_ARGUMENT),
    NAME(PW_ERR_INVALID_ORDER),
    NAME(PW_ERR_MISALIGNED),
    NAME(PW_ERR_OUT_OF_RANGE),
    NAME(PW_ERR_OVERFLOW),
    NAME(PW_ERR_METADATA_TOO_SMALL),
    NAME(PW_ERR_NO_MEMORY),
    NAME(PW_ERR_NOT_ALLOCATED),
    NAME(PW_ERR_NOT_HEAD),
    NAME(PW_ERR_WRONG_ORDER),
    NAME(PW_ERR_RESERVED),
    NAME(PW_ERR_ALREADY_ADDED),
    NAME(PW_ERR_IN_USE),
    NAME(PW_ERR_FOREIGN),
    NAME(PW_ERR_ALREADY_MAPPED),
    NAME(PW_ERR_NOT_MAPPED),
    NAME(PW_ERR_BLOCK_IN_THE_WAY),
    NAME(PW_ERR_TABLE_IN_THE_WAY),
    NAME(PW_ERR_NON_CANONICAL),
    NAME(PW_ERR_WRITABLE_AND_EXECUTABLE),
    NAME(PW_ERR_INVALID_ATTRIBUTES),
    NAME(PW_ERR_STALE_ASID),
    NAME(PW_ERR_NOT_AN_ABORT),
    NAME(PW_ERR_ALREADY_RESERVED),
    NAME(PW_ERR_NO_REGION),
    NAME(PW_ERR_LIMIT),
    NAME(PW_ERR_BAD_DEVICE_TREE),
    NAME(PW_ERR_TOO_MANY_REGIONS),
    NAME(PW_ERR_SPAN_TOO_WIDE),
    NAME(PW_ERR_CORRUPT),
};

const char *pw_status_name(enum pw_status status) {
  /* A caller may hand in any bits; a value added to the enumeration and forgotten above is a null entry. */
  uint32_t index = (uint32_t)status;
  return index < PW_STATUS_COUNT && names[index] != 0 ? names[index] : "PW_ERR_?";
}
