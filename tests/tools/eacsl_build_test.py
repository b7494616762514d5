#!/usr/bin/env python3
"""tools/eacsl-build makes a program that ends when a contract is violated, and only then."""

import os
import subprocess
import tempfile
import unittest

SOURCES = ["tests/tools/eacsl/next.c", "tests/tools/eacsl/next_main.c", "--plain", "tests/support/check.c"]


class EacslBuild(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.program = os.path.join(self.directory.name, "program")

    def build(self, checks_min, wrong):
        return subprocess.run(["tools/eacsl-build", self.program, str(checks_min), *SOURCES, "--", "-DWRONG=%d" % wrong],
                              capture_output=True, text=True, check=False)

    def test_a_kept_contract_passes(self):
        self.assertEqual(self.build(2, -1).returncode, 0)
        done = subprocess.run([self.program], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, "100 checks passed\n"))

    def test_a_violated_contract_ends_the_program_with_its_text(self):
        self.assertEqual(self.build(2, 77).returncode, 0)
        done = subprocess.run([self.program], capture_output=True, text=True, check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("larger", done.stdout + done.stderr)

    def test_too_few_checks_fail_to_build(self):
        done = self.build(50, -1)
        self.assertEqual(done.returncode, 1)
        self.assertIn("expected at least 50", done.stderr)


if __name__ == "__main__":
    unittest.main()
