"""Proof targets: a module against its ACSL contracts, by Frama-C's WP.

    wp_proof_test(
        name = "buddy_proof",
        srcs = ["//src/frames:buddy.c"],
        deps = ["//src/frames:buddy"],
        goals_min = 350,
        skip = {"pw_lowest_bit": "//proofs/base:bits_proof"},
    )

tools/wp-prove says what makes the test fail. `bazel run` on a target takes the script's options after `--`: --gui opens
Frama-C's window on the target's goals, `--verbose --no-smoke --cache /tmp/wp` helps while working on a proof.
"""

WpInventoryInfo = provider(
    doc = "What a proof target proves and what it takes for granted.",
    fields = {"inventory": "JSON file"},
)

def _headers(deps):
    return depset(transitive = [dep[CcInfo].compilation_context.headers for dep in deps])

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def _wp_proof_test_impl(ctx):
    headers = _headers(ctx.attr.deps)
    files = depset(ctx.files.srcs + ctx.files.hdrs, transitive = [headers])
    own_headers = [
        file
        for file in files.to_list()
        if file.short_path.endswith(".h") and (file.short_path.startswith("src/") or file.short_path.startswith("spec/") or
                                               file in ctx.files.hdrs)
    ]
    args = ["--name", str(ctx.label).replace("@//", "//")]
    args += ["--goals-min", str(ctx.attr.goals_min), "--timeout", str(ctx.attr.timeout_seconds)]
    args += ["--smoke-timeout", str(ctx.attr.smoke_timeout_seconds), "--model", ctx.attr.model]
    args += ["--quick-steps", str(ctx.attr.quick_steps)]
    for function, where in ctx.attr.skip.items():
        args += ["--skip", function + "=" + where]
    if ctx.attr.functions:
        args += ["--functions", ",".join(ctx.attr.functions)]
    if ctx.attr.allow_axiomatic_reads:
        args.append("--allow-axiomatic-reads")
    for pattern in ctx.attr.allow_warnings:
        args += ["--allow-warning", pattern]
    for flag in ctx.attr.cppflags:
        args.append("--cpp=" + flag)
    for option in ctx.attr.framac_options:
        args.append("--option=" + option)
    for header in own_headers:
        args += ["--headers", header.short_path]
    if ctx.file.hypotheses:
        args += ["--hypotheses", ctx.file.hypotheses.short_path]
    sources = [file.short_path for file in ctx.files.srcs if file.extension == "c"]

    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = "#!/bin/sh\nexec %s %s \"$@\"\n" % (
            ctx.executable._prover.short_path,
            " ".join([_quote(arg) for arg in args + sources]),
        ),
        is_executable = True,
    )

    inventory = ctx.actions.declare_file(ctx.label.name + ".inventory.json")
    ctx.actions.run(
        outputs = [inventory],
        inputs = files,
        executable = ctx.executable._prover,
        arguments = args + ["--inventory", inventory.path] + sources,
        mnemonic = "WpInventory",
        progress_message = "Listing what %s proves and assumes" % ctx.label,
        use_default_shell_env = True,
    )

    extra = [ctx.file.hypotheses] if ctx.file.hypotheses else []
    runfiles = ctx.runfiles(files = [ctx.executable._prover] + extra, transitive_files = files)
    return [
        DefaultInfo(executable = script, runfiles = runfiles),
        WpInventoryInfo(inventory = inventory),
        OutputGroupInfo(inventory = depset([inventory])),
    ]

_PROVER = attr.label(
    default = "//tools:wp-prove",
    allow_single_file = True,
    executable = True,
    cfg = "exec",
)

_wp_proof_test = rule(
    implementation = _wp_proof_test_impl,
    test = True,
    attrs = {
        "allow_axiomatic_reads": attr.bool(doc = "axiomatic blocks that only declare with `reads` are allowed."),
        "allow_warnings": attr.string_list(doc = "Regular expressions of warnings that are harmless; say why beside them."),
        "cppflags": attr.string_list(doc = "Further options of the preprocessor."),
        "deps": attr.label_list(providers = [CcInfo], doc = "Libraries whose headers the sources include."),
        "framac_options": attr.string_list(doc = "Further options of Frama-C."),
        "functions": attr.string_list(doc = "Prove only these functions."),
        "goals_min": attr.int(mandatory = True, doc = "Fail when fewer goals are proved."),
        "hdrs": attr.label_list(allow_files = [".h"], doc = "Further headers."),
        "hypotheses": attr.label(allow_single_file = True, doc = "Acknowledged memory-model hypotheses."),
        "model": attr.string(default = "Typed"),
        "quick_steps": attr.int(default = 60000, doc = "Of cvc4, for each goal and smoke test at first; wp-prove says when they are too few."),
        "skip": attr.string_dict(doc = "Functions that another target proves, and which one."),
        "smoke_timeout_seconds": attr.int(default = 10),
        "srcs": attr.label_list(allow_files = [".c", ".h"], mandatory = True),
        "timeout_seconds": attr.int(default = 30, doc = "For each goal and prover."),
        "_prover": _PROVER,
    },
)

def wp_proof_test(name, size = "enormous", tags = [], **kwargs):
    """See the head of this file; attributes as in the rule above.

    Args:
      name: "<module>_proof".
      size: Bazel's test size; it only sets the time-out (enormous: 60 minutes, for slow machines).
      tags: Bazel's tags.
      **kwargs: the rule's attributes.
    """
    _wp_proof_test(
        name = name,
        size = size,
        tags = tags,
        **kwargs
    )

def _wp_coverage_test_impl(ctx):
    inventories = [proof[WpInventoryInfo].inventory for proof in ctx.attr.proofs]
    args = ["--soundness", ctx.file.soundness.short_path]
    args += ["--prover", ctx.executable._prover.short_path]
    for inventory in inventories:
        args += ["--inventory", inventory.short_path]
    for directory in ctx.attr.complete:
        args += ["--complete", directory]
    args += [file.short_path for file in ctx.files.srcs if file.extension == "c"]
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = "#!/bin/sh\nexec %s %s\n" % (
            ctx.executable._checker.short_path,
            " ".join([_quote(arg) for arg in args]),
        ),
        is_executable = True,
    )
    runfiles = ctx.runfiles(
        files = inventories + ctx.files.srcs + ctx.files.hdrs +
                [ctx.file.soundness, ctx.executable._prover, ctx.executable._checker],
        transitive_files = _headers(ctx.attr.deps),
    )
    return [DefaultInfo(executable = script, runfiles = runfiles)]

wp_coverage_test = rule(
    doc = "Checks that every contract is proved by some target: what one target assumes, another proves, word for word.",
    implementation = _wp_coverage_test_impl,
    test = True,
    attrs = {
        "complete": attr.string_list(doc = "Directories in which every function has a contract."),
        "deps": attr.label_list(providers = [CcInfo], doc = "Libraries whose headers the sources include."),
        "hdrs": attr.label_list(allow_files = [".h"], doc = "Further headers."),
        "proofs": attr.label_list(providers = [WpInventoryInfo], doc = "All proof targets."),
        "soundness": attr.label(allow_single_file = True, default = "//:SOUNDNESS.md"),
        "srcs": attr.label_list(allow_files = [".c", ".h"], doc = "All sources of the core."),
        "_checker": attr.label(
            default = "//tools:wp-coverage",
            allow_single_file = True,
            executable = True,
            cfg = "exec",
        ),
        "_prover": _PROVER,
    },
)
