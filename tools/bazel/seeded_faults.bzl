"""A harness with one fault at a time in what it tests, and a test that its oracle finds every one.

    seeded_faults_test(
        name = "seeded_faults_test",
        srcs = ["seeded_faults_replay.c", "//fuzz:map_fuzz.c"],
        source_faults = SOURCE_FAULTS,
        tlb_faults = TLB_FAULTS,
        deps = ["//tests/model:paging_rig"],
    )

For each of source_faults the source is changed by a sed script, compiled and linked in the place of the one that ships,
which stays as it is. The program without a fault has to accept the same inputs.
"""

def _quote(text):
    return "'" + text.replace("'", "'\\''") + "'"

def _seeded_source(name, source, script):
    """A copy of the source with the fault; failing to build when the script has changed nothing."""
    native.genrule(
        name = name + "_copy",
        testonly = True,
        srcs = [source],
        outs = [name + "_source/" + source.split(":")[1]],
        cmd = "sed %s $< >$@; " % _quote(script).replace("$", "$$") +
              "if cmp -s $< $@; then echo '%s: the script changes nothing in %s' >&2; exit 1; fi" % (name, source),
    )

def seeded_faults_test(name, srcs, source_faults, tlb_faults, headers = [], corpus = [], deps = [], linkopts = [], **kwargs):
    """See the head of this file.

    Args:
      name: of the test; "_test" at its end.
      srcs: the harness and its main().
      source_faults: {name: (source, sed script, what the oracle says, as a regular expression)}.
      tlb_faults: {name: what the oracle says}; the program is started with --tlb and the name.
      headers: internal ones that the changed sources include.
      corpus: filegroups of the program's inputs.
      deps: the libraries under test and the models.
      linkopts: of each program.
      **kwargs: passed on to the test.
    """
    base = name[:-len("_test")]
    native.cc_library(
        name = base + "_harness",
        testonly = True,
        srcs = srcs,
        alwayslink = True,
        linkstatic = True,
        deps = deps,
    )
    programs = [base + "_none"]
    native.cc_binary(
        name = base + "_none",
        testonly = True,
        linkopts = linkopts,
        deps = [":" + base + "_harness"],
    )
    args = ["--program", "$(rootpath :%s_none)" % base]
    for fault, said in sorted(tlb_faults.items()):
        args += ["--tlb-fault", fault, said]
    for fault, (source, script, said) in sorted(source_faults.items()):
        program = base + "_" + fault
        _seeded_source(program, source, script)
        native.cc_binary(
            name = program,
            testonly = True,
            # Objects of the program come before libraries, whose member with the same functions is then left out.
            srcs = [":" + program + "_copy"] + headers,
            copts = ["-w"],  # what a fault leaves unused is no mistake here
            linkopts = linkopts,
            deps = [":" + base + "_harness"] + deps,
        )
        programs.append(program)
        args += ["--source-fault", fault, "$(rootpath :%s)" % program, said]
    native.sh_test(
        name = name,
        srcs = [name + ".py"],
        args = [_quote(arg) if not arg.startswith("$(") else arg for arg in args] +
               ["--inputs"] + ["$(rootpaths %s)" % files for files in corpus],
        data = [":" + program for program in programs] + corpus,
        **kwargs
    )
