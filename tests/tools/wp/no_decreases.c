/*@ ghost
  /@ requires natural: n >= 0;
     terminates \true; exits \false; assigns \nothing;
     ensures wrong: n == 0; @/
  void wp_lemma(int n) {
    wp_lemma(n);
  }
*/

/*@ requires natural: n >= 0;
    terminates \true; exits \false; assigns \nothing;
    ensures wrong: n == 0; */
void wp_use(int n) {
  //@ ghost wp_lemma(n);
}
