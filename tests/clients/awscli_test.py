"""The tag operations through the AWS command line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore import xform_name

from cases import CASES, RESOURCES, TAGS, numbered_tags, remove_tags, resource_type, sorted_tags

AWS = Path(sys.executable).parent / "aws"
ENDPOINT = os.environ["AWS_ENDPOINT_URL"]


class Refused(Exception):
    """Its arguments are the operation, the code and the message that the command line printed."""


def aws(*arguments):
    command = [AWS, "--endpoint-url", ENDPOINT, "--output", "json", "iam", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=60)
    if done.returncode == 0:
        return done
    refusal = re.search(
        r"An error occurred \((\w+)\) when calling the (\w+) operation: (.*)", done.stderr
    )
    assert refusal, done.stderr
    code, operation, message = refusal.groups()
    raise Refused(operation, code, message)


@dataclass
class Resource:
    case: dict[str, Any]
    identifier: str

    def tag(self, tags):
        return self.call("tag", "--tags", json.dumps(tags))

    def untag(self, keys):
        return self.call("untag", "--tag-keys", *keys)

    def list(self, *options):
        return json.loads(self.call("list", *options))

    def call(self, operation, *options):
        command = xform_name(self.case[operation], "-")
        parameter = "--" + xform_name(self.case["parameter"], "-")
        return aws(command, parameter, self.identifier, *options).stdout

    def tags(self):
        return self.list()["Tags"]


@pytest.fixture(
    params=[
        # Tests of one resource must not run side by side.
        pytest.param(case, id=resource_type(case), marks=pytest.mark.xdist_group(case["tag"]))
        for case in RESOURCES
    ]
)
def case(request):
    return request.param


@pytest.fixture
def resource(case):
    yield Resource(case, case["identifier"])
    remove_tags(case)


def assert_refused(operation, code, message, call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    assert caught.value.args == (operation, code, message)


def test_tags_overwrites_lists_and_untags(resource):
    resource.tag(TAGS)
    resource.call("tag", "--tags", "Key=dept,Value=legal")
    expected = sorted_tags(resource.case)
    expected = [{**tag, "Value": "legal"} if tag["Key"] == "dept" else tag for tag in expected]
    assert resource.tags() == expected
    resource.untag(["cost center", "ключ", "absent"])
    left = [tag for tag in expected if tag["Key"] not in ("cost center", "ключ")]
    assert resource.tags() == left
    resource.untag([tag["Key"] for tag in left])
    assert resource.tags() == []


def test_pages(resource):
    resource.tag(TAGS)
    expected = sorted_tags(resource.case)
    assert resource.list("--page-size", "4") == {"Tags": expected}
    first = resource.list("--page-size", "4", "--max-items", "8")
    assert first["Tags"] == expected[:8]
    rest = resource.list("--page-size", "4", "--starting-token", first["NextToken"])
    assert rest == {"Tags": expected[8:]}


def test_refuses_a_foreign_marker(resource):
    refusal = resource.case["list"], "ValidationError", CASES["bad_marker"]
    assert_refused(*refusal, resource.list, "--marker", "foreign")


def test_misses_an_absent_resource(case):
    missing = Resource(case, case["missing"])
    refusal = "NoSuchEntity", case["no_such_entity"]
    assert_refused(case["tag"], *refusal, missing.tag, TAGS)
    assert_refused(case["untag"], *refusal, missing.untag, ["dept"])
    assert_refused(case["list"], *refusal, missing.list)


def test_refuses_duplicate_keys(resource):
    tags = [{"Key": key, "Value": "v"} for key in resource.case["duplicates"]]
    refusal = resource.case["tag"], "InvalidInput", resource.case["duplicate_keys"]
    assert_refused(*refusal, resource.tag, tags)


def test_refuses_a_bad_value(resource):
    refusal = resource.case["tag"], "ValidationError", CASES["bad_value"]["message"]
    assert_refused(*refusal, resource.tag, CASES["bad_value"]["tags"])


def test_refuses_the_fifty_first_tag(resource):
    resource.tag(numbered_tags(50))
    refusal = resource.case["tag"], "LimitExceeded", CASES["limit_exceeded"]
    assert_refused(*refusal, resource.tag, [{"Key": "key51", "Value": "v"}])


def test_request_id_is_in_body_and_header():
    log = aws("list-user-tags", "--user-name", "anika", "--debug").stderr
    uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    header = re.search(f"'x-amzn-RequestId': '({uuid})'", log, re.IGNORECASE)
    body = re.search(f"<RequestId>({uuid})</RequestId>", log)
    assert header[1] == body[1]


def test_refuses_an_unknown_action():
    assert_refused("ListUsers", "InvalidAction", CASES["unknown_action"], aws, "list-users")


@pytest.mark.xdist_group("TagUser")
def test_the_readme_session_prints_what_it_says():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    _, export, *session = re.search(r"```console\n(\$ export .*?)```", readme, re.S)[1].split("$ ")
    assert export.startswith("export")
    path = f"{AWS.parent}{os.pathsep}{os.environ['PATH']}"
    try:
        for command, _, printed in (step.partition("\n") for step in session):
            done = subprocess.run(
                command,
                shell=True,
                check=False,
                encoding="utf-8",
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PATH": path},
                timeout=60,
            )
            assert done.stdout.rstrip() == printed.rstrip(), command
    finally:
        remove_tags(next(case for case in RESOURCES if case["tag"] == "TagUser"))
