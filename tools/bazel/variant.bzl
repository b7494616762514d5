"""Builds targets for the host a second time with another toolchain of tools/toolchain."""

def _variant_transition_impl(settings, attr):
    # Flags of --config=asan would double those of the variant's own toolchain.
    return {
        "//command_line_option:platforms": "//tools/toolchain:host_" + attr.variant,
        "//command_line_option:copt": [f for f in settings["//command_line_option:copt"] if "sanitize" not in f],
        "//command_line_option:linkopt": [f for f in settings["//command_line_option:linkopt"] if "sanitize" not in f],
    }

variant_transition = transition(
    implementation = _variant_transition_impl,
    inputs = [
        "//command_line_option:copt",
        "//command_line_option:linkopt",
    ],
    outputs = [
        "//command_line_option:copt",
        "//command_line_option:linkopt",
        "//command_line_option:platforms",
    ],
)

_VARIANT = attr.string(
    mandatory = True,
    values = [
        "afl",
        "clang",
        "libfuzzer",
    ],
)

_ALLOWLIST = attr.label(default = "@bazel_tools//tools/allowlists/function_transition_allowlist")

def _variant_binary_impl(ctx):
    executable = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.symlink(
        output = executable,
        target_file = ctx.attr.binary[0][DefaultInfo].files_to_run.executable,
        is_executable = True,
    )
    return [DefaultInfo(
        executable = executable,
        runfiles = ctx.attr.binary[0][DefaultInfo].default_runfiles,
    )]

variant_binary = rule(
    doc = "A cc_binary as the variant's toolchain builds it.",
    implementation = _variant_binary_impl,
    executable = True,
    attrs = {
        "binary": attr.label(cfg = variant_transition, mandatory = True),
        "variant": _VARIANT,
        "_allowlist_function_transition": _ALLOWLIST,
    },
)

def _variant_build_test_impl(ctx):
    files = depset(transitive = [target[DefaultInfo].files for target in ctx.attr.targets])
    script = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.write(
        output = script,
        content = "#!/bin/sh\necho 'built with %s: %d files'\n" % (ctx.attr.variant, len(files.to_list())),
        is_executable = True,
    )

    # The files are in the runfiles so that they are built; that they build is the test.
    return [DefaultInfo(executable = script, runfiles = ctx.runfiles(transitive_files = files))]

variant_build_test = rule(
    doc = "Passes when the targets build with the variant's toolchain; fails to build otherwise.",
    implementation = _variant_build_test_impl,
    test = True,
    attrs = {
        "targets": attr.label_list(cfg = variant_transition, mandatory = True),
        "variant": _VARIANT,
        "_allowlist_function_transition": _ALLOWLIST,
    },
)
