/* Entries that serve addresses, in logic. */
#ifndef PW_SPEC_PAGING_VA_ENTRY_H
#define PW_SPEC_PAGING_VA_ENTRY_H

/*@ // The first byte of the n-th entry of a level behind the one that serves an address.
    logic integer pw_va_entry(integer va, integer level, integer n) =
      level == 0 ? va - va % 0x8000000000 + n * 0x8000000000
                 : (level == 1 ? va - va % 0x40000000 + n * 0x40000000
                               : (level == 2 ? va - va % 0x200000 + n * 0x200000 : va - va % 0x1000 + n * 0x1000));
*/

#endif
