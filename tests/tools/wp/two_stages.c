/* Qed does not prove the postcondition; a prover does. */
/*@ requires small: 0 <= x < 1000 && 0 <= y < 1000;
    terminates \true; exits \false; assigns \nothing;
    ensures bounded: 0 <= \result <= 998001; */
int wp_multiply(int x, int y) {
  return x * y;
}
