"""Fuzz targets: one harness (LLVMFuzzerTestOneInput), two engines, and a test that replays the corpus and fuzzes a little.

    fuzz_test(name = "buddy_fuzz_test", deps = ["//src/frames:buddy", "//tests/model:frame_model"])

makes, from buddy_fuzz.c and corpus/buddy/:
    :buddy_fuzz_test       replays every file of the corpus, crashes of earlier campaigns included, then fuzzes for 10 s
    :buddy_fuzz_libfuzzer  the harness under libFuzzer
    :buddy_fuzz_afl        the harness under AFL++, in persistent mode
fuzz/campaign runs either as long as asked.
"""

load(":variant.bzl", "variant_binary")

def _fuzz_test_impl(ctx):
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    content = """#!/bin/bash
set -eu
fuzzer=$PWD/%s
work=$TEST_TMPDIR/fuzz
mkdir -p "$work/seeds" "$work/new"
for file in %s; do cp -L "$file" "$work/seeds/"; done
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-14/bin/llvm-symbolizer
export UBSAN_OPTIONS=print_stacktrace=1
cd "$work"
# The sandbox goes with the test, so a crash is printed: the command turns it into a file that is replayed from then on.
tell() {
  for file in crash-* leak-* timeout-* oom-*; do
    [ -e "$file" ] || continue
    echo "base64 -d >%s/corpus/%s/crash-${file##*-} <<END"
    base64 "$file"
    echo END
  done
}
trap tell EXIT
count=$(find seeds -type f | wc -l)
if [ "$count" -gt 0 ]; then
  echo "replaying $count inputs"
  find seeds -type f -print0 | sort -z | xargs -0 "$fuzzer" -timeout=%d
fi
echo "fuzzing for %d s"
"$fuzzer" -seed=%d -max_total_time=%d -timeout=%d -print_final_stats=1 %s new seeds
""" % (
        ctx.executable.fuzzer.short_path,
        " ".join(["'%s'" % file.short_path for file in ctx.files.corpus]),
        ctx.label.package,
        ctx.label.name[:-len("_fuzz_test")],
        ctx.attr.input_timeout_seconds,
        ctx.attr.seconds,
        ctx.attr.seed,
        ctx.attr.seconds,
        ctx.attr.input_timeout_seconds,
        " ".join(ctx.attr.options),
    )
    ctx.actions.write(output = script, content = content, is_executable = True)
    runfiles = ctx.runfiles(files = [ctx.executable.fuzzer] + ctx.files.corpus)
    return [DefaultInfo(
        executable = script,
        runfiles = runfiles.merge(ctx.attr.fuzzer[DefaultInfo].default_runfiles),
    )]

_fuzz_test = rule(
    implementation = _fuzz_test_impl,
    test = True,
    attrs = {
        "corpus": attr.label_list(allow_files = True),
        "fuzzer": attr.label(executable = True, cfg = "target", mandatory = True),
        "input_timeout_seconds": attr.int(default = 10),
        "options": attr.string_list(),
        "seconds": attr.int(default = 10),
        "seed": attr.int(default = 1),
    },
)

def fuzz_test(name, srcs = None, deps = [], corpus = None, seconds = 10, options = [], size = "medium", **kwargs):
    """See the head of this file.

    Args:
      name: "<module>_fuzz_test".
      srcs: default <module>_fuzz.c.
      deps: libraries of the module and of the model that the harness compares it with.
      corpus: default all of corpus/<module>/.
      seconds: of fuzzing after the replay.
      options: of libFuzzer, e.g. ["-max_len=4096"].
      size: Bazel's test size.
      **kwargs: passed on to the test.
    """
    if not name.endswith("_fuzz_test"):
        fail("a fuzz_test is named <module>_fuzz_test, not " + name)
    module = name[:-len("_fuzz_test")]
    base = module + "_fuzz"

    # Only the toolchains of the engines bring a main(), so the plain binary is never built by itself.
    native.cc_binary(
        name = base + "_harness",
        testonly = True,
        srcs = srcs if srcs != None else [base + ".c"],
        linkstatic = True,
        tags = ["manual"],
        deps = deps,
    )
    for engine in ["libfuzzer", "afl"]:
        variant_binary(
            name = base + "_" + engine,
            testonly = True,
            binary = ":" + base + "_harness",
            variant = engine,
        )
    _fuzz_test(
        name = name,
        size = size,
        corpus = corpus if corpus != None else native.glob(["corpus/" + module + "/**"], allow_empty = True),
        fuzzer = ":" + base + "_libfuzzer",
        options = options,
        seconds = seconds,
        **kwargs
    )
