/*@ requires positive: 0 < x < 100;
    terminates \true; exits \false; assigns \nothing;
    ensures larger: \result == x + 1; */
int wp_next(int x);

/*@ requires positive: 0 < x < 50;
    terminates \true; exits \false; assigns \nothing;
    ensures larger: \result == x + 1; */
int wp_call(int x) {
  return wp_next(x);
}
