//! The account as a whole: alias, summary, password policy, report, details, context keys, federation.
//! What the tests expect was recorded from IAM in September 2026 (radkawar/stackd, `testdata/aws/iam`:
//! `account_reporting.json`, `credential_report.json`, `account_properties.json`,
//! `outbound_identity.json`, and `internal/services/iam/testdata/context_keys_aws.json`).

use data_encoding::BASE64;

use super::{Emulator, encoded, refusal};

#[test]
fn an_account_has_one_alias() {
    let emulator = Emulator::new();
    assert_eq!(emulator.texts("member", "ListAccountAliases", ""), [""; 0]);
    emulator.perform("CreateAccountAlias &AccountAlias=one\nCreateAccountAlias &AccountAlias=two");
    assert_eq!(emulator.texts("member", "ListAccountAliases", ""), ["two"]);
    let message = "The account alias one does not exist.";
    let missing = refusal(404, "NoSuchEntity", message);
    assert_eq!(emulator.refused("DeleteAccountAlias", "&AccountAlias=one"), missing);
    emulator.perform("DeleteAccountAlias &AccountAlias=two");
}

#[test]
fn what_a_password_policy_does_not_say_goes_back_to_its_default() {
    let emulator = Emulator::new();
    let message = "The Password Policy with domain name 123456789012 cannot be found.";
    let missing = refusal(404, "NoSuchEntity", message);
    let get = "GetAccountPasswordPolicy";
    assert_eq!(emulator.refused(get, ""), missing);
    emulator.perform("UpdateAccountPasswordPolicy &MaxPasswordAge=90&RequireSymbols=true");
    assert_eq!(emulator.texts("ExpirePasswords", get, ""), ["true"]);
    emulator.perform("UpdateAccountPasswordPolicy &MinimumPasswordLength=10");
    assert_eq!(emulator.texts("MinimumPasswordLength", get, ""), ["10"]);
    assert_eq!(emulator.texts("RequireSymbols", get, ""), ["false"]);
    assert_eq!(emulator.texts("ExpirePasswords", get, ""), ["false"]);
    assert_eq!(emulator.texts("MaxPasswordAge", get, ""), [""; 0]);
    emulator.perform("DeleteAccountPasswordPolicy");
    assert_eq!(emulator.refused("DeleteAccountPasswordPolicy", ""), missing);
}

/// The order is that of the recording, which is the same in all of its 34 summaries.
#[test]
fn the_summary_counts_in_the_recorded_order() {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=a
         CreatePolicy &PolicyName=used&PolicyDocument=$POLICY
         CreatePolicy &PolicyName=unused&PolicyDocument=$POLICY
         AttachUserPolicy &UserName=a&PolicyArn=arn:aws:iam::123456789012:policy/used",
    );
    let keys = emulator.texts("key", "GetAccountSummary", "");
    let values = emulator.texts("value", "GetAccountSummary", "");
    let entries: Vec<_> = keys.iter().zip(&values).map(|(k, v)| format!("{k}={v}")).collect();
    assert_eq!(
        entries.join(" "),
        "GroupPolicySizeQuota=5120 InstanceProfilesQuota=1000 Policies=2 GroupsPerUserQuota=10 \
         InstanceProfiles=0 AttachedPoliciesPerUserQuota=10 Users=1 PoliciesQuota=2000 Providers=0 \
         AccountMFAEnabled=0 AccessKeysPerUserQuota=2 AssumeRolePolicySizeQuota=2048 \
         PolicyVersionsInUseQuota=10000 GlobalEndpointTokenVersion=1 VersionsPerPolicyQuota=5 \
         AttachedPoliciesPerGroupQuota=10 PolicySizeQuota=6144 Groups=0 \
         AccountSigningCertificatesPresent=0 UsersQuota=5000 ServerCertificatesQuota=20 MFADevices=0 \
         UserPolicySizeQuota=2048 PolicyVersionsInUse=1 ServerCertificates=0 Roles=0 RolesQuota=1000 \
         SigningCertificatesPerUserQuota=2 MFADevicesInUse=0 RolePolicySizeQuota=10240 \
         AttachedPoliciesPerRoleQuota=20 AccountAccessKeysPresent=0 AccountPasswordPresent=0 \
         GroupsQuota=300",
    );
    emulator.perform("SetSecurityTokenServicePreferences &GlobalEndpointTokenVersion=v2Token");
    let values = emulator.texts("value", "GetAccountSummary", "");
    assert_eq!(values[13], "2");
}

