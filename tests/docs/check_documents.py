#!/usr/bin/env python3
"""Checks the project's documents against the tree: what they claim has to be there.

    check_documents.py behaviours | theorems | readme      (from the root of the tree)

A row's evidence stands in its last column between backticks:

    //tests/boot:regions_test                       the target (or file) exists
    //tests/boot:regions_test fd9_*                 a test of that name (a pattern) is defined and run there
    boot B3                                         a PASS line of the golden boot log speaks for B3
    //proofs/frames:buddy_proof pw_buddy_free.head  the target proves the function, and the function's contract (in the
                                                    target's .c file, the header beside it or a public header) has an
                                                    ensures clause or a behaviour of that name
    //proofs/frames:buddy_proof pw_buddy_inv        a predicate, logic function or lemma of that name exists

A target of proofs counts if it is one of PROOFS in proofs/BUILD.bazel. It proves what its .c file and the header beside it
define, less what it skips; a function that proofs/functions.bzl names is proved by the target named there alone.

A row without evidence has to say 'planned' (behaviours) or 'not yet proved' (theorems) in its last column; a theorem
whose evidence is no proof has to say 'tested, not proved'. Row S of the theorems has to name all of PROOFS.
"""

import ast
import fnmatch
import os
import re
import sys

BEHAVIOURS = (
    ["M%d" % n for n in range(1, 28)] + ["B%d" % n for n in range(1, 12)] + ["SL%d" % n for n in range(1, 9)] +
    ["SP%d" % n for n in range(1, 9)] + ["SC%d" % n for n in range(1, 4)] + ["SA%d" % n for n in range(1, 5)] +
    ["FD%d" % n for n in (1, 2, 3, 4, 5, 6, 9, 10)] + ["S%d" % n for n in range(1, 7)] +
    ["L%d" % n for n in range(1, 5)]
)
THEOREMS = (
    "S B-inv B-coalesced B-alloc B-complete B-lowest B-free B-count B-bound I-contract I-buddy I-pool I-chain "
    "P-inv P-walk P-map P-map-fail P-unmap P-protect P-split P-merge P-need P-conserve P-BBM P-ASID "
    "L-inv L-alloc L-free L-return M-account"
).split()

MARKS = {"behaviours": "planned", "theorems": "not yet proved"}

# The functions of internal headers; under Bazel a copy, which tests/docs/BUILD.bazel writes.
FUNCTIONS = "proofs/functions.bzl"


