"""The cases that every client runs."""

import json
from pathlib import Path

import boto3
from botocore import xform_name

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))
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


def remove_tags(case):
    iam = boto3.client("iam")
    resource = {case["parameter"]: case["identifier"]}
    tags = getattr(iam, xform_name(case["list"]))(**resource)["Tags"]
    getattr(iam, xform_name(case["untag"]))(**resource, TagKeys=[tag["Key"] for tag in tags])
