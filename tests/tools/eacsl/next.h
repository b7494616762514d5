/*@ requires small: 0 <= x < 100;
    terminates \true; exits \false; assigns \nothing;
    ensures larger: \result == x + 1; */
int eacsl_next(int x);