#[test]
fn a_credential_report_is_started_made_and_read() {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=anika&Path=/a/
         CreateLoginProfile &UserName=anika&Password=correct+horse
         CreateUser &UserName=zoe",
    );
    let first = emulator.texts("AccessKeyId", "CreateAccessKey", "&UserName=zoe").remove(0);
    emulator.perform("CreateAccessKey &UserName=zoe");
    emulator.perform(&format!("UpdateAccessKey &UserName=zoe&AccessKeyId={first}&Status=Inactive"));
    let get = "GetCredentialReport";
    assert_eq!(emulator.refused(get, ""), refusal(410, "ReportNotPresent", ""));
    let started = emulator.call("GenerateCredentialReport", "").body;
    assert!(started.contains("<State>STARTED</State>"), "{started}");
    let message = "No report exists. Starting a new report generation task";
    assert!(started.contains(&format!("<Description>{message}</Description>")), "{started}");
    assert_eq!(emulator.refused(get, ""), refusal(404, "ReportInProgress", ""));
    let made = emulator.call("GenerateCredentialReport", "").body;
    assert!(made.contains("<State>COMPLETE</State>") && !made.contains("Description"), "{made}");

    assert_eq!(emulator.texts("GeneratedTime", get, ""), ["2023-11-14T22:13:20Z"]);
    let content = emulator.texts("Content", get, "").remove(0);
    let csv = String::from_utf8(BASE64.decode(content.as_bytes()).unwrap()).unwrap();
    let (time, none) = ("2023-11-14T22:13:20Z", "N/A,N/A,N/A");
    let unused = format!("false,N/A,{none}");
    let certificates = "false,N/A,false,N/A";
    let expected = [
        "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,\
         password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,\
         access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,\
         access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,\
         access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,\
         cert_1_last_rotated,cert_2_active,cert_2_last_rotated"
            .to_owned(),
        format!(
            "<root_account>,arn:aws:iam::123456789012:root,{time},not_supported,no_information,\
             not_supported,not_supported,false,{unused},{unused},{certificates}"
        ),
        format!(
            "anika,arn:aws:iam::123456789012:user/a/anika,{time},true,no_information,{time},N/A,\
             false,{unused},{unused},{certificates}"
        ),
        format!(
            "zoe,arn:aws:iam::123456789012:user/zoe,{time},false,{none},false,true,{time},{none},\
             false,{time},{none},{certificates}"
        ),
    ];
    assert_eq!(csv.split('\n').collect::<Vec<_>>(), expected);
}

#[test]
fn details_show_everything_once_and_in_the_recorded_order() {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=anika&Tags.member.1.Key=k&Tags.member.1.Value=v
         CreateGroup &GroupName=admins
         AddUserToGroup &UserName=anika&GroupName=admins
         CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST
         CreateInstanceProfile &InstanceProfileName=web
         AddRoleToInstanceProfile &InstanceProfileName=web&RoleName=app
         CreatePolicy &PolicyName=p&PolicyDocument=$POLICY
         AttachRolePolicy &RoleName=app&PolicyArn=arn:aws:iam::aws:policy/AdministratorAccess
         PutGroupPolicy &GroupName=admins&PolicyName=inline&PolicyDocument=$POLICY",
    );
    let body = emulator.call("GetAccountAuthorizationDetails", "").body;
    let order: Vec<_> = ["<Policies>", "<UserDetailList>", "<RoleDetailList>", "<GroupDetailList>"]
        .map(|name| body.find(name).unwrap())
        .into();
    assert!(order.is_sorted(), "{body}");
    // Of users alone, a list without policies is left out.
    assert!(!body.contains("UserPolicyList") && body.contains("<RolePolicyList/>"), "{body}");
    let names = |name| emulator.texts(name, "GetAccountAuthorizationDetails", "");
    assert_eq!(names("UserName"), ["anika"]);
    assert_eq!(names("GroupName"), ["admins"]);
    assert_eq!(names("InstanceProfileName"), ["web"]);
    assert_eq!(names("VersionId"), ["v1", "v1"]);
    let policies = "&Filter.member.1=AWSManagedPolicy";
    let names = emulator.texts("PolicyName", "GetAccountAuthorizationDetails", policies);
    assert_eq!(names, ["AdministratorAccess"]);
    let users = emulator.call("GetAccountAuthorizationDetails", "&Filter.member.1=User").body;
    assert!(users.contains("<RoleDetailList/>") && users.contains("<Policies/>"), "{users}");
}

