"""STS through boto3 and the AWS command line, with IAM on the same address."""

import base64
import json
import os
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.request import Request, urlopen

import boto3
import pytest
from botocore.exceptions import ClientError

ACCOUNT = "123456789012"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
TRUST = {
    "Version": "2012-10-17",
    "Statement": {
        "Effect": "Allow",
        "Principal": {"AWS": ROOT},
        "Action": ["sts:AssumeRole", "sts:TagSession"],
    },
}
AWS = Path(sys.executable).parent / "aws"

iam = boto3.client("iam")
sts = boto3.client("sts")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The command line keeps sessions there, and another emulator does not know them."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="module")
def role():
    name = "sts-role"
    yield iam.create_role(
        RoleName=name, Path="/team/", AssumeRolePolicyDocument=json.dumps(TRUST)
    )["Role"]
    iam.delete_role(RoleName=name)


@pytest.fixture
def user():
    """A user with a key, as a session of boto3."""
    name = "sts-user"
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    yield boto3.Session(key["AccessKeyId"], key["SecretAccessKey"])
    iam.delete_access_key(UserName=name, AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName=name)


def session_of(credentials):
    return boto3.Session(
        credentials["AccessKeyId"], credentials["SecretAccessKey"], credentials["SessionToken"]
    )


def identity(session):
    return session.client("sts").get_caller_identity()["Arn"]


def aws(*arguments, **environment):
    """The answer of the command, or its message."""
    command = [AWS, "--output", "json", "sts", *arguments]
    ran = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, encoding="utf-8"
    )
    return json.loads(ran.stdout) if ran.returncode == 0 else ran.stderr.strip()


def test_an_unknown_key_is_the_root_user():
    answer = sts.get_caller_identity()
    assert (answer["Arn"], answer["UserId"], answer["Account"]) == (ROOT, ACCOUNT, ACCOUNT)
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amzn-requestid"] == answer["ResponseMetadata"]["RequestId"]
    second = base64.b64decode(headers["x-amz-sts-extended-request-id"]).decode()
    assert re.fullmatch(r"1:us-east-1:S:\d{13}:R:[0-9A-Za-z]{8}", second)


def test_a_session_of_a_role_is_known_to_both_services(role):
    before = datetime.now(timezone.utc)
    answer = sts.assume_role(
        RoleArn=role["Arn"],
        RoleSessionName="s1",
        DurationSeconds=900,
        SourceIdentity="anika",
        Tags=[{"Key": "Team", "Value": "red"}],
        TransitiveTagKeys=["Team"],
    )
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/sts-role/s1"
    assert answer["AssumedRoleUser"] == {"AssumedRoleId": f"{role['RoleId']}:s1", "Arn": arn}
    assert answer["SourceIdentity"] == "anika"
    lasts = answer["Credentials"]["Expiration"] - before
    assert timedelta(seconds=898) < lasts < timedelta(seconds=960)
    session = session_of(answer["Credentials"])
    assert identity(session) == arn
    with pytest.raises(ClientError, match="Must specify userName when calling with non-User"):
        session.client("iam").list_access_keys()

    # What it begins has its source identity, and an hour at most.
    chained = session.client("sts")
    again = chained.assume_role(RoleArn=role["Arn"], RoleSessionName="s2")
    assert again["SourceIdentity"] == "anika"
    with pytest.raises(ClientError, match="conflicts with a transitive tag key"):
        chained.assume_role(
            RoleArn=role["Arn"], RoleSessionName="s2", Tags=[{"Key": "team", "Value": "blue"}]
        )


def test_a_role_that_does_not_exist_is_denied(user):
    arn = f"arn:aws:iam::{ACCOUNT}:role/nobody"
    with pytest.raises(ClientError) as caught:
        user.client("sts").assume_role(RoleArn=arn, RoleSessionName="s1")
    assert caught.value.response["Error"] == {
        "Type": "Sender",
        "Code": "AccessDenied",
        "Message": f"User: arn:aws:iam::{ACCOUNT}:user/sts-user is not authorized to perform: "
        f"sts:AssumeRole on resource: {arn}",
    }


