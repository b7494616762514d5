"""C toolchains beside the host's default one. Each is a compiler, its flags and the flags of the link."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
    "env_entry",
    "env_set",
    "feature",
    "flag_group",
    "flag_set",
    "tool_path",
)

_COMPILE = [
    ACTION_NAMES.assemble,
    ACTION_NAMES.preprocess_assemble,
    ACTION_NAMES.c_compile,
]

_LINK = [ACTION_NAMES.cpp_link_executable]

# The same bytes from the same sources, wherever and whenever they are built.
_REPRODUCIBLE = [
    "-no-canonical-prefixes",
    "-Wno-builtin-macro-redefined",
    "-D__DATE__=\"redacted\"",
    "-D__TIME__=\"redacted\"",
    "-D__TIMESTAMP__=\"redacted\"",
]

def _impl(ctx):
    llvm = "/usr/lib/llvm-14/bin/"
    tools = {
        "ar": llvm + "llvm-ar",
        "cpp": llvm + "clang",
        "dwp": llvm + "llvm-dwp",
        "gcc": ctx.attr.compiler,
        "gcov": llvm + "llvm-cov",
        "ld": llvm + "ld.lld",
        "nm": llvm + "llvm-nm",
        "objcopy": llvm + "llvm-objcopy",
        "objdump": llvm + "llvm-objdump",
        "strip": llvm + "llvm-strip",
    }
    features = [
        feature(
            name = "default_flags",
            enabled = True,
            flag_sets = [
                flag_set(
                    actions = _COMPILE,
                    flag_groups = [flag_group(flags = ctx.attr.compile_flags + _REPRODUCIBLE)],
                ),
            ] + ([
                flag_set(actions = _LINK, flag_groups = [flag_group(flags = ctx.attr.link_flags)]),
            ] if ctx.attr.link_flags else []),
            env_sets = [
                env_set(
                    actions = _COMPILE + _LINK,
                    env_entries = [env_entry(key = key, value = value) for key, value in ctx.attr.env.items()],
                ),
            ],
        ),
        # Everything is linked statically but for the system's own libraries.
        feature(name = "supports_pic", enabled = False),
        feature(name = "supports_dynamic_linker", enabled = False),
    ]
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = ctx.label.name,
        host_system_name = "local",
        target_system_name = ctx.attr.system,
        target_cpu = ctx.attr.cpu,
        target_libc = ctx.attr.libc,
        compiler = "clang",
        abi_version = ctx.attr.libc,
        abi_libc_version = ctx.attr.libc,
        cxx_builtin_include_directories = ["/usr/lib/llvm-14/lib/clang"] + (
            ["/usr/include", "/usr/local/include"] if ctx.attr.libc != "none" else []
        ),
        tool_paths = [tool_path(name = name, path = path) for name, path in tools.items()],
        features = features,
    )

_cc_config = rule(
    implementation = _impl,
    provides = [CcToolchainConfigInfo],
    attrs = {
        "compile_flags": attr.string_list(),
        "compiler": attr.string(default = "/usr/lib/llvm-14/bin/clang"),
        "cpu": attr.string(mandatory = True),
        "env": attr.string_dict(),
        "libc": attr.string(default = "none"),
        "link_flags": attr.string_list(),
        "system": attr.string(mandatory = True),
    },
)

def c_toolchain(name, target_compatible_with, **config):
    """A registered toolchain <name> for platforms that have all the constraints.

    Args:
      name: the toolchain.
      target_compatible_with: the constraints of its platforms.
      **config: compiler, compile_flags, link_flags, env, cpu, system, libc.
    """
    _cc_config(
        name = name + "_config",
        **config
    )
    native.cc_toolchain(
        name = name + "_cc",
        all_files = ":no_files",
        compiler_files = ":no_files",
        dwp_files = ":no_files",
        linker_files = ":no_files",
        objcopy_files = ":no_files",
        strip_files = ":no_files",
        supports_param_files = 1,
        toolchain_config = ":" + name + "_config",
    )
    native.toolchain(
        name = name,
        target_compatible_with = target_compatible_with,
        toolchain = ":" + name + "_cc",
        toolchain_type = "@bazel_tools//tools/cpp:toolchain_type",
    )