#[test]
fn a_marker_of_details_is_that_of_a_set_of_filters() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=a\nCreateUser &UserName=b\nCreateGroup &GroupName=g");
    let details = "GetAccountAuthorizationDetails";
    let both = "&Filter.member.1=Group&Filter.member.2=User";
    let swapped = "&Filter.member.1=User&Filter.member.2=Group";
    let all = "&Filter.member.1=User&Filter.member.2=Group&Filter.member.3=Role\
               &Filter.member.4=LocalManagedPolicy&Filter.member.5=AWSManagedPolicy";
    let marker = |filter: &str| {
        let first = format!("{filter}&MaxItems=1");
        format!("&Marker={}", emulator.texts("Marker", details, &first).remove(0))
    };
    let (of_both, of_all) = (marker(both), marker(""));
    for (filter, marker) in [(both, &of_both), (swapped, &of_both), ("", &of_all), (all, &of_all)] {
        let names = emulator.texts("UserName", details, &format!("{filter}{marker}"));
        assert_eq!(names, ["b"], "{filter}");
    }
    for (filter, marker, message) in [
        ("", &*of_both, "Invalid Marker."),
        (both, &of_all, "Invalid Marker."),
        ("&Filter.member.1=User", &of_both, "Marker and Filter do not match"),
        ("&Filter.member.1=User", "&Marker=nonsense", "Marker and Filter do not match"),
        ("", "&Marker=nonsense", "Invalid Marker."),
    ] {
        let refused = emulator.refused(details, &format!("{filter}{marker}"));
        assert_eq!(refused, refusal(400, "ValidationError", message), "{filter} {marker}");
    }
}

