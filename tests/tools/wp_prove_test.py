#!/usr/bin/env python3
"""tools/wp-prove must refuse each way in which a proof can be hollow, and tools/wp-coverage each gap between proofs."""

import concurrent.futures
import os
import shutil
import subprocess
import tempfile
import unittest

PROVE = "tools/wp-prove"
COVERAGE = "tools/wp-coverage"
CASES = "tests/tools/wp/"

# name of the test, file, options, exit status, text that the output must have
PROOFS = [
    ("a_true_contract_is_proved", "proved.c", ["--goals-min", "5"], 0, "proved: 5 of 5 goals"),
    ("fewer_goals_than_expected_fail", "proved.c", ["--goals-min", "6"], 1, "only 5 goals, expected at least 6"),
    ("a_false_postcondition_fails", "false_postcondition.c", [], 1, "not proved: typed_wp_next_ensures_larger"),
    ("contradictory_requires_fail", "contradictory_requires.c", [], 1, "smoke test failed"),
    ("an_axiom_fails", "axiom.c", ["--allow-axiomatic-reads"], 1, "trusted and not proved"),
    ("an_axiom_made_by_the_preprocessor_fails", "hidden_axiom.c", ["--allow-axiomatic-reads"], 1, "trusted and not proved"),
    ("an_axiomatic_block_fails_unless_allowed", "axiom.c", [], 1, "the word 'axiomatic'"),
    ("an_admitted_assertion_fails", "admit.c", [], 1, "the word 'admit'"),
    ("an_admitted_assertion_made_by_the_preprocessor_fails", "hidden_admit.c", [], 1, "trusted and not proved"),
    ("a_recursive_lemma_without_decreases_fails", "no_decreases.c", [], 1, "cannot prove termination"),
    ("a_loop_without_variant_fails", "no_variant.c", [], 1, "typed_wp_count_terminates"),
    ("a_contract_without_terminates_fails", "no_termination_clause.c", [], 1, "has no 'terminates \\true' clause"),
    ("a_contract_without_exits_fails", "no_exits_clause.c", [], 1, "has no 'exits \\false' clause"),
    ("a_contract_without_assigns_fails", "no_assigns_clause.c", [], 1, "has no 'assigns' clause"),
    ("an_unstated_separation_fails", "unstated_separation.c", [], 1, "memory-model hypothesis not stated"),
    ("a_stated_separation_is_accepted", "stated_separation.c", [], 0, "1 hypotheses stated"),
    ("an_acknowledged_separation_is_accepted", "unstated_separation.c", ["--hypotheses", CASES + "acknowledged.txt"], 0,
     "1 hypotheses stated"),
    ("an_acknowledgement_of_nothing_fails", "proved.c", ["--hypotheses", CASES + "acknowledged.txt"], 1,
     "WP has no such hypothesis"),
    ("an_unsigned_overflow_fails", "overflow.c", [], 1, "unsigned_overflow"),
    ("a_callee_without_contract_fails", "callee_without_contract.c", [], 1, "Neither code nor specification"),
    ("a_false_lemma_fails", "false_lemma.c", [], 1, "not proved: typed_lemma_wrong"),
    ("what_the_first_stage_leaves_the_second_proves", "two_stages.c", ["--quick-steps", "1", "--no-smoke", "--goals-min", "6"], 0,
     "proved: 6 of 6 goals"),
    ("smoke_tests_too_short_to_search_fail", "two_stages.c", ["--quick-steps", "1"], 1, "smoke tests are blind"),
]


def prove(case):
    _, file, options, _, _ = case
    return subprocess.run([PROVE, "--timeout", "2", "--par", "1"] + options + [CASES + file], capture_output=True, text=True,
                          check=False)


class WpProve(unittest.TestCase):
    results = {}

    @classmethod
    def setUpClass(cls):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            cls.results = dict(zip((case[0] for case in PROOFS), pool.map(prove, PROOFS)))


def add_proof_test(case):
    name, _, _, status, text = case

    def test(self):
        done = self.results[name]
        output = done.stdout + done.stderr
        self.assertEqual(done.returncode, status, output)
        self.assertIn(text, output)

    setattr(WpProve, "test_" + name, test)


for proof in PROOFS:
    add_proof_test(proof)


