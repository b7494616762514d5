#!/usr/bin/env python3
"""tools/check-log accepts a log that is as the golden file has it, and no other."""

import subprocess
import tempfile
import unittest


def check(golden, log, status=0, *options):
    with tempfile.NamedTemporaryFile("w", suffix=".golden") as file:
        file.write(golden)
        file.flush()
        command = ["tools/check-log", "--golden", file.name, *options, "--", "sh", "-c", "printf '%s' \"$0\"; exit " + str(status), log]
        return subprocess.run(command, capture_output=True, check=False).returncode


class CheckLog(unittest.TestCase):
    def test_equal_lines_pass(self):
        self.assertEqual(check("a\nb\n", "a\nb\n"), 0)

    def test_another_line_fails(self):
        self.assertEqual(check("a\nb\n", "a\nc\n"), 1)

    def test_a_missing_line_fails(self):
        self.assertEqual(check("a\nb\n", "a\n"), 1)

    def test_a_further_line_fails(self):
        self.assertEqual(check("a\n", "a\nb\n"), 1)

    def test_an_empty_log_fails(self):
        self.assertEqual(check("a\n", ""), 1)

    def test_a_pattern_stands_for_what_varies_and_no_more(self):
        self.assertEqual(check("free {{[0-9]+}} (of 7)\n", "free 123 (of 7)\n"), 0)
        self.assertEqual(check("free {{[0-9]+}} (of 7)\n", "free x (of 7)\n"), 1)
        self.assertEqual(check("free {{[0-9]+}} (of 7)\n", "free 123 (of 7) more\n"), 1)

    def test_what_stands_outside_braces_is_no_pattern(self):
        self.assertEqual(check("a.c\n", "abc\n"), 1)

    def test_three_dots_stand_for_any_number_of_lines(self):
        for log in ("a\nz\n", "a\nb\nz\n", "a\nz\nz\n"):
            self.assertEqual(check("a\n...\nz\n", log), 0)
        self.assertEqual(check("a\n...\nz\n", "a\nb\n"), 1)

    def test_a_comment_is_no_line(self):
        self.assertEqual(check("## why\na\n", "a\n"), 0)

    def test_the_exit_status_counts(self):
        self.assertEqual(check("a\n", "a\n", 3), 1)
        self.assertEqual(check("a\n", "a\n", 3, "--expected-status", "3"), 0)
        self.assertEqual(check("a\n", "a\n", 3, "--expected-status", "nonzero"), 0)
        self.assertEqual(check("a\n", "a\n", 0, "--expected-status", "nonzero"), 1)

    def test_no_end_in_time_fails(self):
        done = subprocess.run(["tools/check-log", "--timeout", "0.2", "--", "sleep", "20"], capture_output=True, check=False)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    unittest.main()
