#!/usr/bin/env bash
# Runs the benchmark at a tiny size and looks for every row and for a plot. Times are not looked at.
set -euo pipefail
buddy=$1
out=$TEST_TMPDIR/out.md
plot=$TEST_TMPDIR/plot.svg

fail() { echo "FAILED: $*" >&2; cat "$out" >&2; exit 1; }

"$buddy" --quick --svg "$plot" >"$out" || fail "the benchmark ended with status $?"

for heading in '## 64 MiB: ns an operation' '## 128 MiB: ns an operation' '## Packing' '## Slowest calls' '## Bad frees' \
  '## Targets'; do
  grep -qF "$heading" "$out" || fail "no table '$heading'"
done
# Nine cases in two sizes, each with a time for Pagewright and for the list buddy.
rows=$(grep -cE '^\| (order|mixed).*\| [0-9.]+ \| [0-9.]+ \| [0-9.]+ \|.* \| [0-9.]+ \| [0-9.]+ \|$' "$out")
[ "$rows" -eq 18 ] || fail "$rows rows of times instead of 18"
[ "$(grep -c '| order 20, random at 50 % |' "$out")" -eq 2 ] || fail "no latency of order 20"
[ "$(grep -cE '\| refused \| accepted \|$' "$out")" -eq 6 ] || fail "not all six bad frees are refused"
grep -qE '^\| 50 % \| 16 \| 16 \| [0-9]+ \| [0-9]+ \|$' "$out" || fail "the packing at 50 % is not the best possible"
grep -qE '^[0-9]+ targets missed\.$' "$out" || fail "no last line"
python3 -c 'import sys, xml.dom.minidom as m; sys.exit(len(m.parse(sys.argv[1]).getElementsByTagName("circle")) != 19)' \
  "$plot" || fail "the plot is no SVG with a mark for each case, size and the legend"

if "$buddy" --no-such-option >"$out" 2>&1; then fail "an unknown option is taken"; fi
[ "$("$buddy" --quick --single take-all free-stack)" = "operations 16384" ] || fail "--single does not count"
echo "all tables and the plot are there"