class Tree:
    """The files below a directory, and what the documents may claim of them."""

    def __init__(self, root):
        self.root = root
        self.problems = []

    def read(self, path):
        try:
            with open(os.path.join(self.root, path), encoding="utf-8") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def files(self, folder, suffix):
        found = []
        for base, _, names in os.walk(os.path.join(self.root, folder)):
            found += [os.path.join(base, name) for name in names if name.endswith(suffix)]
        return sorted(os.path.relpath(path, self.root) for path in found)

    def problem(self, text):
        self.problems.append(text)

    def calls(self, package):
        """The calls of a BUILD file by the name that they give: {name: {argument: ast node}}."""
        text = self.read(os.path.join(package, "BUILD.bazel"))
        targets = {}
        if text is None:
            return targets
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call):
                arguments = {keyword.arg: keyword.value for keyword in node.keywords}
                name = arguments.get("name")
                if isinstance(name, ast.Constant):
                    targets[name.value] = arguments
        return targets

    def check_test(self, package, target, pattern):
        text = self.read(os.path.join(package, target + ".c")) or ""
        tests = re.findall(r"^static void (\w+)\(void \*\*\w+\)", text, re.M)
        # Defined and named once more: a test that is not run is no evidence.
        run = [test for test in tests if len(re.findall(r"\b%s\b" % test, text)) > 1]
        return any(fnmatch.fnmatchcase(test, pattern) for test in run)

    def boot_names(self):
        """What the PASS lines of the golden boot log speak for."""
        text = self.read("firmware/golden/checks.txt") or ""
        return {name for names in re.findall(r"^PASS ([^:\n]+):", text, re.M) for name in names.split()}

    def specification_texts(self):
        paths = self.files("src", ".h") + self.files("spec", ".h") + self.files("src", ".c")
        return [self.read(path) for path in paths]

    def check_logic_name(self, name):
        pattern = re.compile(r"\b(?:predicate|lemma|logic\s+[\w\s*]+?)\s+%s\b" % re.escape(name))
        return any(pattern.search(text) for text in self.specification_texts())

    def contracts(self, texts, function):
        """The ACSL comments before the declarations and definitions of a function, ghost functions included."""
        pattern = re.compile(r"/\*@((?:(?!\*/).)*)\*/\s*(?:(?!/\*|[;{}]).)*?\b%s\s*\(" % re.escape(function), re.S)
        texts = [text.replace("/@", "/*@").replace("@/", "*/") for text in texts]
        return [match.group(1) for text in texts for match in pattern.finditer(text)]

    def check_clause(self, texts, function, clause):
        """Whether a contract of the function states the clause. What it requires is an assumption, and no evidence."""
        pattern = re.compile(r"\b(?:ensures|behavior)\s+%s\s*:" % re.escape(clause))
        for contract in self.contracts(texts, function):
            if pattern.search(contract):
                return True
            # A contract that several functions share is a macro of the specification.
            for macro in re.findall(r"\b(PW_[A-Z_]+)\s*\(", contract):
                for text in self.specification_texts():
                    definition = re.search(r"#define %s\b((?:[^\n]*\\\n)*[^\n]*)" % macro, text)
                    if definition and pattern.search(definition.group(1)):
                        return True
        return False

    def constants(self):
        """The constants of proofs/functions.bzl: {constant: {function: the target that proves it}}."""
        text = self.read(FUNCTIONS) or ""
        return {node.targets[0].id: ast.literal_eval(node.value) for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and node.value.keys}

    def skipped(self, node):
        """The functions that a target's 'skip' names: a dictionary, a constant, or a union of both. None: neither."""
        if node is None:
            return set()
        if isinstance(node, ast.Dict):
            return {key.value for key in node.keys}
        if isinstance(node, ast.Name) and node.id in self.constants():
            return set(self.constants()[node.id])
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "union":
            parts = [self.skipped(part) for part in node.args]
            return None if None in parts else set().union(*parts)
        return None

    def proof_targets(self):
        """All proof targets, as proofs/BUILD.bazel lists them for the check of coverage."""
        for node in ast.walk(ast.parse(self.read("proofs/BUILD.bazel") or "")):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "PROOFS":
                return ast.literal_eval(node.value)
        return []

    def target_paths(self, package, arguments):
        """A proof target's own files: its sources, and beside each the internal header of the same name."""
        paths = []
        sources = ast.walk(arguments["srcs"]) if "srcs" in arguments else []
        for label in [str(node.value) for node in sources if isinstance(node, ast.Constant)]:
            is_absolute = label.startswith("//")
            path = label.lstrip("/").replace(":", "/") if is_absolute else os.path.join(package, label.lstrip(":"))
            paths += [path, os.path.splitext(path)[0] + ".h"]
        return paths

    def check_function(self, package, target, function, clause):
        """What is wrong with the claim that the target proves the clause of the function's contract; None: nothing."""
        label = "//%s:%s" % (package, target)
        arguments = self.calls(package)[target]
        skipped = self.skipped(arguments.get("skip"))
        if skipped is None:
            return "%s skips what proofs/functions.bzl does not tell" % label
        only = [item.value for item in getattr(arguments.get("functions"), "elts", [])]
        if function in skipped or (only and function not in only):
            return "%s does not prove %s" % (label, function)
        paths = self.target_paths(package, arguments)
        where = {name: place for constant in self.constants().values() for name, place in constant.items()}
        if function in where:
            if where[function] != label:
                return "%s does not prove %s, but %s does" % (label, function, where[function])
            paths += self.files("src", ".h") + self.files("spec", ".h")
        texts = [text for text in map(self.read, paths) if text is not None]
        # Words and stars before the name, and no parenthesis: a definition, not a call in a condition.
        pattern = r"^[ \t]*[A-Za-z_][\w \t*]*[\s*]%s\s*\([^;{}]*(?:\)|\*/)\s*\{" % re.escape(function)
        if not any(re.search(pattern, text, re.M) for text in texts):
            return "%s does not prove %s" % (label, function)
        if function.startswith("pw_"):
            texts += [self.read(path) for path in self.files("src/include", ".h")]
        if not self.check_clause(texts, function, clause):
            return "the contract of %s that %s proves has no clause named %s" % (function, label, clause)
        return None

    def check_evidence(self, row, evidence):
        label, _, name = evidence.partition(" ")
        match = re.fullmatch(r"//([\w/.-]*):([\w./-]+)", label)
        if label == "boot":
            if name not in self.boot_names():
                self.problem("%s: no PASS line of the golden boot log speaks for %s" % (row, name))
            return
        if not match:
            self.problem("%s: '%s' is no evidence" % (row, evidence))
            return
        package, target = match.groups()
        is_proof = package.startswith("proofs") and target.endswith("_proof")
        if is_proof and label not in self.proof_targets():
            self.problem("%s: %s is none of PROOFS in proofs/BUILD.bazel" % (row, label))
        elif not is_proof and target not in self.calls(package) and self.read(os.path.join(package, target)) is None:
            self.problem("%s: there is no target %s" % (row, label))
        elif not name:
            return
        elif package.startswith("tests"):
            if not self.check_test(package, target, name):
                self.problem("%s: %s runs no test named %s" % (row, label, name))
        elif package.startswith("proofs"):
            self.check_proof(row, package, target, name)
        else:
            self.problem("%s: a name cannot be looked up in %s" % (row, label))

    def check_proof(self, row, package, target, name):
        function, _, clause = name.partition(".")
        problem = None
        if target not in self.calls(package):
            problem = "proofs/BUILD.bazel lists //%s:%s, which cannot be looked up" % (package, target)
        elif clause:
            problem = self.check_function(package, target, function, clause)
        elif not self.check_logic_name(name):
            problem = "no predicate, logic function or lemma is named %s" % name
        if problem:
            self.problem("%s: %s" % (row, problem))


