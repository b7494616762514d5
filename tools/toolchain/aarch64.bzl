"""A C toolchain for AArch64 firmware: clang 14 with lld, no operating system, no library."""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load(
    "@bazel_tools//tools/cpp:cc_toolchain_config_lib.bzl",
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

# No vector registers: an exception may be taken anywhere, and the vectors save general registers only. Strict alignment:
# before the MMU is on, memory is Device memory and an unaligned access faults (Arm ARM DDI 0487, B2.5.2).
_COMPILE_FLAGS = [
    "--target=aarch64-none-elf",
    "-ffreestanding",
    "-fno-builtin-memset",
    "-fno-common",
    "-fno-pic",
    "-fno-stack-protector",
    "-fno-asynchronous-unwind-tables",
    "-ffunction-sections",
    "-fdata-sections",
    "-march=armv8-a",
    "-mgeneral-regs-only",
    "-mstrict-align",
    "-mno-outline-atomics",
    "-O2",
    "-g",
    "-no-canonical-prefixes",
    "-Wno-builtin-macro-redefined",
    "-D__DATE__=\"redacted\"",
    "-D__TIME__=\"redacted\"",
    "-D__TIMESTAMP__=\"redacted\"",
]

_LINK_FLAGS = [
    "--target=aarch64-none-elf",
    "-fuse-ld=lld",
    "-nostdlib",
    "-static",
    "-Wl,--gc-sections",
    "-Wl,--build-id=none",
    "-Wl,--fatal-warnings",
    "-Wl,-z,max-page-size=4096",
]

def _impl(ctx):
    llvm = "/usr/lib/llvm-14/bin/"
    tools = {
        "ar": "llvm-ar",
        "cpp": "clang",
        "dwp": "llvm-dwp",
        "gcc": "clang",
        "gcov": "llvm-cov",
        "ld": "ld.lld",
        "nm": "llvm-nm",
        "objcopy": "llvm-objcopy",
        "objdump": "llvm-objdump",
        "strip": "llvm-strip",
    }
    return cc_common.create_cc_toolchain_config_info(
        ctx = ctx,
        toolchain_identifier = "aarch64-none-elf-clang14",
        host_system_name = "local",
        target_system_name = "aarch64-none-elf",
        target_cpu = "aarch64",
        target_libc = "none",
        compiler = "clang",
        abi_version = "none",
        abi_libc_version = "none",
        cxx_builtin_include_directories = ["/usr/lib/llvm-14/lib/clang"],
        tool_paths = [tool_path(name = name, path = llvm + file) for name, file in tools.items()],
        features = [
            feature(
                name = "default_flags",
                enabled = True,
                flag_sets = [
                    flag_set(actions = _COMPILE, flag_groups = [flag_group(flags = _COMPILE_FLAGS)]),
                    flag_set(actions = _LINK, flag_groups = [flag_group(flags = _LINK_FLAGS)]),
                ],
            ),
            # A bare-metal image has no dynamic loader: no position independence, no shared libraries.
            feature(name = "supports_pic", enabled = False),
            feature(name = "supports_dynamic_linker", enabled = False),
        ],
    )

aarch64_cc_toolchain_config = rule(
    implementation = _impl,
    provides = [CcToolchainConfigInfo],
)
