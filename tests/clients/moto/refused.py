"""The tests of moto that send documents, names and keys that AWS refuses. `differences.py` says what a row is."""

REFUSED = [
    (
        "`{}` or `some policy` is not a trust policy; AWS refuses it (recorded: localstack/localstack, 2025)",
        r"MalformedPolicyDocument\) when calling the CreateRole operation.*(Syntax error at|contains invalid Json)",
        """
        test_attach_detach_role_policy
        test_create_role_defaults
        test_create_role_no_path
        test_create_role_with_permissions_boundary
        test_create_role_with_same_name_should_fail
        test_create_role_with_tags
        test_delete_instance_profile
        test_delete_role
        test_get_account_authorization_details
        test_get_role__should_contain_last_used
        test_iam_cloudformation_create_managed_policy_attached_to_a_role
        test_iam_cloudformation_create_role_policy
        test_iam_cloudformation_delete_role_policy_having_generated_name
        test_iam_cloudformation_update_role_policy
        test_list_entities_for_policy
        test_list_roles
        test_list_roles_max_item_and_marker_values_adhered
        test_list_roles_path_prefix_value_adhered
        test_list_roles_with_more_than_100_roles_no_max_items_defaults_to_100
        test_mark_role_as_last_used
        test_only_detach_role_policy
        test_tag_role
        test_untag_role
        test_update_role
        test_update_role_defaults
        test_update_role_description
        """,
    ),
    (
        "paths begin and end with a slash (recorded: localstack/localstack, 2026, for devices; the model has the pattern)",
        "The specified value for path is invalid",
        """
        test_create_role_and_instance_profile
        test_get_credential_report_content__set_last_used_automatically
        test_get_role_policy
        test_invoking_ec2_mark_access_key_as_used
        test_list_instance_profiles
        test_list_instance_profiles_for_role
        test_list_role_policies
        test_list_users
        test_put_role_policy
        test_remove_role_from_instance_profile
        test_update_assume_role_invalid_policy
        test_update_assume_role_invalid_policy_bad_action
        test_update_assume_role_invalid_policy_with_resource
        test_update_assume_role_valid_policy
        test_update_group_name_that_has_a_path
        test_update_group_path
        """,
    ),
    (
        "a certificate is not an SSH key (documented: SSHPublicKeyBody is in ssh-rsa or PEM format)",
        "UnrecognizedPublicKeyEncoding",
        """
        test_delete_ssh_public_key
        test_get_ssh_public_key
        test_list_ssh_public_keys
        test_update_ssh_public_key
        test_upload_ssh_public_key
        """,
    ),
    (
        "`certbody` is not a certificate (documented: CertificateBody is in PEM format)",
        "Unable to parse certificate. Please ensure the certificate is in PEM format.",
        """
        test_delete_server_cert
        test_get_all_server_certs
        test_get_server_cert
        test_get_server_cert_with_certificate_chain
        """,
    ),
    (
        "Sids with `_` are refused (quoted from AWS in cfn-lint#1376 and #708)",
        r"Statement IDs \(SID\) must be alpha-numeric",
        """
        test_create_policy_with_valid_policy_document[valid_policy_document39]
        test_create_policy_with_valid_policy_document[valid_policy_document40]
        """,
    ),
    (
        "the URLs of providers begin with https:// (recorded: localstack/localstack, 2026; documented)",
        "Invalid Open ID Connect Provider URL",
        """
        test_create_open_id_connect_provider
        test_list_open_id_connect_providers
        """,
    ),
    (
        "150 tags for a provider; AWS refused the fifty-first (recorded, 2026)",
        r"\(LimitExceeded\) when calling the TagOpenIDConnectProvider operation",
        "test_list_open_id_connect_provider_tags__paginated",
    ),
    (
        "no marker was given out; AWS refuses it (recorded: localstack/localstack, 2026, for devices)",
        "Invalid Marker.",
        """
        test_list_roles_none_found_returns_empty_list
        test_managed_policy
        """,
    ),
    (
        "`token` is not a JWT (documented: InvalidIdentityToken)",
        "The ID Token provided is not a valid JWT",
        "test_assume_role_with_web_identity",
    ),
    (
        "no SAML provider was created (documented: the ARN of the SAML provider in IAM that describes the IdP)",
        "Specified provider doesn't exist",
        """
        test_assume_role_with_saml
        test_assume_role_with_saml_in_different_account
        test_assume_role_with_saml_should_not_rely_on_attribute_order
        test_assume_role_with_saml_should_respect_xml_namespaces
        test_assume_role_with_saml_when_saml_attribute_not_provided
        test_assume_role_with_saml_when_xml_tag_contains_xmlns_attributes
        """,
    ),
    (
        "no such role; AWS refuses as if it was not trusted (recorded: justincormack/argmin, 2026)",
        "is not authorized to perform: sts:AssumeRole",
        "test_assume_role_in_different_account",
    ),
    (
        "a session's key without its token (recorded: justincormack/argmin, 2026)",
        r"\(InvalidClientTokenId\) when calling the GetCallerIdentity operation",
        "test_get_caller_identity_with_assumed_role_credentials[us-east-1-aws]",
    ),
    (
        "another user's key, without the user's name; AWS looks among the keys of the caller (documented)",
        "Must specify userName when calling with non-User credentials",
        """
        test_delete_access_key
        test_update_access_key
        """,
    ),
]
