"""The tests that moto passes and the emulator does not: why, words of the failure that follows, and their names.

*Recorded* means that AWS answered as the emulator does; the sources are in `testdata/README.md`, `parity/cases` and
`src/guide/unsettled.md`. *Documented* means the page of the operation in the IAM or STS API Reference. The words are a
regular expression. A test may come to further differences behind the one that is named.
"""

from refused import REFUSED

# Sentences, members, numbers: moto has others than AWS.
OTHERWISE = [
    (
        "moto ends the sentence with a full stop; AWS did not in 2026 (recorded)",
        "in \"1 validation error detected: Value at 'tag",
        """
        test_create_policy_with_tag_containing_large_key
        test_create_policy_with_tag_containing_large_value
        test_create_policy_with_too_many_tags
        test_untag_policy
        test_updating_existing_tagged_policy_with_large_key
        test_updating_existing_tagged_policy_with_large_value
        test_updating_existing_tagged_policy_with_too_many_tags
        """,
    ),
    (
        "moto quotes the values; AWS does not any more (recorded: localstack/localstack, 2026)",
        "3 validation errors detected: Value at '",
        "test_create_open_id_connect_provider_multiple_errors",
    ),
    (
        "moto quotes the values; AWS does not any more (recorded: localstack/localstack, 2026)",
        'Value "129" at "minimumPasswordLength"',
        "test_update_account_password_policy_errors",
    ),
    (
        "moto compares the keys of policies without case; AWS did it with case in 2026 (recorded)",
        "in 'Duplicate tag keys found.'",
        """
        test_create_policy_with_duplicate_tag
        test_updating_existing_tagged_policy_with_duplicate_tag
        """,
    ),
    (
        "moto compares the keys of policies without case; AWS did it with case in 2026 (recorded)",
        "DID NOT RAISE",
        """
        test_create_policy_with_duplicate_tag_different_casing
        test_updating_existing_tagged_policy_with_duplicate_tag_different_casing
        """,
    ),
    (
        "a user who is not in the group is removed without an error (tried on AWS: cloud-custodian#4730)",
        "DID NOT RAISE",
        "test_remove_nonattached_user_from_group",
    ),
    (
        "AWS's sentence is `… with name … already exists.` (recorded for users and roles: localstack/localstack, 2026)",
        "with name .* already exists.",
        """
        test_create_group
        test_create_user
        test_update_group_with_existing_name
        """,
    ),
    (
        "AWS's sentence ends so (recorded for users, roles and instance profiles: localstack/localstack, 2026)",
        "cannot be found.",
        """
        test_add_user_to_unknown_group
        test_delete_service_linked_role
        test_get_group
        test_get_group_policy
        test_get_instance_profile__should_throw__when_instance_profile_does_not_exist
        test_get_role__should_throw__when_role_does_not_exist
        test_remove_user_from_unknown_group
        """,
    ),
    (
        "AWS's sentence is another one (recorded: localstack/localstack, 2026)",
        "Login Profile for|MFA [Dd]evice|with domain name 123456789012 cannot be found|with url https://example.com already",
        """
        test_create_login_profile__duplicate
        test_create_open_id_connect_provider_errors
        test_create_virtual_mfa_device_errors
        test_delete_account_password_policy_errors
        test_delete_nonexistent_login_profile
        test_delete_virtual_mfa_device_errors
        """,
    ),
    (
        "a provider that was deleted is not deleted again (recorded: localstack/localstack, 2026)",
        "OpenId connect Provider .* cannot be found.",
        "test_delete_open_id_connect_provider",
    ),
    (
        "the sentence of 2019; today's has `root` in it (quoted from AWS in 2026)",
        "IAM resource path must either be",
        "test_create_policy_with_invalid_policy_document[invalid_policy_document35]",
    ),
    (
        "two wrong resources; which of them AWS names is not known",
        "The policy failed legacy parsing",
        "test_create_policy_with_invalid_policy_document[invalid_policy_document25]",
    ),
    (
        "documents come from GetPolicyVersion, not from CreatePolicyVersion and ListPolicyVersions (documented: PolicyVersion)",
        "KeyError: 'Document'",
        """
        test_create_policy_versions
        test_list_policy_versions
        test_set_default_policy_version
        """,
    ),
    (
        "lists do not have the tags of devices (documented: ListVirtualMFADevices)",
        "KeyError: 'Tags'",
        "test_enable_virtual_mfa_device",
    ),
    (
        "the creation does not have the description (recorded: radkawar/stackd, 2026)",
        "KeyError: 'Description'",
        "test_create_service_linked_role__with_suffix",
    ),
    (
        "the caller is the root user, who has no name (quoted from AWS)",
        "KeyError: 'UserName'",
        "test_get_current_user",
    ),
    (
        "moto's caller is a user of no account; the emulator's is the root user",
        "assert 'arn:aws:iam:.* == 'arn:aws.*:user/moto'",
        """
        test_get_caller_identity_with_default_credentials
        test_sts_regions
        """,
    ),
    (
        "moto's markers are numbers; AWS's are opaque (recorded)",
        "== '1'",
        """
        test_list_policy_tags_pagination
        test_list_virtual_mfa_devices
        """,
    ),
    (
        "quotas of 2026, and one more member (recorded: radkawar/stackd)",
        "'PoliciesQuota': 2000",
        "test_get_account_summary",
    ),
    (
        "members that were not set are absent (documented for MaxPasswordAge: PasswordPolicy)",
        "'HardExpiry': False, 'MaxPasswordAge': 0",
        "test_update_account_password_policy",
    ),
    (
        "a report is good for four hours (documented: GenerateCredentialReport)",
        "assert 'false' == 'true'",
        "test_retrieve_cert_details_using_credentials_report",
    ),
    (
        "`other` is not a service; its role's name is made up by both",
        "'AWSServiceRoleForOther' == 'AWSServiceRoleForother'",
        "test_create_service_linked_role[other-other]",
    ),
]

