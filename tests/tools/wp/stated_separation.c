int wp_global;

/*@ requires memory: \valid(p);
    requires apart: \separated(p, &wp_global);
    terminates \true; exits \false; assigns *p;
    ensures untouched: wp_global == \old(wp_global); */
void wp_store(int *p) {
  *p = 1;
}
