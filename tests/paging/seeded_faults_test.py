#!/usr/bin/env python3
"""Starts the harness with each seeded fault: its oracle has to find every one, say what it is, and find nothing without."""

import argparse
import re
import subprocess
import sys
import unittest

ARGS = None


def run(program, options):
    """The exit status and what was said; a crash is told by its signal."""
    done = subprocess.run([program] + options + ARGS.inputs, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="replace", check=False)
    said = done.stdout + done.stderr
    return done.returncode, said + (" signal %d" % -done.returncode if done.returncode < 0 else "")


class SeededFaults(unittest.TestCase):
    def finds(self, program, options, expected):
        status, said = run(program, options)
        self.assertNotIn(status, (0, 2), "not found: " + said)
        self.assertRegex(said, expected)
        print("    %s" % said.strip().splitlines()[0])

    def test_code_without_a_fault_is_accepted(self):
        status, said = run(ARGS.program, [])
        self.assertEqual(status, 0, said)
        self.assertRegex(said, r"^accepted: [1-9]\d* drawn inputs and %d files$" % len(ARGS.inputs))

    def test_a_fault_that_does_not_exist_is_an_error(self):
        self.assertEqual(run(ARGS.program, ["--tlb", "no_such_fault"])[0], 2)


def add_test(name, program, options, expected):
    setattr(SeededFaults, "test_" + name, lambda self: self.finds(program, options, expected))


def main():
    global ARGS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="the harness without a fault")
    parser.add_argument("--tlb-fault", nargs=2, action="append", default=[], metavar=("FAULT", "SAID"))
    parser.add_argument("--source-fault", nargs=3, action="append", default=[], metavar=("FAULT", "PROGRAM", "SAID"))
    parser.add_argument("--inputs", nargs="*", default=[])
    ARGS = parser.parse_args()
    for fault, expected in ARGS.tlb_fault:
        add_test(fault, ARGS.program, ["--tlb", fault], expected)
    for fault, program, expected in ARGS.source_fault:
        add_test(fault, program, [], expected)
    unittest.main(argv=sys.argv[:1], verbosity=2)


if __name__ == "__main__":
    main()
