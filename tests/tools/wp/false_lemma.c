/*@ lemma wrong: \forall integer x; x * x > x; */

/*@ terminates \true; exits \false; assigns \nothing;
    ensures zero: \result == 0; */
int wp_zero(void) {
  return 0;
}
