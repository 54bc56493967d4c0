"""How tests of boto3 code use the emulator: one process for all of them, and nothing left from the test
before."""

import os
import subprocess
from urllib.request import Request, urlopen

import boto3
import pytest
from botocore.exceptions import ClientError


@pytest.fixture(scope="session")
def emulator():
    command = [os.environ["EMULATOR"], "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        yield process.stdout.readline().removeprefix("listening on ").strip()
        process.terminate()


@pytest.fixture
def iam(emulator):
    urlopen(Request(f"{emulator}/_reset", method="POST")).close()
    return boto3.client("iam", endpoint_url=emulator)


@pytest.mark.parametrize("run", ["first", "second"])
def test_a_user_is_created_in_an_empty_account(iam, run):
    assert iam.list_users()["Users"] == []
    assert iam.create_user(UserName="anika")["User"]["UserId"] == "AIDARBUFZEGUVSOSJPTVS"


def test_a_user_of_another_account_is_not_seen(emulator, iam):
    iam.create_user(UserName="anika")
    other = boto3.client(
        "iam", endpoint_url=emulator, aws_access_key_id="111122223333", aws_secret_access_key="x"
    )
    with pytest.raises(ClientError, match="The user with name anika cannot be found."):
        other.get_user(UserName="anika")
