/*
 * The exercises of the image. Each leaves the kernel as it found it: everything that it maps it unmaps, every frame
 * that it takes it returns, and it checks that too.
 */
#ifndef FIRMWARE_EXERCISE_H
#define FIRMWARE_EXERCISE_H

#include "firmware/kernel.h"

void exercise_image(struct kernel *kernel);        /* the image's own mappings */
void exercise_account(struct kernel *kernel);      /* RAM adds up; nothing taken is free */
void exercise_window(struct kernel *kernel);       /* the direct map */
void exercise_descriptors(struct kernel *kernel);  /* bits and indices, against live tables */
void exercise_sources(struct kernel *kernel);      /* pool, buddy, chain */
void exercise_small_buddy(struct kernel *kernel);  /* a second buddy, whose frames nobody touches */
void exercise_live_buddy(struct kernel *kernel);   /* the one that has all RAM */
void exercise_random_pages(struct kernel *kernel); /* thousands of pages, both halves, three ways */
void exercise_blocks(struct kernel *kernel);       /* 2 MiB, and what must be refused around them */
void exercise_ranges(struct kernel *kernel);       /* many pages at once, blocks split */
void exercise_faults(struct kernel *kernel);       /* touches of what is not there, or not allowed */
void exercise_stale(struct kernel *kernel);        /* translations that the TLB must have forgotten */
void exercise_cpus(struct kernel *kernel);         /* the same, on every CPU of the machine */
void exercise_demand(struct kernel *kernel);       /* regions that the fault handler backs */
void exercise_second_space(struct kernel *kernel); /* another tree in the same half, and its end */
void exercise_costs(struct kernel *kernel);        /* instructions, on a machine that counts them */
void exercise_exhaustion(struct kernel *kernel);   /* no frame left: the pool behind the buddy */

#endif
