"""IAM through boto3."""

import re
from dataclasses import dataclass
from typing import Any

import boto3
import pytest
from botocore import xform_name
from botocore.exceptions import ClientError

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
    resource.untag(resource.case["untagged"])
    left = [tag for tag in sorted_tags(resource.case) if tag["Key"] not in resource.case["untagged"]]
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
    tags = sorted(resource.tags(), key=lambda tag: tag["Key"])
    assert tags == [*numbered_tags(49), {"Key": "key50", "Value": "overwritten"}]


def test_request_id_is_in_body_and_header(resource):
    replies = [resource.tag(TAGS), resource.list(), resource.untag(["dept"])]
    for reply in replies:
        assert_request_id(reply)
    assert len({reply["ResponseMetadata"]["RequestId"] for reply in replies}) == 3


def send(operation, arguments):
    return getattr(iam, xform_name(operation))(**arguments)


def test_a_whole_life(case):
    create, get, everything = case["create"], case["get"], case["all"]
    created = send(create["operation"], {**create["life"], "Tags": TAGS})
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
    resource.tag([{"Key": "dept", "Value": "legal"}])
    assert tags() == [{"Key": "dept", "Value": "legal"}]
    send(case["delete"], named)
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        send(get["operation"], named)

    created = send(create["operation"], create["life"])
    assert at(create["tags"], created) is None
    send(case["delete"], named)


def test_a_session():
    for step in SESSION:
        if "refuses" not in step:
            assert_gives(step.get("gives", {}), send(step["call"], step["input"]), step["call"])
            continue
        with pytest.raises(ClientError) as caught:
            send(step["call"], step["input"])
        error = caught.value.response["Error"]
        assert [error["Code"], error["Message"]] == step["refuses"], step
        assert type(caught.value).__name__ == error["Code"] + "Exception"


def test_lists_come_in_pages():
    names = [f"page-{n}" for n in range(1, 6)]
    for name in names:
        iam.create_user(UserName=name, Path="/pages/")
    paginator = iam.get_paginator("list_users")
    config = {"PageSize": 2}
    pages = list(paginator.paginate(PathPrefix="/pages/", PaginationConfig=config))
    assert [len(page["Users"]) for page in pages] == [2, 2, 1]
    assert [user["UserName"] for page in pages for user in page["Users"]] == names
    for name in names:
        iam.delete_user(UserName=name)


def test_an_access_key_is_a_user():
    iam.create_user(UserName="robot", PermissionsBoundary="arn:aws:iam::aws:policy/ReadOnlyAccess")
    key = iam.create_access_key(UserName="robot")["AccessKey"]
    robot = boto3.client(
        "iam",
        aws_access_key_id=key["AccessKeyId"],
        aws_secret_access_key=key["SecretAccessKey"],
    )
    user = robot.get_user()["User"]
    assert user["UserName"] == "robot"
    boundary = {
        "PermissionsBoundaryType": "Policy",
        "PermissionsBoundaryArn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
    }
    assert user["PermissionsBoundary"] == boundary
    (listed,) = robot.list_access_keys()["AccessKeyMetadata"]
    assert (listed["AccessKeyId"], listed["Status"]) == (key["AccessKeyId"], "Active")
    robot.update_access_key(AccessKeyId=key["AccessKeyId"], Status="Inactive")
    # An inactive key opens nothing.
    iam.delete_access_key(UserName="robot", AccessKeyId=key["AccessKeyId"])
    # A key that is not known is the root user's.
    assert robot.get_user()["User"]["Arn"] == "arn:aws:iam::123456789012:root"
    iam.delete_user(UserName="robot")


def test_refuses_what_it_does_not_serve():
    refused = CASES["not_served"]
    with pytest.raises(ClientError) as caught:
        send(refused["operation"], refused["input"])
    response = caught.value.response
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 501
    error = {"Type": "Receiver", "Code": refused["code"], "Message": refused["message"]}
    assert response["Error"] == error
