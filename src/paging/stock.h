/*
 * Stock: any number of frames that are no tables at present, taken from a space's source or about to go back to it.
 *
 * Internal to src/paging. A list without memory of its own: word 0 of a frame names the next one. That word is even,
 * which no walker takes for an entry, should one still be in a table that was just unlinked.
 */
#ifndef PW_PAGING_STOCK_H
#define PW_PAGING_STOCK_H

#include <stdint.h>

#include <pagewright/address_space.h>

/* A value; what it names is in the window's words. First in, first out: tables lie in memory as their source gives
 * them. */
struct pw_stock {
  uint32_t first; /* without meaning when there is none */
  uint32_t last;  /* likewise; its word 0 is not part of the list yet */
  uint32_t count;
};

/* No frame. */
struct pw_stock pw_stock_none(void);

/* One frame more, which becomes the last. Word 0 of the last before it is written. */
struct pw_stock pw_stock_append(struct pw_window *window, struct pw_stock stock, uint32_t frame);

/* All but the first, of which there is one. */
struct pw_stock pw_stock_rest(const struct pw_window *window, struct pw_stock stock);

/* Exactly 'needed' frames from the space's source, or none. */
struct pw_stock pw_stock_take(struct pw_address_space *space, uint32_t needed);

/* All of them back to the source. */
void pw_stock_give_back(struct pw_address_space *space, struct pw_stock stock);

#endif
