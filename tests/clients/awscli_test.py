"""IAM through the AWS command line."""

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from awscli.clidriver import create_clidriver
from botocore import xform_name

from cases import (
    CASES,
    RESOURCES,
    SESSION,
    TAGS,
    assert_gives,
    at,
    numbered_tags,
    remove_tags,
    resource_type,
    sorted_tags,
)

DRIVER = create_clidriver()
AWS = Path(sys.executable).parent / "aws"


class Refused(Exception):
    """Its arguments are the operation, the code and the message that the command line printed."""


def aws(*arguments):
    """What the command prints. It runs in this process, since most of its time is its start."""
    printed, refused = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(refused):
        code = DRIVER.main(["--output", "json", "iam", *arguments])
    if code == 0:
        return printed.getvalue()
    refusal = re.search(
        r"An error occurred \((\w+)\) when calling the (\w+) operation: (.*)", refused.getvalue()
    )
    assert refusal, refused.getvalue()
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
        return aws(command, parameter, self.identifier, *options)

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
    resource.untag(resource.case["untagged"])
    left = [tag for tag in expected if tag["Key"] not in resource.case["untagged"]]
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
    command = [AWS, "iam", "list-user-tags", "--user-name", "anika", "--debug"]
    log = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stderr
    uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    header = re.search(f"'x-amzn-RequestId': '({uuid})'", log, re.IGNORECASE)
    body = re.search(f"<RequestId>({uuid})</RequestId>", log)
    assert header[1] == body[1]


def send(operation, arguments, *more):
    printed = aws(xform_name(operation, "-"), *map(option, arguments.items()), *more)
    return json.loads(printed or "{}")


def option(argument):
    name, value = argument
    if value is True:
        return f"--{xform_name(name, '-')}"
    return f"--{xform_name(name, '-')}={value if isinstance(value, str) else json.dumps(value)}"


def test_a_whole_life(case, tmp_path):
    create, get, everything = case["create"], case["get"], case["all"]
    if create["operation"] == "CreateVirtualMFADevice":
        seed = [f"--outfile={tmp_path / 'seed'}", "--bootstrap-method=Base32StringSeed"]
    else:
        seed = []
    created = send(create["operation"], {**create["life"], "Tags": TAGS}, *seed)
    assert at(create["tags"], created) == TAGS
    identifier = at(create["identifier"], created)
    named = {case["parameter"]: identifier}

    def tags():
        return at(get["tags"], send(get["operation"], named))

    assert tags() == sorted_tags(case)
    listed = send(everything["operation"], {})[everything["items"]]
    (listed,) = [item for item in listed if item[everything["identifier"]] == identifier]
    assert "Tags" not in listed

    resource = Resource(case, identifier)
    resource.untag([tag["Key"] for tag in TAGS])
    assert tags() == get["without_tags"]
    resource.call("tag", "--tags", "Key=dept,Value=legal")
    assert tags() == [{"Key": "dept", "Value": "legal"}]
    send(case["delete"], named)
    with pytest.raises(Refused, match="NoSuchEntity"):
        send(get["operation"], named)


def test_a_session():
    for step in SESSION:
        if "refuses" not in step:
            assert_gives(step.get("gives", {}), send(step["call"], step["input"]), step["call"])
            continue
        assert_refused(step["call"], *step["refuses"], send, step["call"], step["input"])


def test_lists_come_in_pages():
    names = [f"page-{n}" for n in range(1, 4)]
    for name in names:
        aws("create-user", "--user-name", name, "--path", "/pages/")
    options = "--path-prefix", "/pages/", "--page-size", "2"
    users = json.loads(aws("list-users", *options))["Users"]
    assert [user["UserName"] for user in users] == names
    first = json.loads(aws("list-users", *options, "--max-items", "2"))
    rest = aws("list-users", *options, "--starting-token", first["NextToken"])
    assert [user["UserName"] for user in json.loads(rest)["Users"]] == names[2:]
    for name in names:
        aws("delete-user", "--user-name", name)


def test_refuses_what_it_does_not_serve():
    refused = CASES["not_served"]
    refusal = refused["operation"], refused["code"], refused["message"]
    assert_refused(*refusal, send, refused["operation"], refused["input"])


def test_the_readme_commands_print_what_they_say():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (start,) = re.search(r"```sh\n(.* iam-codec-cli -- serve .*)\n```", readme).groups()
    _, export, *session = re.search(r"```console\n(\$ export .*?)```", readme, re.S)[1].split("$ ")
    address = re.search("AWS_ENDPOINT_URL=(\\S+)", export)[1]
    assert start.endswith(f"--listen {address.removeprefix('http://')}")

    path = f"{AWS.parent}{os.pathsep}{os.environ['PATH']}"
    for command, _, printed in (step.partition("\n") for step in session):
        assert shell(command, path).rstrip() == printed.rstrip(), command


def shell(command, path):
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
    return done.stdout
