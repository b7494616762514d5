#!/usr/bin/env python3
"""fuzz/campaign keeps what a campaign has found: inputs that cover something, and one file for each kind of crash. The fuzzer
is played: it crashes on inputs with an X in them, and takes each letter for a thing to cover."""

import contextlib
import hashlib
import importlib.machinery
import importlib.util
import io
import os
import tempfile
import types
import unittest

FUZZER = r"""#!/usr/bin/env python3
import hashlib, os, re, sys
options = dict(re.match(r"-(\w+)=(.*)", a).groups() for a in sys.argv[1:] if a.startswith("-"))
paths = [a for a in sys.argv[1:] if not a.startswith("-")]
def read(path):
    with open(path) as file:
        return file.read()
def run(text):
    if "X" in text:
        with open(options["artifact_prefix"] + "crash-" + hashlib.sha1(text.encode()).hexdigest(), "w") as file:
            file.write(text)
        what = re.search("X(.*)", text).group(1)
        sys.stderr.write("call 7: %s\n==1== ERROR: libFuzzer: deadly signal\nSUMMARY: libFuzzer: deadly signal\n" % what)
        return False
    return True
if "merge" not in options:
    sys.exit(0 if run(read(paths[0])) else 77)
if os.path.exists("broken"):
    sys.exit(1)
kept, new = paths
seen = set("".join(read(os.path.join(kept, name)) for name in os.listdir(kept)))
for name in sorted(os.listdir(new), key=lambda name: len(read(os.path.join(new, name)))):
    text = read(os.path.join(new, name))
    if run(text) and set(text) - seen:
        seen |= set(text)
        with open(os.path.join(kept, hashlib.sha1(text.encode()).hexdigest()), "w") as file:
            file.write(text)
"""


def load():
    loader = importlib.machinery.SourceFileLoader("campaign", "fuzz/campaign")
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("campaign", loader))
    loader.exec_module(module)
    return module


def sha1(text):
    return hashlib.sha1(text.encode()).hexdigest()


class Campaign(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.module = load()
        campaign = self.campaign = object.__new__(self.module.Campaign)
        campaign.work = os.path.join(directory.name, "work")
        campaign.corpus = os.path.join(directory.name, "corpus")
        campaign.libfuzzer = os.path.join(directory.name, "fuzzer")
        campaign.env = dict(os.environ)
        campaign.args = types.SimpleNamespace(target="played")
        os.mkdir(campaign.work)
        os.mkdir(campaign.corpus)
        with open(campaign.libfuzzer, "w", encoding="utf-8") as file:
            file.write(FUZZER)
        os.chmod(campaign.libfuzzer, 0o755)

    def write(self, directory, name, text):
        path = os.path.join(directory, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def keep_corpus(self, *found):
        new = self.campaign.directory("new")
        for text in found:
            self.write(new, sha1(text), text)
        with contextlib.redirect_stdout(io.StringIO()):
            counts = self.campaign.keep_corpus(new)
        return counts, sorted(os.listdir(self.campaign.corpus))

    def keep_crashes(self, *found):
        crashes = self.campaign.directory("crashes")
        paths = [self.write(crashes, str(number), text) for number, text in enumerate(found)]
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            self.campaign.keep_crashes(paths)
        return output.getvalue(), sorted(name for name in os.listdir(self.campaign.corpus) if name.startswith("crash-"))

    def test_inputs_that_add_something_are_kept_and_written_ones_never_touched(self):
        self.write(self.campaign.corpus, "written", "ab")
        self.assertEqual(self.keep_corpus("a", "bc", "c"), ((1, 0), sorted([sha1("c"), "written"])))

    def test_an_old_input_goes_when_a_shorter_one_covers_the_same(self):
        self.write(self.campaign.corpus, sha1("aaab"), "aaab")
        self.assertEqual(self.keep_corpus("ab"), ((1, 1), [sha1("ab")]))

    def test_an_old_input_that_crashes_today_stays(self):
        self.write(self.campaign.corpus, sha1("aXfault"), "aXfault")
        self.assertEqual(self.keep_corpus("b"), ((2, 1), sorted([sha1("aXfault"), sha1("b")])))

    def test_every_input_is_kept_when_the_minimising_fails(self):
        self.write(self.campaign.corpus, sha1("a"), "a")
        self.write(self.campaign.work, "broken", "")
        self.assertEqual(self.keep_corpus("b"), ((2, 1), sorted([sha1("a"), sha1("b")])))

    def test_each_kind_of_crash_becomes_one_file_the_smallest(self):
        output, kept = self.keep_crashes("bbXalloc(2) answers 3", "aXalloc(1) answers 4", "aXfree(1) answers 4")
        self.assertEqual(kept, sorted("crash-" + sha1(text) for text in ("aXalloc(1) answers 4", "aXfree(1) answers 4")))
        self.assertIn("call N: free(N) answers N", output)

    def test_a_crash_of_a_kind_that_is_there_already_is_not_kept_again(self):
        self.write(self.campaign.corpus, "crash-old", "Xalloc(5) answers 6")
        self.assertEqual(self.keep_crashes("aXalloc(1) answers 4")[1], ["crash-old"])

    def test_what_does_not_crash_alone_is_told_and_not_kept(self):
        output, kept = self.keep_crashes("harmless")
        self.assertEqual(kept, [])
        self.assertIn("not a crash when replayed alone", output)

    def test_engines_get_the_corpus_without_its_crashes(self):
        self.write(self.campaign.corpus, "written", "a")
        self.write(self.campaign.corpus, "crash-1", "Xalloc")
        self.assertEqual(os.listdir(self.campaign.seeds()), [sha1("a")])

    def test_times_are_told_in_seconds(self):
        self.assertEqual([self.module.duration(text) for text in ("90s", "30m", "2h", "1d", "7")], [90, 1800, 7200, 86400, 7])


if __name__ == "__main__":
    unittest.main()
