/*@ requires natural: 0 <= n;
    terminates \true; exits \false; assigns \nothing;
    ensures same: \result == n; */
int wp_count(int n) {
  int i = 0;
  /*@ loop invariant reached: 0 <= i <= n;
      loop assigns i; */
  while (i < n) {
    i++;
  }
  return i;
}
