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

TESTS_BUILD = '''
pw_test(name = "buddy_test")
'''
ALL_PROOFS = '''
PROOFS = ["//proofs/frames:buddy_proof", "//proofs/frames:state_proof", "//proofs/frames:part_proof"]
'''
PROOFS_BUILD = '''
wp_proof_test(
    name = "buddy_proof",
    srcs = ["//src/frames:buddy.c"],
    skip = union({"pw_skipped": "//proofs/base:bits_proof"}, STATE),
)
wp_proof_test(
    name = "state_proof",
    srcs = ["//src/frames:state.c"],
    skip = OTHER,
)
wp_proof_test(
    name = "part_proof",
    srcs = ["//src/frames:buddy.c"],
    functions = ["pw_buddy_free"],
)
wp_proof_test(
    name = "forgotten_proof",
    srcs = ["//src/frames:buddy.c"],
)
'''
FUNCTIONS = '''
STATE = {
    "take": "//proofs/frames:state_proof",
    "lemma_of_spec": "//proofs/frames:state_proof",
}

OTHER = {"give": "//proofs/frames:other_proof"}

def union(*maps):
    result = {}
    return result
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
/*@ ensures freed: \\true; */
int pw_buddy_free(void);
/*@ ensures called: \\true; */
int pw_called(int a);
'''
SOURCE = '''
int pw_buddy_alloc(struct pw_buddy *b) {
  return 1;
}
int pw_skipped(void) {
  return 0;
}
/*@ ensures caller: \\true; */
int pw_buddy_free(void) { return local(); }
/*@ ensures here: \\true; */
static int local(void) {
  if (pw_called(0)) {
    return 1;
  }
  return 0;
}
/*@ ghost
  /@ ensures step: \\true; @/
  static void lemma_step(void) {
  }
*/
'''
STATE_HEADER = '''
/*@ ensures took: \\true; */
static inline void take(void) {
}
/*@ ensures gave: \\true; */
static inline void give(void) {
}
/*@ ensures there: \\true; */
static int local(void);
/*@ ensures from_afar: \\true; */
static inline int with_ghost(int a) /*@ ghost (int b) */ {
}
'''
STATE_SPEC = '''
/*@ ghost
  /@ ensures lemma: \\true; @/
  static void lemma_of_spec(void) {
  }
*/
'''


class TreeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.tree = check_documents.Tree(folder.name)
        self.write("tests/frames/BUILD.bazel", TESTS_BUILD)
        self.write("tests/frames/buddy_test.c", TEST)
        self.write("proofs/BUILD.bazel", ALL_PROOFS)
        self.write("proofs/functions.bzl", FUNCTIONS)
        self.write("proofs/frames/BUILD.bazel", PROOFS_BUILD)
        self.write("src/frames/state.c", "")
        self.write("src/frames/state.h", STATE_HEADER)
        self.write("spec/frames/state.h", STATE_SPEC)
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
            "//proofs/frames:buddy_proof pw_buddy_alloc.empty", "//proofs/frames:buddy_proof pw_buddy_alloc.none",
            # A static function, a ghost function, a function of the header beside the source, one of a specification.
            "//proofs/frames:buddy_proof local.here", "//proofs/frames:buddy_proof lemma_step.step",
            "//proofs/frames:state_proof take.took", "//proofs/frames:state_proof with_ghost.from_afar",
            "//proofs/frames:state_proof lemma_of_spec.lemma",
            "//proofs/frames:part_proof pw_buddy_free.freed",
        ):
            self.assertEqual(self.problems(evidence), [], evidence)

    def refused(self, words, *evidences):
        for evidence in evidences:
            problems = self.problems(evidence)
            self.assertEqual(len(problems), 1, evidence)
            self.assertIn(words, problems[0], evidence)

    def test_a_wrong_clause_is_refused(self):
        self.refused("has no clause named",
                     "//proofs/frames:buddy_proof pw_buddy_alloc.other", "//proofs/frames:state_proof take.gave",
                     "//proofs/frames:buddy_proof lemma_step.other",
                     # A requires clause is an assumption; another function's clause, before a call or elsewhere, is none.
                     "//proofs/frames:buddy_proof pw_buddy_alloc.valid", "//proofs/frames:buddy_proof local.caller",
                     "//proofs/frames:buddy_proof local.there")

    def test_a_wrong_target_is_refused(self):
        self.refused("does not prove",
                     "//proofs/frames:state_proof pw_buddy_alloc.none", "//proofs/frames:buddy_proof pw_other.none",
                     "//proofs/frames:part_proof pw_buddy_alloc.none", "//proofs/frames:part_proof take.took",
                     "//proofs/frames:buddy_proof pw_called.called")
        self.refused("is none of PROOFS",
                     "//proofs/frames:forgotten_proof pw_buddy_alloc.none", "//proofs/frames:other_proof pw_buddy_inv")

    def test_a_function_that_the_target_skips_is_refused(self):
        self.refused("does not prove",
                     "//proofs/frames:buddy_proof pw_skipped.other",  # a dictionary in the BUILD file, in a union
                     "//proofs/frames:buddy_proof take.took",  # a constant, in a union
                     "//proofs/frames:state_proof give.gave")  # a constant alone
        self.write("proofs/functions.bzl", "")
        self.refused("skips what proofs/functions.bzl does not tell", "//proofs/frames:buddy_proof pw_buddy_alloc.none")

    def test_row_s_names_all_proof_targets(self):
        check_documents.THEOREMS, saved = ["S"], check_documents.THEOREMS
        self.addCleanup(setattr, check_documents, "THEOREMS", saved)
        row = "| S | w | `//proofs/frames:buddy_proof`; `//proofs/frames:state_proof`%s |\n\n"
        row += "1 rows: 1 proved, 0 tested, 0 not yet proved.\n"
        missing = "S: the row does not name //proofs/frames:part_proof"
        for more, problems in (("; `//proofs/frames:part_proof`", []), ("", [missing])):
            self.tree.problems = []
            self.write("docs/theorems.md", row % more)
            with contextlib.redirect_stdout(io.StringIO()):
                check_documents.check_theorems(self.tree)
            self.assertEqual(self.tree.problems, problems)

    def test_evidence_that_is_not_there_is_refused(self):
        for evidence in (
            "//tests/frames:other_test", "//tests/base:buddy_test", "//tests/frames:buddy_test b3_*",
            "//tests/frames:buddy_test b2_is_never_run", "//src/frames:other.c", "boot B2", "some words",
            "//src/frames:buddy.c pw_buddy_alloc", "//proofs/frames:buddy_proof pw_buddy",
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
