/*@ terminates \true; exits \false; assigns \nothing;
    ensures larger: \result == x + 1; */
unsigned wp_next(unsigned x) {
  return x + 1;
}