def table_rows(text):
    """The rows of all tables of a document: [(id, [cells])], without the heads; 'SL1–SL8' stands for eight rows."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        if len(cells) < 2 or re.fullmatch(r"[-: ]+", cells[0]) or cells[0] == "id":
            continue
        span = re.fullmatch(r"([A-Z]+)(\d+)–\1(\d+)", cells[0])
        numbers = range(int(span.group(2)), int(span.group(3)) + 1) if span else []
        rows += [("%s%d" % (span.group(1), n), cells) for n in numbers] if span else [(cells[0], cells)]
    return rows


def check_table(tree, path, kind, expected):
    text = tree.read(path)
    if text is None:
        tree.problem("%s is missing" % path)
        return set()
    rows = table_rows(text)
    names = [name for name, _ in rows]
    for name in sorted(set(names)):
        if names.count(name) > 1:
            tree.problem("%s: row %s is there twice" % (path, name))
    for name in expected:
        if name not in names:
            tree.problem("%s: row %s is missing" % (path, name))
    mark = MARKS[kind]
    marked_count = tested_count = 0
    for name, cells in rows:
        evidence = re.findall(r"`([^`]+)`", cells[-1])
        is_marked = mark in cells[-1]
        marked_count += is_marked
        for item in evidence:
            tree.check_evidence(name, item)
        if kind == "theorems" and not is_marked and not any(item.startswith("//proofs") for item in evidence):
            tested_count += 1
            if "tested, not proved" not in cells[-1] or not evidence:
                tree.problem("%s: a theorem that is not marked '%s' names the proof that establishes it" % (name, mark))
        elif not evidence and not is_marked:
            tree.problem("%s: neither evidence nor '%s'" % (name, mark))
        if kind == "behaviours" and is_marked and evidence:
            tree.problem("%s: is '%s' and yet names evidence" % (name, mark))
    told = "%d rows: %d established, %d %s." % (len(rows), len(rows) - marked_count, marked_count, mark)
    if kind == "theorems":
        proved_count = len(rows) - marked_count - tested_count
        told = "%d rows: %d proved, %d tested, %d %s." % (len(rows), proved_count, tested_count, marked_count, mark)
    if told not in text:
        tree.problem("%s: the document has to say '%s'" % (path, told))
    print(told)
    return set(names)


def row_names(tree, path):
    return {name for name, _ in table_rows(tree.read(path) or "")}


def check_behaviours(tree):
    rows = check_table(tree, "docs/behaviours.md", "behaviours", BEHAVIOURS)
    known = {name.lower() for name in rows}
    for path in tree.files("tests", ".c"):
        for test in re.findall(r"^static void (\w+)\(void \*\*\w+\)", tree.read(path), re.M):
            for word in test.split("_"):
                if not re.fullmatch(r"(?:m|b|fd|sl|sp|sc|sa|s|l|x)\d+", word):
                    break
                if word not in known:
                    tree.problem("%s: %s names %s, which is no row" % (path, test, word.upper()))
    theorems = row_names(tree, "docs/theorems.md")
    for name in sorted(tree.boot_names() - rows - theorems):
        tree.problem("the golden boot log speaks for %s, which is no row" % name)


def check_theorems(tree):
    check_table(tree, "docs/theorems.md", "theorems", THEOREMS)
    cells = dict(table_rows(tree.read("docs/theorems.md") or "")).get("S", [""])
    for label in tree.proof_targets():
        if "`%s`" % label not in cells[-1]:
            tree.problem("S: the row does not name %s" % label)


def dedent(lines):
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:].rstrip() for line in lines]


def check_readme(tree):
    readme = tree.read("README.md") or ""
    source = tree.read("tests/docs/example_test.c") or ""
    shown = re.search(r"```c\n(.*?)```", readme, re.S)
    compiled = re.search(r"/\* README: begin \*/\n(.*?)\n *\/\* README: end \*/", source, re.S)
    if not shown or not compiled:
        tree.problem("README.md or tests/docs/example_test.c has no example")
    elif dedent(shown.group(1).splitlines()) != dedent(compiled.group(1).splitlines()):
        tree.problem("the example of README.md is not the one that tests/docs/example_test.c compiles")
    if readme.count("\n") > 90:
        tree.problem("README.md is longer than one screen and a half: %d lines" % readme.count("\n"))
    for path in ["README.md"] + tree.files("docs", ".md") + ["SOUNDNESS.md", "CHANGELOG.md"]:
        text = tree.read(path)
        if text is None:
            tree.problem("%s is missing" % path)
            continue
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            if not os.path.exists(os.path.normpath(os.path.join(tree.root, os.path.dirname(path), target))):
                tree.problem("%s: the link to %s leads nowhere" % (path, target))


CHECKS = {"behaviours": check_behaviours, "theorems": check_theorems, "readme": check_readme}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in CHECKS:
        sys.exit("usage: check_documents.py " + " | ".join(CHECKS))
    tree = Tree(os.getcwd())
    CHECKS[sys.argv[1]](tree)
    for problem in tree.problems:
        print("FAIL " + problem)
    if tree.problems:
        sys.exit(1)


if __name__ == "__main__":
    main()