class WpProveReads(unittest.TestCase):
    """A Frama-C that keeps some of its lines to itself: what it does not say was not proved."""

    def prove_without(self, pattern, status=0):
        with tempfile.TemporaryDirectory() as directory:
            path = os.path.join(directory, "frama-c")
            with open(path, "w", encoding="utf-8") as file:
                file.write("#!/bin/sh\n%s \"$@\" | grep -v '%s'\nexit %d\n" % (shutil.which("frama-c"), pattern, status))
            os.chmod(path, 0o755)
            env = dict(os.environ, PATH=directory + os.pathsep + os.environ["PATH"])
            done = subprocess.run([PROVE, "--timeout", "2", "--par", "1", CASES + "proved.c"], env=env, capture_output=True,
                                  text=True, check=False)
            return done.returncode, done.stdout + done.stderr

    def test_all_lines_prove(self):
        status, output = self.prove_without("no such line")
        self.assertEqual(status, 0, output)

    def test_a_goal_without_an_answer_fails(self):
        status, output = self.prove_without("Goal typed_wp_next_ensures_larger")
        self.assertEqual(status, 1)
        self.assertIn("1 more goals than it answered", output)

    def test_a_smoke_test_without_an_answer_fails(self):
        status, output = self.prove_without("Smoke-test")
        self.assertEqual(status, 1)
        self.assertIn("1 more goals than it answered", output)
        self.assertIn("no smoke test ran", output)

    def test_a_frama_c_that_fails_fails(self):
        status, output = self.prove_without("no such line", 3)
        self.assertEqual(status, 1)
        self.assertIn("could not read", output)


class WpCoverage(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def inventory(self, file, *options):
        path = os.path.join(self.directory.name, file + ".json")
        subprocess.run([PROVE, "--name", file, "--inventory", path, *options, CASES + file], check=True)
        return ["--inventory", path]

    def coverage(self, inventories, sources=(), soundness="", options=()):
        path = os.path.join(self.directory.name, "SOUNDNESS.md")
        with open(path, "w", encoding="utf-8") as file:
            file.write(soundness)
        done = subprocess.run([COVERAGE, "--soundness", path, *options, *inventories, *(CASES + s for s in sources)], capture_output=True,
                              text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def test_a_callee_that_another_target_proves_is_covered(self):
        status, output = self.coverage(self.inventory("assumed_callee.c") + self.inventory("proved.c"), ["assumed_callee.c", "proved.c"])
        self.assertEqual(status, 0, output)

    def test_a_callee_that_no_target_proves_fails(self):
        status, output = self.coverage(self.inventory("assumed_callee.c"))
        self.assertEqual(status, 1)
        self.assertIn("wp_next, which no target proves", output)

    def test_a_callee_proved_under_another_contract_fails(self):
        status, output = self.coverage(self.inventory("assumed_otherwise.c") + self.inventory("proved.c"))
        self.assertEqual(status, 1)
        self.assertIn("under another text", output)

    def test_a_trusted_callee_is_covered(self):
        status, output = self.coverage(self.inventory("assumed_callee.c"), soundness="# A\n## Trusted functions\n- `wp_next`: why\n")
        self.assertEqual(status, 0, output)

    def test_a_trusted_name_that_nothing_needs_fails(self):
        status, output = self.coverage(self.inventory("proved.c"), soundness="## Trusted functions\n- `wp_gone`: why\n")
        self.assertEqual(status, 1)
        self.assertIn("wp_gone as trusted, but no target needs it", output)

    def test_a_skipped_function_must_be_proved_where_its_target_says(self):
        status, output = self.coverage(self.inventory("proved.c", "--skip", "wp_next=//elsewhere:proof"))
        self.assertEqual(status, 1)
        self.assertIn("wp_next, which no target proves", output)

    def test_a_source_with_a_contract_and_no_target_fails(self):
        status, output = self.coverage(self.inventory("proved.c"), ["stated_separation.c"])
        self.assertEqual(status, 1)
        self.assertIn("the contract of wp_store is proved by no target", output)

    def test_a_function_without_contract_fails_where_all_have_one(self):
        status, output = self.coverage([], ["no_contract.c"])
        self.assertEqual(status, 0, output)
        status, output = self.coverage([], ["no_contract.c"], options=["--complete", CASES.rstrip("/")])
        self.assertEqual(status, 1)
        self.assertIn("wp_next has no contract", output)


if __name__ == "__main__":
    unittest.main()
