#!/usr/bin/env python3
"""The proved bound of work (B-bound) counts turns of loops in ghost code. Here: every loop that the bounded calls reach does
count its turns, and none of the functions reaches itself."""

import re
import sys
import unittest

BOUNDED = ["pw_buddy_alloc", "pw_buddy_free", "pw_buddy_free_order"]
STEP = "pw_work_step();"

HEAD = re.compile(r"^(?:static )?(?:inline )?(?:const )?(?:struct |enum )?\w+ \*?(\w+)\([^;{]*\)\s*\{", re.M)


def block_end(text, start):
    """The index behind the block that opens at 'start'."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    raise ValueError("a block without end")


def functions(texts):
    """{name: body}, without comments and without ghost code but for the steps."""
    found = {}
    for text in texts:
        text = text.replace("//@ ghost " + STEP, STEP)
        text = re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)
        for match in HEAD.finditer(text):
            found[match.group(1)] = text[match.end() - 1:block_end(text, match.end() - 1)]
    return found


def loops(body):
    """The statement that each loop of the body repeats."""
    for match in re.finditer(r"\b(?:for|while|do)\b", body):
        opening = body.index("(", match.end())
        depth = 0
        for at in range(opening, len(body)):
            depth += {"(": 1, ")": -1}.get(body[at], 0)
            if depth == 0:
                break
        rest = body[at + 1:].lstrip()
        yield rest[:block_end(rest, 0)] if rest.startswith("{") else rest[:rest.index(";") + 1]


def problems(texts, roots):
    known = functions(texts)
    found, done, path = [], set(), []

    def visit(name):
        if name in path:
            found.append("%s reaches itself" % name)
            return
        if name in done:
            return
        done.add(name)
        path.append(name)
        for loop in loops(known[name]):
            if loop.count(STEP) != 1:
                found.append("a loop of %s does not count its turns" % name)
        for callee in sorted(set(re.findall(r"\b(\w+)\(", known[name])) & set(known)):
            visit(callee)
        path.pop()

    for root in roots:
        visit(root)
    return found, done


class Work(unittest.TestCase):
    def test_every_loop_that_alloc_and_free_reach_counts_its_turns(self):
        texts = []
        for path in SOURCES:
            with open(path, encoding="utf-8") as file:
                texts.append(file.read())
        found, done = problems(texts, BOUNDED)
        self.assertEqual(found, [])
        # The search, the change and what they do to a word are among what was looked at.
        self.assertLessEqual({"pw_frame_tree_lowest", "pw_frame_tree_take", "pw_frame_tree_put", "word_order_count", "fill_words"}, done)

    def test_a_loop_that_does_not_count_is_found(self):
        text = "void f(void) {\n  for (int i = 0; i < 3; i++)\n    g(i);\n}\n"
        self.assertEqual(problems([text], ["f"])[0], ["a loop of f does not count its turns"])

    def test_a_loop_that_counts_is_accepted(self):
        text = "void f(void) {\n  while (g()) {\n    h();\n    //@ ghost pw_work_step();\n  }\n}\n"
        self.assertEqual(problems([text], ["f"])[0], [])

    def test_a_loop_behind_a_call_is_found(self):
        text = "static int g(void) {\n  do { h(); } while (i());\n}\nvoid f(void) {\n  g();\n}\n"
        self.assertIn("a loop of g does not count its turns", problems([text], ["f"])[0])

    def test_recursion_is_found(self):
        text = "int f(int n) {\n  return g(n);\n}\nint g(int n) {\n  return f(n);\n}\n"
        self.assertEqual(problems([text], ["f"])[0], ["f reaches itself"])


if __name__ == "__main__":
    SOURCES = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
