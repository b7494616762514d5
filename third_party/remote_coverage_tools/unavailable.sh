#!/bin/sh
echo "Pagewright ships no coverage report generator; use gcov or llvm-cov on the objects." >&2
exit 1
