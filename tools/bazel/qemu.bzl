"""Firmware images for AArch64, the command that boots one, and tests that boot one in QEMU.

    firmware_image(name = "image", srcs = [...], deps = [...], linker_script = "image.ld")
    qemu_boot(name = "boot", image = ":image")                      # bazel run //firmware:boot -- --cpu max
    qemu_test(name = "boot_a53_test", image = ":image", cpu = "cortex-a53", memory = "128M", golden = "boot.golden")

The launcher, firmware/qemu.sh, takes the image and then options (--help shows them); it prints the serial log and exits
with the image's status.
"""

_BARE = [
    "@platforms//cpu:aarch64",
    "@platforms//os:none",
]

def _aarch64_transition_impl(settings, attr):
    # The host's sanitizer flags make no sense without an operating system.
    kept = [flag for flag in settings["//command_line_option:copt"] if "sanitize" not in flag]
    return {
        "//command_line_option:platforms": "//tools/toolchain:aarch64_bare",
        "//command_line_option:copt": kept,
        "//command_line_option:linkopt": [],
    }

_aarch64_transition = transition(
    implementation = _aarch64_transition_impl,
    inputs = ["//command_line_option:copt"],
    outputs = [
        "//command_line_option:copt",
        "//command_line_option:linkopt",
        "//command_line_option:platforms",
    ],
)

def _aarch64_elf_impl(ctx):
    elf = ctx.actions.declare_file(ctx.label.name + ".elf")
    ctx.actions.symlink(output = elf, target_file = ctx.attr.binary[0][DefaultInfo].files_to_run.executable)
    return [DefaultInfo(
        files = depset([elf]),
        runfiles = ctx.runfiles(files = [elf]),
    )]

_aarch64_elf = rule(
    implementation = _aarch64_elf_impl,
    attrs = {
        "binary": attr.label(cfg = _aarch64_transition, mandatory = True),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
)

def firmware_image(name, linker_script, srcs, deps = [], copts = [], linkopts = [], **kwargs):
    """An ELF file <name>.elf for bare AArch64, from a plain `bazel build` on the host.

    Args:
      name: the target; its only output is <name>.elf.
      linker_script: the linker script.
      srcs: C and assembly sources and their headers.
      deps: libraries; built again for AArch64.
      copts: further compiler flags.
      linkopts: further linker flags.
      **kwargs: passed on to the ELF rule (visibility, testonly).
    """
    native.cc_binary(
        name = name + "_binary",
        srcs = srcs,
        additional_linker_inputs = [linker_script],
        copts = copts,
        linkopts = linkopts + ["-Wl,-T,$(location %s)" % linker_script],
        linkstatic = True,
        tags = ["manual"],
        target_compatible_with = _BARE,
        deps = deps,
    )
    _aarch64_elf(
        name = name,
        binary = ":" + name + "_binary",
        **kwargs
    )

def firmware_raw(name, image, **kwargs):
    """The image as a raw binary <name>.bin, which QEMU boots by the protocol of Linux/arm64.

    Args:
      name: the target.
      image: a firmware_image.
      **kwargs: passed on to genrule.
    """
    native.genrule(
        name = name,
        srcs = [image],
        outs = [name + ".bin"],
        cmd = "/usr/lib/llvm-14/bin/llvm-objcopy -O binary $(location %s) $@" % image,
        **kwargs
    )

def qemu_boot(name, image, launcher = "//firmware:qemu.sh", **kwargs):
    """A target for `bazel run` that boots the image; options of the launcher come after `--`.

    Args:
      name: the target.
      image: a firmware_image.
      launcher: the script that starts QEMU.
      **kwargs: passed on to sh_binary.
    """
    native.sh_binary(
        name = name,
        srcs = [launcher],
        args = ["$(rootpath %s)" % image],
        data = [image],
        **kwargs
    )

def qemu_test(
        name,
        image,
        cpu = None,
        memory = None,
        numa = None,
        cpus = None,
        el2 = False,
        options = [],
        expected_status = 0,
        golden = None,
        launcher = "//firmware:qemu.sh",
        data = [],
        tags = [],
        size = "medium",
        **kwargs):
    """Boots the image and checks its exit status and its serial log.

    The golden file is the log, line by line; in a line, {{regular expression}} stands for what varies, and a line of
    three dots stands for any number of lines. The whole log must match, first line to last.

    Args:
      name: the target.
      image: a firmware_image.
      cpu: QEMU's CPU model.
      memory: e.g. "1G".
      numa: number of memory nodes.
      cpus: number of CPUs; Bazel takes as many of the host for the test.
      el2: True to enter at EL2.
      options: further options of the launcher, e.g. ["--corrupt-dtb", "magic"]; $(rootpath) is expanded.
      expected_status: the exit status the boot must end with; "nonzero" for any but 0.
      golden: the expected log.
      launcher: the script that starts QEMU.
      data: files that the options name.
      tags: Bazel's tags.
      size: Bazel's test size.
      **kwargs: passed on to sh_test.
    """
    data = data + [image, launcher]
    args = ["--expected-status", str(expected_status)]
    if golden:
        data.append(golden)
        args += ["--golden", "$(rootpath %s)" % golden]
    args += ["--", "$(rootpath %s)" % launcher, "$(rootpath %s)" % image]
    if cpu:
        args += ["--cpu", cpu]
    if memory:
        args += ["--memory", memory]
    if numa:
        args += ["--numa", str(numa)]
    if cpus:
        args += ["--cpus", str(cpus)]
    if el2:
        args.append("--el2")
    args += options
    native.sh_test(
        name = name,
        size = size,
        srcs = ["//tools:check-log"],
        args = args,
        data = data,
        tags = tags + (["cpu:%d" % cpus] if cpus else []),
        **kwargs
    )
