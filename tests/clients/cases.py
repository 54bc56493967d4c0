"""The cases that every client runs. As a program: creates the resources that the tag tests share."""

import json
from pathlib import Path

import boto3
from botocore import xform_name

CLIENTS = Path(__file__).parent
CASES = json.loads((CLIENTS / "cases.json").read_text(encoding="utf-8"))
SESSION = json.loads((CLIENTS / "session.json").read_text(encoding="utf-8"))
RESOURCES = CASES["resources"]
TAGS = CASES["tags"]


def resource_type(case):
    return case["tag"].removeprefix("Tag")


def sorted_tags(case):
    """All tags, in the order in which this type of resource lists them."""
    tags = {tag["Key"]: tag for tag in TAGS}
    return [tags[key] for key in CASES[case["order"]]]


def numbered_tags(count):
    return [{"Key": f"key{n:02}", "Value": "v"} for n in range(1, count + 1)]


def at(path, output):
    """What is at `User.UserName`, or None."""
    for name in path.split("."):
        output = output.get(name)
    return output


def assert_gives(expected, output, path="output"):
    """Holds an output against what is expected of some of its members; None is an absent member."""
    if isinstance(expected, dict):
        for name, value in expected.items():
            assert_gives(value, output.get(name), f"{path}.{name}")
    elif isinstance(expected, list):
        assert len(output) == len(expected), path
        for i, (value, item) in enumerate(zip(expected, output)):
            assert_gives(value, item, f"{path}[{i}]")
    else:
        assert output == expected, path


def remove_tags(case):
    iam = boto3.client("iam")
    resource = {case["parameter"]: case["identifier"]}
    tags = getattr(iam, xform_name(case["list"]))(**resource)["Tags"]
    # IAM refuses an empty list of most types.
    if tags:
        getattr(iam, xform_name(case["untag"]))(**resource, TagKeys=[tag["Key"] for tag in tags])


def create_shared_resources():
    iam = boto3.client("iam")
    for case in RESOURCES:
        create = case["create"]
        output = getattr(iam, xform_name(create["operation"]))(**create["shared"])
        assert at(create["identifier"], output) == case["identifier"]


if __name__ == "__main__":
    create_shared_resources()