#[test]
fn context_keys_are_found_as_iam_finds_them() {
    let emulator = Emulator::new();
    let statement = |rest: &str| format!(r#"{{"Version":"2012-10-17","Statement":{{{rest}}}}}"#);
    let cases = [
        (
            statement(
                r#""Effect":"Allow","Resource":"a/${aws:PrincipalTag/Team}/${aws:username}","Condition":{"StringEquals":{"s3:ExistingObjectTag/Owner":"${aws:PrincipalTag/Team}"},"Null":{"AWS:SourceIp":"false"}}"#,
            ),
            "AWS:SourceIp aws:PrincipalTag/Team aws:username s3:ExistingObjectTag/Owner",
        ),
        (
            statement(r#""Effect":"Allow","NotResource":"a/${aws:username, 'x'}/${*}/${?}/${$}""#),
            "$ * ? aws:username",
        ),
        (statement(r#""Effect":"Allow","Resource":"a"#).replace("2012", "2008") + r#"${b}"}}"#, ""),
        (statement(r#""Effect":"Allow","Action":"${a}","Principal":{"AWS":"${b}"}"#), ""),
        (statement(r#""Effect":"Allow","Condition":{"Null":{"${a}":"b"}}"#), "${a}"),
        (r#"{"Statement":[]}"#.to_owned(), ""),
        (r#"{"Version":"2012-10-17"}"#.to_owned(), ""),
    ];
    for (mut document, expected) in cases {
        document = document.replace("}}${b}", "${b}");
        let list = format!("&PolicyInputList.member.1={}", encoded(&document));
        let keys = emulator.texts("member", "GetContextKeysForCustomPolicy", &list);
        assert_eq!(keys.join(" "), expected, "{document}");
    }
    let message = "Policy input list item 1 has invalid content";
    for document in [
        statement(r#""Effect":"Allow","Condition":{"MadeUp":{"a":"b"}}"#),
        statement(r#""Action":"*""#),
        r#"{"Statement":[],"Foo":"x"}"#.to_owned(),
        "x".to_owned(),
    ] {
        let list = format!("&PolicyInputList.member.1={}", encoded(&document));
        let refused = emulator.refused("GetContextKeysForCustomPolicy", &list);
        assert_eq!(refused, refusal(400, "InvalidInput", message), "{document}");
    }
}

#[test]
fn the_context_keys_of_a_user_are_those_of_all_that_counts() {
    let emulator = Emulator::new();
    let policy = |key: &str| {
        let document = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::b/${{{key}}}"}}}}"#
        );
        encoded(&document)
    };
    emulator.perform(&format!(
        "CreateUser &UserName=anika&Path=/a/
         CreateGroup &GroupName=admins
         AddUserToGroup &UserName=anika&GroupName=admins
         CreatePolicy &PolicyName=managed&PolicyDocument={}
         CreatePolicy &PolicyName=boundary&PolicyDocument={}
         AttachUserPolicy &UserName=anika&PolicyArn=arn:aws:iam::123456789012:policy/managed
         AttachGroupPolicy &GroupName=admins&PolicyArn=arn:aws:iam::123456789012:policy/managed
         PutUserPermissionsBoundary &UserName=anika&PermissionsBoundary=arn:aws:iam::123456789012:policy/boundary
         PutUserPolicy &UserName=anika&PolicyName=p&PolicyDocument={}
         PutGroupPolicy &GroupName=admins&PolicyName=p&PolicyDocument={}",
        policy("m"),
        policy("b"),
        policy("u"),
        policy("g"),
    ));
    let keys = |source: &str, more: &str| {
        let source = format!("&PolicySourceArn={source}{more}");
        emulator.texts("member", "GetContextKeysForPrincipalPolicy", &source).join(" ")
    };
    let user = "arn:aws:iam::123456789012:user/elsewhere/anika";
    assert_eq!(keys(user, ""), "b g m u");
    assert_eq!(keys("arn:aws:iam::123456789012:group/admins", ""), "g m");
    let more = format!("&PolicyInputList.member.1={}", policy("u"));
    assert_eq!(keys(user, &more), "u b g m u");

    for (source, code, message) in [
        (
            "arn:aws:iam::123456789012:root",
            "InvalidInput",
            "Invalid ARN provided in the request: arn:aws:iam::123456789012:root",
        ),
        (
            "this-is-not-an-arn-of-iam",
            "InvalidInput",
            "Invalid ARN provided in the request: this-is-not-an-arn-of-iam",
        ),
        (
            "arn:aws:iam::111122223333:user/anika",
            "InvalidInput",
            "Invalid Policy Source Arn: caller's account 123456789012 does not have access to policies in account 111122223333.",
        ),
        (
            "arn:aws:iam::123456789012:user/nobody",
            "NoSuchEntity",
            "Unable to retrieve specified IAM entity.",
        ),
    ] {
        let status = if code == "NoSuchEntity" { 404 } else { 400 };
        let asked = format!("&PolicySourceArn={source}");
        let refused = emulator.refused("GetContextKeysForPrincipalPolicy", &asked);
        assert_eq!(refused, refusal(status, code, message));
    }
}

#[test]
fn the_properties_of_an_account_are_checked_as_iam_does() {
    let emulator = Emulator::new();
    let value = || emulator.texts("value", "GetAccountProperties", "");
    assert_eq!(value(), ["false"]);
    let entry = |number: usize, key: &str, value: &str| {
        format!("&Properties.entry.{number}.key={key}&Properties.entry.{number}.value={value}")
    };
    for (properties, message) in [
        (
            entry(1, "RoleManager", "true"),
            "Property key must be in format Namespace/PropertyName: RoleManager",
        ),
        (
            entry(1, "RoleManager/Enabled/x", "true"),
            "RoleManager namespace requires Enabled property",
        ),
        (entry(1, "Probe/Enabled", "true"), "Unsupported namespace: Probe"),
        (
            entry(1, "RoleManager/Enabled", "true") + &entry(2, "Probe/Enabled", "true"),
            "All properties must belong to the same namespace",
        ),
        (entry(1, "RoleManager/Enabled", "False"), "Enabled must be 'true' or 'false'"),
    ] {
        let refused = emulator.refused("PutAccountProperties", &properties);
        assert_eq!(refused, refusal(400, "InvalidInput", message));
    }
    emulator.perform(&format!("PutAccountProperties {}", entry(1, "RoleManager/Enabled", "true")));
    assert_eq!(value(), ["true"]);
}

#[test]
fn federation_to_other_services_is_enabled_and_disabled() {
    let emulator = Emulator::new();
    let message = "Outbound identity federation is disabled for account 123456789012";
    let disabled = refusal(404, "FeatureDisabled", message);
    let get = "GetOutboundWebIdentityFederationInfo";
    assert_eq!(emulator.refused(get, ""), disabled);
    assert_eq!(emulator.refused("DisableOutboundWebIdentityFederation", ""), disabled);
    let enable = "EnableOutboundWebIdentityFederation";
    let issuer = emulator.texts("IssuerIdentifier", enable, "");
    assert_eq!(emulator.refused(enable, "").1, "FeatureEnabled");
    assert_eq!(emulator.texts("IssuerIdentifier", get, ""), issuer);
    emulator.perform("DisableOutboundWebIdentityFederation");
    assert_eq!(emulator.refused(get, ""), disabled);
}

#[test]
fn no_account_belongs_to_an_organization() {
    let emulator = Emulator::new();
    for action in ["ListOrganizationsFeatures", "EnableOrganizationsRootSessions"] {
        let refused = emulator.refused(action, "");
        assert_eq!((refused.0, &*refused.1), (400, "OrganizationNotFoundException"), "{action}");
    }
}

#[test]
fn accounts_do_not_see_each_other() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let create = "Action=CreateUser&Version=2010-05-08&UserName=anika";
    let other = emulator.post_as("111122223333", create);
    assert!(other.body.contains("arn:aws:iam::111122223333:user/anika"), "{}", other.body);
    let key = "Action=CreateAccessKey&Version=2010-05-08&UserName=anika";
    let key = emulator.post_as("111122223333", key).body;
    let key = key.split("AccessKeyId>").nth(1).unwrap().split('<').next().unwrap();
    // The key of a user leads to its account, also when the user is gone.
    let get = "Action=GetUser&Version=2010-05-08";
    let user = emulator.post_as(key, get).body;
    assert!(user.contains("arn:aws:iam::111122223333:user/anika"), "{user}");
    emulator.perform("DeleteUser &UserName=anika");
    assert_eq!(emulator.texts("Arn", "GetUser", ""), ["arn:aws:iam::123456789012:root"]);
}

#[test]
fn the_last_use_of_a_key_is_told() {
    let emulator = Emulator::new();
    emulator.perform("CreateUser &UserName=anika");
    let key = emulator.texts("AccessKeyId", "CreateAccessKey", "&UserName=anika").remove(0);
    emulator.post_as(&key, "Action=GetUser&Version=2010-05-08");
    let used = format!("&AccessKeyId={key}");
    let used = |name| emulator.texts(name, "GetAccessKeyLastUsed", &used);
    assert_eq!(used("LastUsedDate"), ["2023-11-14T22:13:20Z"]);
    assert_eq!(
        (used("ServiceName"), used("Region")),
        (vec!["iam".to_owned()], vec!["eu-west-1".to_owned()])
    );
}
