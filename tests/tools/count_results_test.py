#!/usr/bin/env python3
"""tools/count-results counts what Bazel's build events tell, and takes nothing for passed that did not run."""

import json
import subprocess
import tempfile
import unittest


def configured(label, test=True):
    return {"id": {"targetConfigured": {"label": label}}, "configured": {"testSize": "SMALL"} if test else {}}


def completed(label, success=True):
    return {"id": {"targetCompleted": {"label": label}}, "completed": {"success": True} if success else {}}


def summary(label, status):
    return {"id": {"testSummary": {"label": label}}, "testSummary": {"overallStatus": status}}


def skipped(label):
    return {"id": {"targetCompleted": {"label": label}}, "aborted": {"reason": "SKIPPED"}}


def count(events, status):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        for event in events:
            file.write(json.dumps(event) + "\n")
        file.flush()
        done = subprocess.run(["tools/count-results", file.name, str(status)], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1], done.returncode


class CountResults(unittest.TestCase):
    def test_passed_tests_are_counted(self):
        events = [configured("//a"), configured("//b"), completed("//a"), completed("//b"), summary("//a", "PASSED"),
                  summary("//b", "PASSED")]
        self.assertEqual(count(events, 0), ("2 passed, 0 failed", 0))

    def test_failed_and_timed_out_tests_are_counted(self):
        events = [summary("//a", "PASSED"), summary("//b", "FAILED"), summary("//c", "TIMEOUT")]
        self.assertEqual(count(events, 3), ("1 passed, 2 failed", 1))

    def test_a_test_that_does_not_build_counts_as_failed(self):
        self.assertEqual(count([configured("//a"), completed("//a", False)], 1), ("0 passed, 1 failed", 1))

    def test_a_test_that_never_ran_counts_as_failed(self):
        self.assertEqual(count([configured("//a"), completed("//a")], 8), ("0 passed, 1 failed", 1))

    def test_a_library_that_does_not_build_counts_as_failed(self):
        events = [configured("//lib", False), completed("//lib", False), summary("//a", "PASSED")]
        self.assertEqual(count(events, 1), ("1 passed, 1 failed", 1))

    def test_a_target_for_another_platform_does_not_count(self):
        events = [configured("//a"), skipped("//a"), summary("//b", "PASSED")]
        self.assertEqual(count(events, 0), ("1 passed, 0 failed", 0))

    def test_a_failure_of_bazel_itself_counts(self):
        self.assertEqual(count([], 1), ("0 passed, 1 failed", 1))


if __name__ == "__main__":
    unittest.main()
