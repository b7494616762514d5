#define TRUST ad##mit

/*@ requires small: 0 <= x < 100;
    terminates \true; exits \false; assigns \nothing;
    ensures next: \result == x + 1; */
int wp_next(int x) {
  //@ TRUST known: x == 0;
  return 1;
}
