"""IAM through Ansible's modules: create, change, change nothing, remove."""

import json
import os
import subprocess
import sys
from pathlib import Path

import boto3
import pytest

CLIENTS = Path(__file__).parent
ANSIBLE = Path(sys.executable).parent / "ansible"
POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
}
TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ec2.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}

iam = boto3.client("iam")

CASES = {
    "iam_user": {
        "create": {"name": "ansible", "path": "/ansible/", "tags": {"Team": "ops", "env": "test"}},
        "change": {"name": "ansible", "path": "/ansible/", "tags": {"Team": "dev"}},
        "remove": {"name": "ansible"},
        "tags": lambda: iam.get_user(UserName="ansible")["User"]["Tags"],
    },
    "iam_role": {
        "create": {
            "name": "ansible",
            "assume_role_policy_document": json.dumps(TRUST),
            "managed_policies": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            "description": "Made by Ansible",
            "max_session_duration": 7200,
            "tags": {"Team": "ops", "env": "test"},
        },
        "change": {
            "name": "ansible",
            "assume_role_policy_document": json.dumps(TRUST),
            "tags": {"Team": "dev"},
        },
        "remove": {"name": "ansible", "delete_instance_profile": True},
        "tags": lambda: iam.get_role(RoleName="ansible")["Role"]["Tags"],
    },
    "iam_instance_profile": {
        "create": {"name": "ansible", "path": "/a/", "tags": {"Team": "ops", "env": "test"}},
        "change": {"name": "ansible", "tags": {"Team": "dev"}},
        "remove": {"name": "ansible"},
        "tags": lambda: iam.get_instance_profile(InstanceProfileName="ansible")["InstanceProfile"][
            "Tags"
        ],
    },
    "iam_managed_policy": {
        "create": {
            "name": "ansible",
            "policy": json.dumps(POLICY),
            "tags": {"Team": "ops", "env": "test"},
        },
        "change": {"name": "ansible", "policy": json.dumps(POLICY), "tags": {"Team": "dev"}},
        "remove": {"name": "ansible"},
        "tags": lambda: iam.get_policy(PolicyArn="arn:aws:iam::123456789012:policy/ansible")[
            "Policy"
        ]["Tags"],
    },
}


def run(module, arguments):
    """Whether the module changed anything."""
    command = [
        ANSIBLE,
        "localhost",
        *("--connection", "local"),
        *("--module-name", f"amazon.aws.{module}"),
        *("--args", json.dumps({"state": "present", **arguments})),
    ]
    environment = {
        **os.environ,
        "ANSIBLE_COLLECTIONS_PATH": str(CLIENTS / ".venv" / "collections"),
        "ANSIBLE_LOCALHOST_WARNING": "False",
        "ANSIBLE_NOCOLOR": "True",
        "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
    }
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", env=environment, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return "| CHANGED =>" in done.stdout


@pytest.mark.parametrize("module", CASES)
def test_creates_changes_tags_and_removes(module):
    case = CASES[module]
    assert run(module, case["create"])
    assert {tag["Key"]: tag["Value"] for tag in case["tags"]()} == case["create"]["tags"]
    assert not run(module, case["create"])
    assert run(module, case["change"])
    assert {tag["Key"]: tag["Value"] for tag in case["tags"]()} == case["change"]["tags"]
    assert not run(module, case["change"])
    assert run(module, {**case["remove"], "state": "absent"})
    assert not run(module, {**case["remove"], "state": "absent"})
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        case["tags"]()