def test_a_user_gets_a_session_and_a_federated_one(user):
    client = user.client("sts")
    session = session_of(client.get_session_token()["Credentials"])
    assert identity(session) == f"arn:aws:iam::{ACCOUNT}:user/sts-user"
    federated = client.get_federation_token(Name="bob")
    assert federated["PackedPolicySize"] == 0
    bob = f"arn:aws:sts::{ACCOUNT}:federated-user/bob"
    assert identity(session_of(federated["Credentials"])) == bob
    with pytest.raises(ClientError, match="Cannot call GetSessionToken with session credentials"):
        session.client("sts").get_session_token()


@pytest.mark.parametrize(
    "accept, holds", [("*/*", "<Arn>%s</Arn>"), ("application/json", '"Arn":"%s"')]
)
def test_a_presigned_url_tells_who_made_it(user, accept, holds):
    url = user.client("sts").generate_presigned_url("get_caller_identity", ExpiresIn=60)
    assert "X-Amz-Signature=" in url
    with urlopen(Request(url, headers={"Accept": accept})) as answer:
        assert holds % f"arn:aws:iam::{ACCOUNT}:user/sts-user" in answer.read().decode()


def test_a_profile_assumes_its_role(role, tmp_path, monkeypatch):
    config = tmp_path / "config"
    config.write_text(
        f"[profile app]\nrole_arn = {role['Arn']}\nrole_session_name = cli\n"
        "credential_source = Environment\n"
    )
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/sts-role/cli"
    assert identity(boto3.Session(profile_name="app")) == arn
    assert aws("get-caller-identity", "--profile", "app")["Arn"] == arn


def test_a_web_identity_becomes_a_session(role, tmp_path, monkeypatch):
    provider = iam.create_open_id_connect_provider(
        Url="https://oidc.example.com/id/1", ClientIDList=["sts.amazonaws.com"]
    )["OpenIDConnectProviderArn"]
    claims = {
        "iss": "https://oidc.example.com/id/1",
        "sub": "system:serviceaccount:default:app",
        "aud": "sts.amazonaws.com",
        "exp": int(time.time()) + 600,
    }
    part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    token = tmp_path / "token"
    token.write_text(f"{part({'alg': 'RS256'})}.{part(claims)}.c2ln")
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_WEB_IDENTITY_TOKEN_FILE", str(token))
    monkeypatch.setenv("AWS_ROLE_ARN", role["Arn"])
    monkeypatch.setenv("AWS_ROLE_SESSION_NAME", "pod")
    arn = f"arn:aws:sts::{ACCOUNT}:assumed-role/sts-role/pod"
    assert identity(boto3.Session()) == arn
    assert aws("get-caller-identity")["Arn"] == arn
    iam.delete_open_id_connect_provider(OpenIDConnectProviderArn=provider)


def test_the_command_line_assumes_a_role_with_tags(role):
    assert aws("get-caller-identity")["Arn"] == ROOT
    answer = aws(
        *["assume-role", "--role-arn", role["Arn"], "--role-session-name", "cli"],
        *["--tags", "Key=Team,Value=red", "Key=Cost Center,Value=R+D"],
        *["--transitive-tag-keys", "Team"],
    )
    assert answer["PackedPolicySize"] == 2
    credentials = answer["Credentials"]
    own = {
        "AWS_ACCESS_KEY_ID": credentials["AccessKeyId"],
        "AWS_SECRET_ACCESS_KEY": credentials["SecretAccessKey"],
        "AWS_SESSION_TOKEN": credentials["SessionToken"],
    }
    assert aws("get-caller-identity", **own)["Arn"] == answer["AssumedRoleUser"]["Arn"]
    assert aws("get-access-key-info", "--access-key-id", own["AWS_ACCESS_KEY_ID"]) == {
        "Account": ACCOUNT
    }
    refused = aws("get-caller-identity", **{**own, "AWS_SESSION_TOKEN": "another"})
    assert refused.endswith(
        "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: "
        "The security token included in the request is invalid."
    )
