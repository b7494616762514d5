"""Tests that run with the ACSL annotations as checks: a violated contract ends the test with its text.

    eacsl_test(
        name = "descriptor_eacsl_test",
        srcs = ["descriptor_eacsl_test.c", "//src/paging:descriptor.c"],
        deps = ["//src/paging:descriptor"],
        checks_min = 40,
    )

All srcs are instrumented, the test's main() among them (memory that E-ACSL does not see allocated is not valid to it).
The test includes no C library and no cmocka; its checks come from tests/support/check.h.
"""

def _eacsl_test_impl(ctx):
    executable = ctx.actions.declare_file(ctx.label.name)
    headers = depset(transitive = [dep[CcInfo].compilation_context.headers for dep in ctx.attr.deps])
    plain = [ctx.file._check_source]
    specs = [header for header in headers.to_list() if header.path.startswith("spec/")]
    sources = [file for file in ctx.files.srcs if file.extension == "c"]
    arguments = [executable.path, str(ctx.attr.checks_min)]
    arguments += [file.path for file in sources]
    arguments += ["--plain"] + [file.path for file in plain]
    if ctx.attr.expand:
        arguments += ["--expand"] + [file.path for file in specs]
    arguments += ["--"] + ctx.attr.cppflags
    ctx.actions.run(
        outputs = [executable],
        inputs = depset(ctx.files.srcs + ctx.files.hdrs + plain + [ctx.file._check_header], transitive = [headers]),
        tools = [ctx.file._expander],
        executable = ctx.executable._builder,
        arguments = arguments,
        mnemonic = "EacslBuild",
        progress_message = "Turning annotations into checks for %s" % ctx.label,
        use_default_shell_env = True,
    )
    return [DefaultInfo(
        executable = executable,
        runfiles = ctx.runfiles(files = ctx.files.data),
    )]

eacsl_test = rule(
    doc = "See the head of this file.",
    implementation = _eacsl_test_impl,
    test = True,
    attrs = {
        "checks_min": attr.int(mandatory = True, doc = "Fail to build when fewer annotations become checks."),
        "cppflags": attr.string_list(doc = "Further options of the preprocessor."),
        "data": attr.label_list(allow_files = True),
        "deps": attr.label_list(providers = [CcInfo], doc = "Libraries whose headers the sources include."),
        "expand": attr.bool(doc = "Definitions with labels become macros; see tools/eacsl-expand."),
        "hdrs": attr.label_list(allow_files = [".h"], doc = "Further headers."),
        "srcs": attr.label_list(allow_files = [".c", ".h"], mandatory = True),
        "_builder": attr.label(
            default = "//tools:eacsl-build",
            allow_single_file = True,
            executable = True,
            cfg = "exec",
        ),
        "_check_header": attr.label(default = "//tests/support:check.h", allow_single_file = True),
        "_check_source": attr.label(default = "//tests/support:check.c", allow_single_file = True),
        "_expander": attr.label(default = "//tools:eacsl-expand", allow_single_file = True),
    },
)
