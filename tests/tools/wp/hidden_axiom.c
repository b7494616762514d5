#define TRUSTED ax##iom
#define STATE(name) TRUSTED name

/*@ axiomatic Trusted {
      logic integer wp_twice(integer x);
      STATE(twice): \forall integer x; wp_twice(x) == 2 * x;
    } */

/*@ requires small: 0 <= x < 100;
    terminates \true; exits \false; assigns \nothing;
    ensures twice: \result == wp_twice(x); */
int wp_double(int x) {
  return x + x;
}
