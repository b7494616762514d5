/*@ terminates \true; exits \false;
    ensures zero: \result == 0; */
int wp_zero(void) {
  return 0;
}
