"""The tag operations through boto3."""

import re
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

from cases import CASES, RESOURCES, TAGS, numbered_tags, remove_tags, resource_type, sorted_tags

iam = boto3.client("iam")


@dataclass
class Resource:
    case: dict[str, Any]
    identifier: str

    def tag(self, tags):
        return self.call("tag", Tags=tags)

    def untag(self, keys):
        return self.call("untag", TagKeys=keys)

    def list(self, **page):
        return self.call("list", **page)

    def call(self, operation, **arguments):
        method = getattr(iam, xform_name(self.case[operation]))
        return method(**{self.case["parameter"]: self.identifier}, **arguments)

    def tags(self):
        return self.list()["Tags"]


@pytest.fixture(params=RESOURCES, ids=resource_type)
def case(request):
    return request.param


@pytest.fixture
def resource(case):
    yield Resource(case, case["identifier"])
    remove_tags(case)


def assert_refused(exception, code, message, call, *arguments, **page):
    with pytest.raises(ClientError) as caught:
        call(*arguments, **page)
    assert type(caught.value) is exception
    response = caught.value.response
    assert response["Error"] == {"Type": "Sender", "Code": code, "Message": message}
    assert_request_id(response)


def assert_request_id(response):
    metadata = response["ResponseMetadata"]
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", metadata["RequestId"])
    assert metadata["RequestId"] == metadata["HTTPHeaders"]["x-amzn-requestid"]


def test_lists_tags_in_order(resource):
    resource.tag(TAGS)
    page = resource.list()
    assert page["Tags"] == sorted_tags(resource.case)
    assert page["IsTruncated"] is False
    assert "Marker" not in page


def test_overwrites_a_value(resource):
    resource.tag(TAGS)
    resource.tag([{"Key": "dept", "Value": "legal"}])
    expected = sorted_tags(resource.case)
    expected = [{**tag, "Value": "legal"} if tag["Key"] == "dept" else tag for tag in expected]
    assert resource.tags() == expected


def test_untags(resource):
    resource.tag(TAGS)
    resource.untag(["cost center", "ключ", "absent"])
    left = [tag for tag in sorted_tags(resource.case) if tag["Key"] not in ("cost center", "ключ")]
    assert resource.tags() == left
    resource.untag([tag["Key"] for tag in left])
    assert resource.tags() == []


def test_keys_differ_by_case_where_aws_says_so(resource):
    resource.tag([{"Key": "dept", "Value": "1"}])
    resource.tag([{"Key": "Dept", "Value": "2"}])
    if resource.case["ignores_key_case"]:
        assert resource.tags() == [{"Key": "Dept", "Value": "2"}]
        resource.untag(["dEPT"])
        assert resource.tags() == []
    else:
        assert resource.tags() == [{"Key": "Dept", "Value": "2"}, {"Key": "dept", "Value": "1"}]
        resource.untag(["dept"])
        assert resource.tags() == [{"Key": "Dept", "Value": "2"}]


def test_pages(resource):
    resource.tag(TAGS)
    paginator = iam.get_paginator(xform_name(resource.case["list"]))
    pages = list(
        paginator.paginate(
            **{resource.case["parameter"]: resource.identifier},
            PaginationConfig={"PageSize": 4},
        )
    )
    assert [len(page["Tags"]) for page in pages] == [4, 4, 3]
    assert [page["IsTruncated"] for page in pages] == [True, True, False]
    assert ["Marker" in page for page in pages] == [True, True, False]
    assert [tag for page in pages for tag in page["Tags"]] == sorted_tags(resource.case)


def test_refuses_a_foreign_marker(resource):
    refusal = ClientError, "ValidationError", CASES["bad_marker"]
    assert_refused(*refusal, resource.list, Marker="foreign")


def test_misses_an_absent_resource(case):
    missing = Resource(case, case["missing"])
    refusal = iam.exceptions.NoSuchEntityException, "NoSuchEntity", case["no_such_entity"]
    assert_refused(*refusal, missing.tag, TAGS)
    assert_refused(*refusal, missing.untag, ["dept"])
    assert_refused(*refusal, missing.list)


def test_refuses_duplicate_keys(resource):
    tags = [{"Key": key, "Value": "v"} for key in resource.case["duplicates"]]
    message = resource.case["duplicate_keys"]
    refusal = iam.exceptions.InvalidInputException, "InvalidInput", message
    assert_refused(*refusal, resource.tag, tags)
    assert resource.tags() == []


def test_refuses_a_bad_value(resource):
    refusal = ClientError, "ValidationError", CASES["bad_value"]["message"]
    assert_refused(*refusal, resource.tag, CASES["bad_value"]["tags"])
    assert resource.tags() == []


def test_refuses_the_fifty_first_tag(resource):
    resource.tag(numbered_tags(50))
    resource.tag([{"Key": "key50", "Value": "overwritten"}])
    refusal = iam.exceptions.LimitExceededException, "LimitExceeded", CASES["limit_exceeded"]
    assert_refused(*refusal, resource.tag, [{"Key": "key51", "Value": "v"}])
    assert resource.tags() == [*numbered_tags(49), {"Key": "key50", "Value": "overwritten"}]


def test_request_id_is_in_body_and_header(resource):
    replies = [resource.tag(TAGS), resource.list(), resource.untag(["dept"])]
    for reply in replies:
        assert_request_id(reply)
    assert len({reply["ResponseMetadata"]["RequestId"] for reply in replies}) == 3


def test_refuses_an_unknown_action():
    assert_refused(ClientError, "InvalidAction", CASES["unknown_action"], iam.list_users)
