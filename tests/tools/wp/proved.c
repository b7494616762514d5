/*@ requires positive: 0 < x < 100;
    terminates \true; exits \false; assigns \nothing;
    ensures larger: \result == x + 1; */
int wp_next(int x) {
  return x + 1;
}