# Beyond IAM and STS over HTTP, or not in the emulator.
ELSEWHERE = [
    (
        "the emulator has IAM and STS alone: no CloudFormation, S3, Config, DynamoDB",
        "(CreateStack|CreateBucket|PutConfigurationAggregator|CreateTable) operation",
        """
        test_delete_cfn_stack_with_policy_attached_to_role
        test_delete_instance_profile_with_existing_role
        test_dynamodb_supports_multiple_accounts
        test_iam_cloudformation_access_key_get_attr
        test_iam_cloudformation_create_group_policy
        test_iam_cloudformation_create_managed_policy
        test_iam_cloudformation_create_managed_policy_attached_to_a_group
        test_iam_cloudformation_create_managed_policy_attached_to_a_user
        test_iam_cloudformation_create_managed_policy_with_additional_properties
        test_iam_cloudformation_create_role
        test_iam_cloudformation_create_role_and_instance_profile
        test_iam_cloudformation_create_user
        test_iam_cloudformation_create_user_policy
        test_iam_cloudformation_create_user_with_access_key
        test_iam_cloudformation_delete_group_policy_having_generated_name
        test_iam_cloudformation_delete_user
        test_iam_cloudformation_delete_user_having_generated_name
        test_iam_cloudformation_delete_user_policy_having_generated_name
        test_iam_cloudformation_delete_users_access_key
        test_iam_cloudformation_update_drop_user
        test_iam_cloudformation_update_group_policy
        test_iam_cloudformation_update_user_no_interruption
        test_iam_cloudformation_update_user_policy
        test_iam_cloudformation_update_user_replacement
        test_iam_cloudformation_update_users_access_key_no_interruption
        test_iam_cloudformation_update_users_access_key_replacement
        test_iam_cloudformation_user_get_attr
        test_iam_roles
        test_policy_config_client
        test_role_config_client
        """,
    ),
    (
        "the test looks into moto's memory",
        r"KeyError: '(my-user|test.user)'|== \(\[\], None\)",
        """
        test_add_user_to_group
        test_get_credential_report_content
        test_password_last_used
        test_policy_config_dict
        test_role_config_dict
        """,
    ),
    (
        "the test stops the clock of its own process, which is not the emulator's",
        "== '2012-01-01T12:15",
        """
        test_assume_role
        test_get_federation_token
        test_get_session_token
        """,
    ),
    (
        "the test expects a new moto within a test",
        "assert 1 == 0",
        "test_policies_are_not_kept_after_mock_ends",
    ),
    (
        "the emulator has the partition `aws` alone",
        "arn:aws-cn:",
        """
        test_get_aws_managed_policy[cn-north-1-aws-cn]
        test_get_caller_identity_with_assumed_role_credentials[cn-north-1-aws-cn]
        test_get_caller_identity_with_iam_user_credentials[cn-north-1-aws-cn]
        """,
    ),
    (
        "the documents of most of AWS's policies are not in the emulator",
        "This emulator does not know the document",
        "test_get_aws_managed_policy_v12_version",
    ),
]

DIFFERENCES = {
    name: (reason, words)
    for reason, words, names in REFUSED + OTHERWISE + ELSEWHERE
    for name in names.split()
}
