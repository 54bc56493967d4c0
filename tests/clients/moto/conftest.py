"""moto's own tests, against the emulator instead of moto.

`mock_aws` is what they run their calls under: here it leaves them alone, so that they reach the
emulator. Each test gets one of its own.
"""

import os
import subprocess

import moto
import pytest


def mock_aws(function=None, config=None):
    return function or mock_aws


moto.mock_aws = mock_aws


@pytest.fixture(autouse=True)
def emulator(monkeypatch):
    command = [os.environ["EMULATOR"], "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        address = process.stdout.readline().removeprefix("listening on ").strip()
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        yield
        process.terminate()
