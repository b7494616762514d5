#!/usr/bin/env python3
"""The checks of the documents notice what they are there for: small trees, each with one thing wrong."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import check_documents  # noqa: E402

BUILD = '''
pw_test(name = "buddy_test")
wp_proof_test(
    name = "buddy_proof",
    srcs = ["//src/frames:buddy.c"],
    skip = {"pw_skipped": "//proofs/base:bits_proof"},
)
'''
TEST = '''
static void b1_starts_empty(void **state) {
}
static void b2_is_never_run(void **state) {
}
int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(b1_starts_empty)};
}
'''
HEADER = '''
/*@ predicate pw_buddy_inv(struct pw_buddy *b) = \\true; */
/*@ requires valid: pw_buddy_inv(b);
    behavior empty:
      ensures none: \\result == 1;
*/
int pw_buddy_alloc(struct pw_buddy *b);
/*@ ensures other: \\true; */
int pw_skipped(void);
'''
SOURCE = '''
int pw_buddy_alloc(struct pw_buddy *b) {
  return 1;
}
int pw_skipped(void) {
  return 0;
}
'''


class TreeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = check_documents.Tree(folder.name)
        self.write("tests/frames/BUILD.bazel", BUILD)
        self.write("tests/frames/buddy_test.c", TEST)
        self.write("proofs/frames/BUILD.bazel", BUILD)
        self.write("src/include/pagewright/buddy.h", HEADER)
        self.write("src/frames/buddy.c", SOURCE)
        self.write("firmware/golden/checks.txt", "PASS B1 P-walk: it works (1 checks)\nPASS\n")

    def write(self, path, text):
        path = os.path.join(self.tree.root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def problems(self, evidence):
        self.tree.problems = []
        self.tree.check_evidence("B1", evidence)
        return self.tree.problems

    def test_evidence_that_is_there_is_accepted(self):
        for evidence in (
            "//tests/frames:buddy_test", "//tests/frames:buddy_test b1_starts_empty", "//tests/frames:buddy_test b1_*",
            "//src/frames:buddy.c", "boot B1", "boot P-walk", "//proofs/frames:buddy_proof pw_buddy_inv",
            "//proofs/frames:buddy_proof pw_buddy_alloc.valid", "//proofs/frames:buddy_proof pw_buddy_alloc.empty",
            "//proofs/frames:buddy_proof pw_buddy_alloc.none",
        ):
            self.assertEqual(self.problems(evidence), [], evidence)

    def test_evidence_that_is_not_there_is_refused(self):
        for evidence in (
            "//tests/frames:other_test", "//tests/base:buddy_test", "//tests/frames:buddy_test b3_*",
            "//tests/frames:buddy_test b2_is_never_run", "//src/frames:other.c", "boot B2", "some words",
            "//src/frames:buddy.c pw_buddy_alloc", "//proofs/frames:other_proof pw_buddy_inv",
            "//proofs/frames:buddy_proof pw_buddy", "//proofs/frames:buddy_proof pw_buddy_alloc.other",
            "//proofs/frames:buddy_proof pw_other.valid", "//proofs/frames:buddy_proof pw_skipped.other",
        ):
            self.assertEqual(len(self.problems(evidence)), 1, evidence)

    def table(self, kind, rows, expected=("B1", "B2")):
        self.tree.problems = []
        self.write("docs/%s.md" % kind, "| id | words | evidence |\n|---|---|---|\n" + rows)
        with contextlib.redirect_stdout(io.StringIO()):
            check_documents.check_table(self.tree, "docs/%s.md" % kind, kind, expected)
        return " / ".join(self.tree.problems)

    def test_a_sound_table_is_accepted(self):
        rows = "| B1 | w | `boot B1` |\n| B2 | w | planned |\n\n2 rows: 1 established, 1 planned.\n"
        self.assertEqual(self.table("behaviours", rows), "")

    def test_a_span_of_rows_stands_for_each_of_them(self):
        rows = "| B1–B3 | w | planned |\n\n3 rows: 0 established, 3 planned.\n"
        self.assertEqual(self.table("behaviours", rows, ("B1", "B2", "B3")), "")
        self.assertIn("row B4 is missing", self.table("behaviours", rows, ("B1", "B4")))

    def test_a_missing_row_a_double_row_and_a_row_without_evidence_are_noticed(self):
        self.assertIn("row B2 is missing", self.table("behaviours", "| B1 | w | `boot B1` |\n"))
        double = "| B1 | w | `boot B1` |\n| B1 | w | `boot B1` |\n| B2 | w | |\n"
        self.assertIn("row B1 is there twice", self.table("behaviours", double))
        self.assertIn("B2: neither evidence nor 'planned'", self.table("behaviours", double))

    def test_a_planned_row_claims_nothing(self):
        self.assertIn("is 'planned' and yet", self.table("behaviours", "| B1 | w | planned `boot B1` |\n"))

    def test_wrong_counts_are_noticed(self):
        rows = "| B1 | w | `boot B1` |\n| B2 | w | planned |\n\n2 rows: 2 established, 0 planned.\n"
        self.assertIn("has to say '2 rows: 1 established, 1 planned.'", self.table("behaviours", rows))

    def test_a_theorem_is_established_by_a_proof_only(self):
        rows = "| B1 | w | %s `//tests/frames:buddy_test` |\n| B2 | w | `//proofs/frames:buddy_proof` |\n"
        problems = self.table("theorems", rows % "")
        self.assertIn("B1: a theorem that is not marked", problems)
        self.assertNotIn("B2: a theorem", problems)
        counts = "\n2 rows: 1 proved, 1 tested, 0 not yet proved.\n"
        self.assertEqual(self.table("theorems", rows % "tested, not proved:" + counts), "")

    def check_behaviours(self):
        with contextlib.redirect_stdout(io.StringIO()):
            check_documents.check_behaviours(self.tree)

    def test_names_of_tests_and_of_boot_lines_need_a_row(self):
        rows = "| B1 | w | `boot B1` |\n\n1 rows: 1 established, 0 planned.\n"
        self.write("docs/behaviours.md", "| id | w | e |\n" + rows)
        check_documents.BEHAVIOURS, saved = ["B1"], check_documents.BEHAVIOURS
        self.addCleanup(setattr, check_documents, "BEHAVIOURS", saved)
        self.write("docs/theorems.md", "| id | w | e |\n| P-walk | w | e |\n")
        self.tree.problems = []
        self.check_behaviours()
        self.assertEqual(len(self.tree.problems), 1)
        self.assertIn("b2_is_never_run names B2", self.tree.problems[0])
        self.write("docs/theorems.md", "")
        self.check_behaviours()
        self.assertIn("the golden boot log speaks for P-walk, which is no row", self.tree.problems)

    def test_an_example_that_differs_and_a_dead_link_are_noticed(self):
        source = "  /* README: begin */\n  int a;\n    int b;\n  /* README: end */\n"
        self.write("tests/docs/example_test.c", source)
        for path in ("SOUNDNESS.md", "CHANGELOG.md", "docs/design.md"):
            self.write(path, "words\n")
        self.write("README.md", "```c\nint a;\n  int b;\n```\n[design](docs/design.md)\n")
        self.tree.problems = []
        check_documents.check_readme(self.tree)
        self.assertEqual(self.tree.problems, [])
        self.write("README.md", "```c\nint a;\n```\n[design](docs/other.md)\n")
        check_documents.check_readme(self.tree)
        self.assertEqual(len(self.tree.problems), 2)


if __name__ == "__main__":
    unittest.main()
