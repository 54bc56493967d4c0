"""moto's own tests of tags, against the emulator instead of moto.

`mock_aws` is what they run their calls under: here it leaves them alone, so that they reach the
emulator. Each test gets one of its own.
"""

import os
import subprocess

import moto
import pytest

OLD_SENTENCE = "moto ends the sentence with a full stop; AWS did not in 2026"
WITH_CASE = "moto compares the keys of policies without case; AWS did it with case in 2026"
OWN_MARKER = "moto's markers are numbers; AWS's are opaque"

# The tests that moto passes and the emulator does not, with what the recordings of AWS say.
DIFFERENCES = {
    "test_create_policy_with_duplicate_tag": WITH_CASE,
    "test_create_policy_with_duplicate_tag_different_casing": WITH_CASE,
    "test_updating_existing_tagged_policy_with_duplicate_tag": WITH_CASE,
    "test_updating_existing_tagged_policy_with_duplicate_tag_different_casing": WITH_CASE,
    "test_create_policy_with_too_many_tags": OLD_SENTENCE,
    "test_create_policy_with_tag_containing_large_key": OLD_SENTENCE,
    "test_create_policy_with_tag_containing_large_value": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_too_many_tags": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_large_key": OLD_SENTENCE,
    "test_updating_existing_tagged_policy_with_large_value": OLD_SENTENCE,
    "test_untag_policy": OLD_SENTENCE,
    "test_create_role_with_tags": OLD_SENTENCE,
    "test_untag_role": OLD_SENTENCE,
    "test_list_policy_tags_pagination": OWN_MARKER,
    "test_tag_role": OWN_MARKER,
    "test_list_open_id_connect_provider_tags__paginated": (
        "moto gives a provider 150 tags; AWS refused the fifty-first in 2026"
    ),
}


def mock_aws(function=None, config=None):
    return function or mock_aws


moto.mock_aws = mock_aws


def pytest_collection_modifyitems(items):
    for item in items:
        reason = DIFFERENCES.pop(item.name, None)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
    assert not DIFFERENCES, f"no such tests: {', '.join(DIFFERENCES)}"


@pytest.fixture(autouse=True)
def emulator(monkeypatch):
    command = [os.environ["EMULATOR"], "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        address = process.stdout.readline().removeprefix("listening on ").strip()
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        yield
        process.terminate()
