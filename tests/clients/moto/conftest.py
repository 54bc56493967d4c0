"""moto's own tests of tags, against the emulator instead of moto.

`mock_aws` is what they run their calls under: here it leaves them alone, so that they reach the
emulator. Each test gets one of its own.
"""

import os
import subprocess

import moto
import pytest

# Why the emulator differs, by what the recordings of AWS say, and words of the failure that follows.
OLD_SENTENCE = (
    "moto ends the sentence with a full stop; AWS did not in 2026",
    "in \"1 validation error detected: Value at 'tag",
)
WITH_CASE = (
    "moto compares the keys of policies without case; AWS did it with case in 2026",
    "in 'Duplicate tag keys found.'",
)
DIFFERENT_CASE = (WITH_CASE[0], "DID NOT RAISE")
OWN_MARKER = "moto's markers are numbers; AWS's are opaque", "== '1'"
EMPTY_TRUST = (
    "moto's test has `{}` for a trust policy, which AWS refuses",
    "(MalformedPolicyDocument) when calling the CreateRole operation",
)
TOO_MANY_TAGS = (
    "moto gives a provider 150 tags; AWS refused the fifty-first in 2026",
    "(LimitExceeded) when calling the TagOpenIDConnectProvider operation",
)

# The tests that moto passes and the emulator does not.
DIFFERENCES = {
    "test_create_policy_with_duplicate_tag": WITH_CASE,
    "test_create_policy_with_duplicate_tag_different_casing": DIFFERENT_CASE,
    "test_updating_existing_tagged_policy_with_duplicate_tag": WITH_CASE,
    "test_updating_existing_tagged_policy_with_duplicate_tag_different_casing": DIFFERENT_CASE,
    "test_create_policy_with_too_many_tags": OLD_SENTENCE,
    "test_create_policy_with_tag_containing_large_key": OLD_SENTENCE,
    "test_create_policy_with_tag_containing_large_value": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_too_many_tags": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_large_key": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_large_value": OLD_SENTENCE,
    "test_untag_policy": OLD_SENTENCE,
    "test_create_role_with_tags": EMPTY_TRUST,
    "test_untag_role": EMPTY_TRUST,
    "test_tag_role": EMPTY_TRUST,
    "test_list_policy_tags_pagination": OWN_MARKER,
    "test_list_open_id_connect_provider_tags__paginated": TOO_MANY_TAGS,
}


def mock_aws(function=None, config=None):
    return function or mock_aws


moto.mock_aws = mock_aws


def pytest_collection_modifyitems(items):
    missing = DIFFERENCES.keys() - {item.name for item in items}
    assert not missing, f"no such tests: {', '.join(missing)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Expects a known difference to fail, and in the known way: `xfail` would take any failure."""
    if item.name not in DIFFERENCES:
        return (yield)
    reason, words = DIFFERENCES[item.name]
    try:
        yield
    except (Exception, pytest.fail.Exception) as error:
        if words not in str(error):
            raise
        pytest.xfail(reason)
    pytest.fail(f"differs no more: {reason}")


@pytest.fixture(autouse=True)
def emulator(monkeypatch):
    command = [os.environ["EMULATOR"], "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        address = process.stdout.readline().removeprefix("listening on ").strip()
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        yield
        process.terminate()
