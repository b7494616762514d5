/*
 * Status values: every public function of Pagewright answers with one of these.
 *
 * A function that answers anything but PW_OK has changed nothing.
 */
#ifndef PAGEWRIGHT_STATUS_H
#define PAGEWRIGHT_STATUS_H

enum pw_status {
  PW_OK = 0,
  /* arguments */
  PW_ERR_INVALID_ARGUMENT,        /* a null pointer, a length of zero, a value no other status describes */
  PW_ERR_INVALID_ORDER,           /* an order above PW_MAX_ORDER */
  PW_ERR_MISALIGNED,              /* an address that is no multiple of the size asked for */
  PW_ERR_OUT_OF_RANGE,            /* an address or range that the object does not manage */
  PW_ERR_OVERFLOW,                /* base plus length does not fit the address type */
  PW_ERR_METADATA_TOO_SMALL,      /* the memory given for metadata is smaller than the size function says */
  /* memory */
  PW_ERR_NO_MEMORY,               /* nothing that large is free */
  PW_ERR_NOT_ALLOCATED,           /* free of a frame that is free (a double free) */
  PW_ERR_NOT_HEAD,                /* free of a frame inside an allocated block */
  PW_ERR_WRONG_ORDER,             /* free with an order that the block was not allocated with */
  PW_ERR_RESERVED,                /* free of a reserved frame */
  PW_ERR_ALREADY_ADDED,           /* a range some frame of which was added before */
  PW_ERR_IN_USE,                  /* a range some frame of which is allocated; an ASID that a CPU runs under */
  PW_ERR_FOREIGN,                 /* a frame handed back to a source that did not hand it out */
  /* mapping */
  PW_ERR_ALREADY_MAPPED,          /* a valid page or block is in the place */
  PW_ERR_NOT_MAPPED,              /* no valid entry translates the address */
  PW_ERR_BLOCK_IN_THE_WAY,        /* a valid block stands where a table is needed */
  PW_ERR_TABLE_IN_THE_WAY,        /* a table stands where a block was to go */
  PW_ERR_NON_CANONICAL,           /* a virtual address outside the half that the space translates */
  PW_ERR_WRITABLE_AND_EXECUTABLE, /* attributes that would allow both */
  PW_ERR_INVALID_ATTRIBUTES,      /* attributes outside their type's values */
  /* address space identifiers and faults */
  PW_ERR_STALE_ASID,              /* an ASID of an older generation, or one whose invalidation is still due */
  PW_ERR_NOT_AN_ABORT,            /* an exception that is neither a data nor an instruction abort */
  /* demand regions */
  PW_ERR_ALREADY_RESERVED,        /* addresses some of which are another region's */
  PW_ERR_NO_REGION,               /* addresses that are not all in one region */
  PW_ERR_LIMIT,                   /* more frames than the region may have */
  /* boot memory */
  PW_ERR_BAD_DEVICE_TREE,         /* the device tree is damaged or lacks what is needed */
  PW_ERR_TOO_MANY_REGIONS,        /* more regions than the caller's array holds */
  PW_ERR_SPAN_TOO_WIDE,           /* RAM from lowest to highest is more than one buddy manages */
  /* checks */
  PW_ERR_CORRUPT,                 /* an executable invariant check found a violation */
  PW_STATUS_COUNT
};

/* The name of a status as it is spelled above, or "PW_ERR_?" for a value that is none. Never null. */
/*@ terminates \true; exits \false; assigns \result \from status;
    ensures never_null: \result != \null;
*/
const char *pw_status_name(enum pw_status status);

#endif
