"""Runs the test programs: a line for each test, the details of failures, and how many passed.

run.sh starts this with everything in place, and says in CONTRACT_* where it is.
"""

import argparse
import signal
import sys
import time
import unittest
from pathlib import Path

from clients import AzureImgUtils, Azpc

PROGRAMS = [
    *("test_azure_img_utils", "test_azpc", "test_together", "test_publishing", "test_rehearse", "test_way", "test_fuzz"),
    "test_canary",
]


class Report(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.passed = True
        self.started = time.monotonic()

    def stopTest(self, test):
        seconds = time.monotonic() - self.started
        print(f"{'ok  ' if self.passed else 'FAIL'}  {self.sentence(test)} ({seconds:.1f} s)", flush=True)
        super().stopTest(test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.passed = False

    def addError(self, test, error):
        super().addError(test, error)
        self.passed = False

    @staticmethod
    def sentence(test):
        """`azpc: lists the offers` for `test_lists_the_offers` of a class about azpc; its name for what is no test of
        ours, such as a program that could not be loaded."""
        name = test.id().rpartition(".")[2].removeprefix("test_").replace("_", " ")
        return f"{getattr(test, 'subject', 'contract')}: {name}"


def main():
    parser = argparse.ArgumentParser(description="Runs the test programs.")
    parser.add_argument("-k", dest="patterns", metavar="PATTERN", action="append", help="only tests with PATTERN")
    parser.add_argument("--write-settings", metavar="DIR", help="only write the clients' settings, for a shell")
    options = parser.parse_args()
    if options.write_settings:
        for client in AzureImgUtils, Azpc:
            client(Path(options.write_settings))
        return 0

    # Told to end, it ends as at Ctrl-C: a client that is running is ended too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{pattern.replace(' ', '_')}*" for pattern in options.patterns or [""]]
    report = Report()
    loader.loadTestsFromNames(PROGRAMS).run(report)
    wrong = report.failures + report.errors
    for test, details in wrong:
        print(f"\n{report.sentence(test)}\n{details}")
    passed = report.testsRun - len(wrong)
    print(f"{passed} passed, {len(wrong)} failed")
    return 0 if passed and not wrong else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
