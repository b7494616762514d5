int wp_next(int x);

int wp_next(int x) {
  return x + 1;
}
