#!/usr/bin/env python3
"""tools/setup installs what is missing and nothing else; where it cannot, it says why in one line that names the packages.

The system is played: dpkg-query, apt-get, sudo and id are scripts in a directory that PATH names alone, beside links to the
real tools that the script uses.
"""

import os
import shutil
import subprocess
import tempfile
import unittest

SETUP = "tools/setup"
REAL_TOOLS = ("awk bash cat chmod dirname dpkg-deb echo env false grep mkdir mktemp mv printf readlink rm sed sh tail tr "
              "true").split()


class Setup(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.bin = os.path.join(self.directory.name, "bin")
        self.cache = os.path.join(self.directory.name, "cache")
        os.mkdir(self.bin)
        for tool in REAL_TOOLS:
            os.symlink(shutil.which(tool), os.path.join(self.bin, tool))
        self.log = os.path.join(self.directory.name, "log")
        self.command("apt-get", 'echo "apt-get $*" >>"%s"' % self.log)
        self.command("id", 'if [ "$1" = -u ]; then echo 0; else echo root; fi')
        self.installed(self.packages())
        archive = os.path.join(self.cache, "libfdt-dev-arm64/usr/lib/aarch64-linux-gnu/libfdt.a")
        os.makedirs(os.path.dirname(archive))
        with open(archive, "w", encoding="utf-8"):
            pass

    def command(self, name, script):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n%s\n" % script)
        os.chmod(path, 0o755)

    def packages(self):
        listed = self.setup("--list")[1].splitlines()
        return [line.split()[0] for line in listed if line.strip() and not line.startswith("libfdt-dev:arm64")]

    def installed(self, names):
        self.command("dpkg-query", "\n".join("echo installed %s" % name for name in names) + "\nexit 1")

    def without(self, *names):
        self.installed([name for name in self.packages() if name not in names])

    def setup(self, *options):
        env = {"PATH": self.bin, "HOME": self.directory.name, "PAGEWRIGHT_CACHE": self.cache, "TMPDIR": self.directory.name}
        done = subprocess.run([SETUP, *options], env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def calls(self):
        if not os.path.exists(self.log):
            return ""
        with open(self.log, encoding="utf-8") as file:
            return file.read()

    def refused(self, reason, packages="z3"):
        """One line on standard error, with the reason and the packages; and nothing installed."""
        status, _, errors = self.setup()
        self.assertEqual(status, 1)
        self.assertEqual(errors.count("\n"), 1, errors)
        self.assertIn(reason, errors)
        self.assertTrue(errors.endswith("missing packages: %s\n" % packages), errors)

    def test_nothing_missing_is_nothing_done_and_nothing_said(self):
        self.assertEqual(self.setup(), (0, "", ""))
        self.assertEqual(self.setup("--check"), (0, "", ""))
        self.assertEqual(self.calls(), "")

    def test_what_is_missing_is_installed_and_nothing_else_and_said_why(self):
        self.without("z3", "valgrind")
        status, output, errors = self.setup()
        self.assertEqual((status, errors), (0, ""))
        self.assertRegex(output, r"z3 +prover\n")
        self.assertRegex(output, r"valgrind +instruction counts")
        self.assertNotIn("cvc4", output)
        self.assertRegex(self.calls(), r"install --no-install-recommends z3 valgrind\n")

    def test_the_check_names_what_is_missing_and_installs_nothing(self):
        self.without("z3")
        shutil.rmtree(self.cache)
        status, output, errors = self.setup("--check")
        self.assertEqual((status, output, errors), (1, "", "setup: missing packages: z3 libfdt-dev:arm64\n"))
        self.assertEqual(self.calls(), "")

    def test_neither_root_nor_sudo(self):
        self.without("z3", "cvc4")
        self.command("id", "echo 1000")
        self.refused("neither root nor sudo", "z3 cvc4")
        self.assertEqual(self.calls(), "")

    def test_a_sudo_that_refuses(self):
        self.without("z3")
        self.command("id", "echo 1000")
        self.command("sudo", "exit 1")
        self.refused("sudo was refused")
        self.assertEqual(self.calls(), "")

    def test_with_sudo_the_packages_are_installed(self):
        self.without("z3")
        self.command("id", "echo 1000")
        self.command("sudo", 'while [ "$1" = -n ] || [ "$1" = -- ]; do shift; done\nexec "$@"')
        self.assertEqual(self.setup()[0], 0)
        self.assertIn("install --no-install-recommends z3\n", self.calls())

    def test_no_debian(self):
        self.without("z3")
        os.unlink(os.path.join(self.bin, "apt-get"))
        self.refused("no Debian system")

    def test_no_network(self):
        self.without("z3")
        self.command("apt-get", "echo \"Err:1 http://deb.example Temporary failure resolving 'deb.example'\" >&2; exit 100")
        self.refused("no network")

    def test_an_error_of_apt_is_told(self):
        self.without("z3")
        self.command("apt-get", 'echo "E: Unable to locate package z3"; exit 100')
        self.refused("E: Unable to locate package z3")

    def test_no_network_for_the_library_of_the_firmware(self):
        shutil.rmtree(self.cache)
        self.command("apt-get", "echo \"W: Could not resolve 'deb.example'\"; exit 100")
        status, _, errors = self.setup()
        self.assertEqual((status, errors), (1, "setup: apt could not fetch it (no network); missing package: libfdt-dev:arm64\n"))

    def test_an_unknown_option(self):
        self.assertEqual(self.setup("--chekc"), (1, "", "setup: unknown option --chekc; there are --check and --list\n"))


if __name__ == "__main__":
    unittest.main()
