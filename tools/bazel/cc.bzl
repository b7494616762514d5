"""C libraries and unit tests of Pagewright."""

load(":variant.bzl", "variant_build_test")

def pw_library(name, srcs = None, hdrs = None, specs = [], deps = [], **kwargs):
    """One module: <name>.c, its public header, and the specification files that the header includes.

    The sources are exported, so that the proof, E-ACSL and fuzz targets of the module can name them. The host's default
    compiler builds the library; <name>_clang_test is there to see that clang does so too, without a warning.

    Args:
      name: the module, e.g. "buddy".
      srcs: default <name>.c; internal headers go here too.
      hdrs: default the public header //src/include:pagewright/<name>.h.
      specs: specification headers, e.g. ["//spec:frames/buddy.h"].
      deps: the libraries of the modules it includes.
      **kwargs: passed on to cc_library.
    """
    if srcs == None:
        srcs = [name + ".c"]
    if hdrs == None:
        hdrs = ["//src/include:pagewright/%s.h" % name]
    native.exports_files([src for src in srcs if ":" not in src], visibility = ["//visibility:public"])
    native.cc_library(
        name = name,
        srcs = srcs,
        hdrs = hdrs + specs,
        linkstatic = True,
        visibility = ["//visibility:public"],
        deps = deps,
        **kwargs
    )
    if "target_compatible_with" not in kwargs:
        variant_build_test(
            name = name + "_clang_test",
            size = "small",
            targets = [":" + name],
            variant = "clang",
        )

def pw_test(name, srcs = None, deps = [], size = "small", **kwargs):
    """A cmocka test: <name>.c linked with cmocka and deps.

    Args:
      name: "<module>_test".
      srcs: default <name>.c.
      deps: the libraries under test; cmocka is added.
      size: Bazel's test size.
      **kwargs: passed on to cc_test.
    """
    native.cc_test(
        name = name,
        size = size,
        srcs = srcs if srcs != None else [name + ".c"],
        deps = deps + ["//third_party/cmocka"],
        **kwargs
    )

def pw_room():
    """The room's sources together, for checks that must not miss a module."""
    native.filegroup(
        name = "sources",
        srcs = native.glob(["*.c", "*.h"]),
        visibility = ["//visibility:public"],
    )
