"""moto's own tests of IAM and STS, against the emulator instead of moto.

`mock_aws` is what they run their calls under: here it leaves them alone, so that they reach the
emulator. Each worker has one emulator, and each test an empty one.
"""

import os
import re
import subprocess
from contextlib import ContextDecorator
from urllib.request import Request, urlopen

import moto
import pytest
from differences import DIFFERENCES


class Unmocked(ContextDecorator):
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False


def mock_aws(function=None, config=None):
    return function or Unmocked()


moto.mock_aws = mock_aws


def known_as(item):
    """The name under which the differences have a test: with its parameters, or without."""
    names = item.name, item.originalname
    return next((name for name in names if name in DIFFERENCES), None)


def pytest_collection_modifyitems(items):
    missing = DIFFERENCES.keys() - {known_as(item) for item in items}
    assert not missing, f"no such tests: {', '.join(missing)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Expects a known difference to fail, and in the known way: `xfail` would take any failure."""
    report = yield
    name = known_as(item)
    if call.when != "call" or name is None:
        return report
    reason, words = DIFFERENCES[name]
    if report.passed:
        report.outcome, report.longrepr = "failed", f"differs no more: {reason}"
    elif re.search(words, call.excinfo.exconly(), re.DOTALL):
        report.outcome, report.wasxfail = "skipped", reason
    return report


@pytest.fixture(scope="session")
def address():
    command = [os.environ["EMULATOR"], "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield process.stdout.readline().removeprefix("listening on ").strip()
        process.terminate()


@pytest.fixture(autouse=True)
def emulator(monkeypatch, address):
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    urlopen(Request(f"{address}/_reset", method="POST")).close()
