"""libfdt for AArch64 as tools/setup unpacked it from Debian's libfdt-dev:arm64."""

_BUILD = """
cc_library(
    name = "libfdt",
    srcs = ["libfdt.a"],
    hdrs = ["include/fdt.h", "include/libfdt.h", "include/libfdt_env.h"],
    includes = ["include"],
    visibility = ["//visibility:public"],
)
"""

def _libfdt_aarch64_repository_impl(ctx):
    env = ctx.os.environ
    cache = env.get("PAGEWRIGHT_CACHE", "")
    if not cache:
        base = env.get("XDG_CACHE_HOME", "")
        if not base:
            base = env.get("HOME", "") + "/.cache"
        cache = base + "/pagewright"
    root = ctx.path(cache + "/libfdt-dev-arm64/usr")
    archive = root.get_child("lib").get_child("aarch64-linux-gnu").get_child("libfdt.a")
    if not archive.exists:
        fail("libfdt for AArch64 is missing (%s): run tools/setup once." % archive)
    ctx.symlink(archive, "libfdt.a")
    for header in ["fdt.h", "libfdt.h", "libfdt_env.h"]:
        ctx.symlink(root.get_child("include").get_child(header), "include/" + header)
    ctx.file("BUILD.bazel", _BUILD)

libfdt_aarch64_repository = repository_rule(
    implementation = _libfdt_aarch64_repository_impl,
    environ = ["HOME", "PAGEWRIGHT_CACHE", "XDG_CACHE_HOME"],
    local = True,
)
