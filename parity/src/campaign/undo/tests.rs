//! What removes what each kind of request has made.

use super::*;

#[test]
fn finds_the_opposite_of_what_makes_something() {
    for (makes, removes) in [
        ("CreateUser", Some(Action::DeleteUser)),
        ("UploadServerCertificate", Some(Action::DeleteServerCertificate)),
        ("PutRolePolicy", Some(Action::DeleteRolePolicy)),
        ("AttachGroupPolicy", Some(Action::DetachGroupPolicy)),
        ("AddUserToGroup", Some(Action::RemoveUserFromGroup)),
        ("AddRoleToInstanceProfile", Some(Action::RemoveRoleFromInstanceProfile)),
        ("EnableMFADevice", Some(Action::DeactivateMfaDevice)),
        ("EnableOutboundWebIdentityFederation", Some(Action::DisableOutboundWebIdentityFederation)),
        ("UpdateAccountPasswordPolicy", Some(Action::DeleteAccountPasswordPolicy)),
        // What existed before is not known.
        ("UpdateUser", None),
        ("GetUser", None),
    ] {
        assert_eq!(opposite(makes), removes, "{makes}");
    }
}

/// The request that removes what this one has made, whose answer has this result.
fn undone(body: &str, result: &str) -> Option<String> {
    let answer = format!("<AResponse><AResult>{result}</AResult></AResponse>");
    let answer = crate::Answer { status: 200, headers: Vec::new(), body: answer.into() };
    let step = undo(body.as_bytes(), &ParsedAnswer::read(&answer))?;
    Some(String::from_utf8_lossy(step.bytes()).into_owned())
}

#[test]
fn what_is_removed_is_named_by_the_result_or_else_by_the_request() {
    let user = "UserName=a";
    let delete = "Action=DeleteUser&Version=2010-05-08&UserName=";
    for (body, result, removes) in [
        (format!("Action=CreateUser&{user}&Path=/b/"), "", Some(format!("{delete}a"))),
        // The result says what was really made.
        (format!("Action=CreateUser&{user}"), "<UserName>b</UserName>", Some(format!("{delete}b"))),
        (
            "Action=CreatePolicy&PolicyName=a".to_owned(),
            "<Policy><Arn>arn:a</Arn></Policy>",
            Some("Action=DeletePolicy&Version=2010-05-08&PolicyArn=arn%3Aa".to_owned()),
        ),
        (
            "Action=CreateSAMLProvider&Name=a".to_owned(),
            "<Key><Arn>arn:a</Arn></Key><SAMLProviderArn>arn:b</SAMLProviderArn>",
            Some("Action=DeleteSAMLProvider&Version=2010-05-08&SAMLProviderArn=arn%3Ab".to_owned()),
        ),
        // An ARN names nothing but what is named by one.
        ("Action=CreateUser".to_owned(), "<Arn>arn:a</Arn>", None),
        ("Action=CreatePolicy&PolicyName=a".to_owned(), "", None),
        (
            format!("Action=CreateAccessKey&{user}"),
            "<AccessKeyId>AKIA</AccessKeyId>",
            Some(format!("Action=DeleteAccessKey&Version=2010-05-08&{user}&AccessKeyId=AKIA")),
        ),
        (
            "Action=CreateAccessKey".to_owned(),
            "<AccessKeyId>AKIA</AccessKeyId>",
            Some("Action=DeleteAccessKey&Version=2010-05-08&AccessKeyId=AKIA".to_owned()),
        ),
        (
            format!("Action=AddUserToGroup&{user}&GroupName=b"),
            "",
            Some(format!("Action=RemoveUserFromGroup&Version=2010-05-08&GroupName=b&{user}")),
        ),
        (format!("Action=GetUser&{user}"), "", None),
        (user.to_owned(), "", None),
        ("Action=CreateUser&%".to_owned(), "", None),
    ] {
        assert_eq!(undone(&body, result), removes, "{body}");
    }
}

#[test]
fn a_resource_is_removed_by_its_type_also_if_its_creation_gave_no_answer() {
    let suite = Suite::built_in();
    let removed = |resource: &str| {
        let sequence = Sequence { resource: resource.to_owned(), steps: Vec::new() };
        let step = remove_resource(&suite, &sequence)?;
        Some(String::from_utf8_lossy(step.bytes()).into_owned())
    };
    let of = |action: &str, rest: &str| Some(format!("Action={action}&Version=2010-05-08&{rest}"));
    assert_eq!(removed("user"), of("DeleteUser", "UserName=parity-0000000000"));
    let arn = "arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fparity-0000000000";
    assert_eq!(removed("policy"), of("DeletePolicy", &format!("PolicyArn={arn}")));
    assert_eq!(removed(""), None);
    for row in &suite.resources {
        let body = removed(&row.name).unwrap_or_default();
        assert!(body.contains("parity-0000000000"), "{}: {body}", row.name);
    }
}
