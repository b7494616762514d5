#!/usr/bin/env bash
# Runs the benchmark at a tiny size and looks for every row and for a plot. Times are not looked at; that every call does
# what it should, the benchmark itself checks.
set -euo pipefail
map=$1
out=$TEST_TMPDIR/out.md
plot=$TEST_TMPDIR/plot.svg
cases="map-pages unmap-pages map-blocks unmap-blocks random-alone random-many translate-pages translate-blocks \
translate-random destroy-create map-range unmap-range map-range-blocks unmap-range-blocks protect-range split merge"

fail() { echo "FAILED: $*" >&2; cat "$out" >&2; exit 1; }

"$map" --quick --svg "$plot" >"$out" || fail "the benchmark ended with status $?"

for heading in '## ns a call' '## ns a 4 KiB page' '## Targets'; do
  grep -qF "$heading" "$out" || fail "no table '$heading'"
done
# 17 cases in two tables: four mappers that can do everything and the floor, which has nothing to create; ratios once.
time='[0-9]+(\.[0-9]+)?'
rows=$(grep -cE "^\| [^|]+ (\| $time ){4}\| ($time|–) (\| $time ){3}\|$" "$out")
[ "$rows" -eq 17 ] || fail "$rows rows of times of a call instead of 17"
rows=$(grep -cE "^\| [^|]+ (\| $time ){4}\| ($time|–) \|$" "$out")
[ "$rows" -eq 17 ] || fail "$rows rows of times of a page instead of 17"
[ "$(grep -c '| – |' "$out")" -eq 2 ] || fail "the floor lacks another row than one"
# Ten targets, with tables from a stack and from the buddy.
[ "$(grep -cE "≤ [0-9.]+ \| $time \| (met|\*\*missed\*\*) \|$" "$out")" -eq 20 ] || fail "not 20 targets"
missed=$(grep -c '| \*\*missed\*\* |$' "$out" || true)
grep -qx "$missed targets missed\." "$out" || fail "the last line does not count the targets missed"
python3 -c 'import sys, xml.dom.minidom as m; sys.exit(len(m.parse(sys.argv[1]).getElementsByTagName("circle")) != 35)' \
  "$plot" || fail "the plot is no SVG with a mark for each case, table and the legend"

if "$map" --no-such-option >"$out" 2>&1; then fail "an unknown option is taken"; fi
for case in $cases; do
  "$map" --quick --single "$case" plain-reclaim >"$out" || fail "no case '$case'"
done
[ "$("$map" --quick --single map-pages pagewright)" = "operations 4096" ] || fail "--single does not count"
[ "$("$map" --quick --single destroy-create floor)" = "operations 0" ] || fail "the floor destroys a space"
echo "all tables and the plot are there"
