//! The judge of trust policies: each rule on both sides of its bound, and their order.

use iam_codec::policy::{Kind, judge};

const ACTIONS: &str = "AssumeRole policy may only specify STS AssumeRole actions.";
const NO_PRINCIPAL: &str = "Missing required field Principal";

/// The sentence for a document, or nothing for one that is taken.
#[track_caller]
fn sentence(kind: Kind, document: &str) -> Option<String> {
    let malformed = judge(kind, document).err()?;
    assert_eq!(malformed.code(), "MalformedPolicyDocument");
    Some(malformed.message().unwrap().to_owned())
}

/// A trust policy with one statement: the members that `statement` names in place of the usual ones.
fn trust(members: &str) -> String {
    let mut all = vec![
        r#""Effect":"Allow""#,
        r#""Principal":{"AWS":"123456789012"}"#,
        r#""Action":"sts:AssumeRole""#,
    ];
    let name = |member: &str| member.split(':').next().unwrap().to_owned();
    all.retain(|other| !members.contains(&format!("{}:", name(other))));
    let usual = all.join(",");
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{members},{usual}}}]}}"#)
}

#[track_caller]
fn trusts(members: &str, expected: Option<&str>) {
    let document = trust(members);
    assert_eq!(sentence(Kind::Trust, &document).as_deref(), expected, "{document}");
}

/// Judges a statement that trusts the Federated principal, with this condition.
#[track_caller]
fn federated(principal: &str, condition: &str, expected: Option<&str>) {
    let condition =
        if condition.is_empty() { String::new() } else { format!(r#","Condition":{condition}"#) };
    trusts(&format!(r#""Principal":{{"Federated":"{principal}"}}{condition}"#), expected);
}

#[test]
fn reads_keys_and_types_as_they_stand() {
    for (document, expected) in [
        ("null", "This text appears not to be a policy"),
        ("[]", "This policy contains invalid Json"),
        ("7", "This policy contains invalid Json"),
        ("{}", "Syntax error at position (1,3)"),
        ("\n{ }", "Syntax error at position (2,4)"),
        (r#"{"statement":[]}"#, "Unknown field statement"),
        (r#"{"a":1,"Version":2}"#, "Unknown field a"),
        (r#"{"Version":2,"a":1}"#, "Syntax error at position (1,13)"),
        (
            "{\"Version\":\"2012-10-17\",\r\n\"Statement\":\r\"é\"}",
            "Syntax error at position (3,2)",
        ),
        ("{\"Id\":\"é\",\"Statement\":null}", "Syntax error at position (1,24)"),
        (r#"{"Version":"2021-01-01"}"#, "The policy must contain a valid version string"),
        (r#"{"Version":"2008-10-17"}"#, "Could not parse the policy: Statement is empty!"),
        (r#"{"Statement":[{"_comment":1,"Resource":"*"}]}"#, "Unknown field _comment"),
        (r#"{"Statement":[{"Resource":"*","_comment":1}]}"#, "Has prohibited field Resource"),
        (r#"{"Statement":[{"NotResource":"*"}]}"#, "AssumeRole policy must not contain resources."),
        (r#"{"Statement":{}}"#, "Missing required field Effect"),
    ] {
        assert_eq!(sentence(Kind::Trust, document).as_deref(), Some(expected), "{document}");
    }
    // The place that IAM answered for a principal's key in the wrong case.
    let document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"aws":"*"},"Action":"sts:AssumeRole"}]}"#;
    let position = "Syntax error at position (1,76)";
    assert_eq!(sentence(Kind::Trust, document).as_deref(), Some(position));
}

#[test]
fn judges_effect_principal_and_actions() {
    for (members, expected) in [
        (r#""Effect":"Deny""#, None),
        (r#""Effect":"allow""#, Some("Invalid effect: allow")),
        (r#""NotPrincipal":{"AWS":"*"}"#, Some("Allow with NotPrincipal is not allowed.")),
        (
            r#""Effect":"Deny","NotPrincipal":{"AWS":"*"}"#,
            Some("AssumeRole policy must not contain NotPrincipal field."),
        ),
        (r#""Principal":{}"#, Some("Missing required field Principal cannot be empty!")),
        (r#""Principal":"*""#, Some("Principal must be a JSON object.")),
        (r#""Principal":["*"]"#, Some("Syntax error in policy.")),
        (r#""Principal":7"#, Some("Syntax error at position (1,52)")),
        (r#""Principal":{"AWS":7}"#, Some("Syntax error at position (1,59)")),
        (r#""Principal":{"AWS":[]}"#, None),
        (r#""Sid":"a b é""#, None),
        (r#""Condition":{"Similar":{"k":[]}}"#, None),
        (r#""Condition":{"StringLike":{"k":{}}}"#, Some("Syntax error at position (1,71)")),
        (r#""Action":"STS:AssumeRole""#, None),
        (r#""Action":["sts:TagSession","sts:AssumeRoleWithSAML"]"#, None),
        (r#""Action":"sts:Assume*""#, None),
        (r#""Action":[]"#, None),
        (r#""Action":"*""#, Some(ACTIONS)),
        (r#""Action":"sts:*""#, Some(ACTIONS)),
        (r#""Action":["sts:AssumeRole","s3:GetObject"]"#, Some(ACTIONS)),
        (r#""Effect":"Deny","NotAction":"s3:GetObject""#, Some(ACTIONS)),
    ] {
        trusts(members, expected);
    }
    for (document, expected) in [
        (r#"{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}"#, NO_PRINCIPAL),
        (
            r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]}"#,
            "Missing required field Action",
        ),
    ] {
        assert_eq!(sentence(Kind::Trust, document).as_deref(), Some(expected));
    }
}

#[test]
fn judges_principals_as_far_as_no_account_is_asked() {
    for (key, principal, taken) in [
        ("AWS", "*", true),
        ("AWS", "123456789012", true),
        ("AWS", "12345678901", false),
        ("AWS", "1234567890123", false),
        ("AWS", "arn:aws:iam::123456789012:root", true),
        ("AWS", "arn:aws-cn:iam::123456789012:role/path/name", true),
        ("AWS", "arn:aws:sts::123456789012:assumed-role/a/b", true),
        ("AWS", "arn:aws:iam::123456789012:user/*", false),
        ("AWS", "arn:aws:iam::123456789012:group/ops", false),
        ("AWS", "arn:aws:iam::123456789012:", false),
        ("AWS", "arn:aws:iam::ACCOUNT:root", false),
        ("AWS", "arn:aws:iam:us-east-1:123456789012:root", false),
        ("AWS", "arn:aws:s3:::bucket", false),
        ("AWS", "AROAEXAMPLE", false),
        ("AWS", "", false),
        ("Service", "lambda.amazonaws.com", true),
        ("Service", "ec2.amazonaws.com.cn", true),
        ("Service", "made-up.amazonaws.com", true),
        ("Service", "invalid.amazonaws.com", false),
        ("Service", "ec2.example.com", false),
        ("Service", "ec2", false),
        ("Federated", "bogus.example.com", true),
        ("Federated", "arn:aws:iam::123456789012:saml-provider/a", true),
        ("Federated", "arn:aws:iam::123456789012:oidc-provider/a", true),
        ("Federated", "arn:aws:iam::123456789012:oidc-provider/", false),
        ("Federated", "arn:aws:iam::123456789012:role/a", false),
        ("Federated", "https://example.com", false),
        ("Federated", "", false),
    ] {
        let sentence = match key {
            "Federated" => {
                "Federated principals must be valid domain names or SAML metadata ARNs".to_owned()
            }
            _ => format!(
                "Invalid principal in policy: \"{}\":\"{principal}\"",
                key.replace("Service", "SERVICE")
            ),
        };
        let expected = if taken { None } else { Some(&*sentence) };
        trusts(&format!(r#""Principal":{{"{key}":"{principal}"}}"#), expected);
        trusts(&format!(r#""Principal":{{"AWS":"*","{key}":[null,"{principal}"]}}"#), expected);
    }
    let canonical = r#"Invalid principal in policy: "CanonicalUser""#;
    trusts(r#""Principal":{"CanonicalUser":"a"}"#, Some(canonical));
}

#[test]
fn shared_providers_need_a_claim_that_is_not_all() {
    let gitlab = "arn:aws:iam::123456789012:oidc-provider/gitlab.com";
    let refused = Some(
        "Trust policy with trusted principal gitlab.com must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, gitlab.com:sub which is not scoped to all.",
    );
    for condition in [
        r#"{"StringEquals":{"gitlab.com:sub":"a"}}"#,
        r#"{"ForAnyValue:StringLike":{"GITLAB.com:Sub":["?","**","*?",""]}}"#,
        r#"{"ForAllValues:StringEqualsIgnoreCase":{"gitlab.com:sub":[]}}"#,
        r#"{"StringLike":{"gitlab.com:sub":"*"},"StringEquals":{"gitlab.com:sub":"a"}}"#,
    ] {
        federated(gitlab, condition, None);
    }
    for condition in [
        "",
        "{}",
        r#"{"StringEquals":{"gitlab.com:aud":"a"}}"#,
        r#"{"StringEquals":{"gitlab.comsub":"a"}}"#,
        r#"{"StringEquals":{"sub":"a"}}"#,
        r#"{"StringLike":{"gitlab.com:sub":["a","*"]}}"#,
        r#"{"StringEqualsIfExists":{"gitlab.com:sub":"a"}}"#,
        r#"{"StringNotEquals":{"gitlab.com:sub":"a"}}"#,
        r#"{"Null":{"gitlab.com:sub":"false"}}"#,
    ] {
        federated(gitlab, condition, refused);
        trusts(&format!(r#""Effect":"Deny","Principal":{{"Federated":"{gitlab}"}}"#), None);
        trusts(
            &format!(r#""Action":"sts:TagSession","Principal":{{"Federated":"{gitlab}"}}"#),
            None,
        );
    }
    federated("arn:aws:iam::123456789012:oidc-provider/oidc.example.com", "", None);
    federated("arn:aws:iam::123456789012:oidc-provider/gitlab.com/own", "", None);
}

#[test]
fn cognito_needs_a_condition_first() {
    let cognito = "cognito-identity.amazonaws.com";
    federated(cognito, "", Some("A condition block must be present for the Cognito provider"));
    federated(cognito, r#"{"StringEquals":{"cognito-identity.amazonaws.com:aud":"a"}}"#, None);
    federated(
        cognito,
        r#"{"StringEquals":{"cognito-identity.amazonaws.com:sub":"a"}}"#,
        Some(
            "Trust policy with trusted principal cognito-identity.amazonaws.com must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, cognito-identity.amazonaws.com:aud which is not scoped to all.",
        ),
    );
}

#[test]
fn github_needs_a_claim_that_does_not_begin_with_an_asterisk() {
    for issuer in
        ["token.actions.githubusercontent.com", "token.actions.githubusercontent.com/acme"]
    {
        let arn = format!("arn:aws:iam::123456789012:oidc-provider/{issuer}");
        let refused = format!(
            "Trust policy with trusted principal {arn} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, {issuer}:sub or {issuer}:job_workflow_ref which is not scoped to all."
        );
        for (values, taken) in [
            (r#""repo:acme/*""#, true),
            (r#""?*""#, true),
            ("[]", true),
            (r#""""#, false),
            (r#"" ""#, false),
            (r#""*""#, false),
            (r#"["repo:acme/*","*/app"]"#, false),
        ] {
            let expected = if taken { None } else { Some(&*refused) };
            for claim in ["sub", "JOB_workflow_ref"] {
                let block = format!(r#"{{"StringLike":{{"{issuer}:{claim}":{values}}}}}"#);
                federated(&arn, &block, expected);
            }
            // One bad claim spoils its block, and no other one.
            let other = format!(r#""{issuer}:job_workflow_ref":"a""#);
            let block = format!(r#""StringLike":{{"{issuer}:sub":{values},{other}}}"#);
            federated(&arn, &format!("{{{block}}}"), expected);
            federated(&arn, &format!(r#"{{{block},"StringEquals":{{{other}}}}}"#), None);
        }
        federated(&arn, r#"{"StringEquals":{"a:sub":"b"}}"#, Some(&refused));
        federated(&arn, "", Some(&refused));
    }
}

#[test]
fn of_many_providers_the_first_is_named_that_would_be_refused_alone() {
    let arn = |issuer: &str| format!("arn:aws:iam::123456789012:oidc-provider/{issuer}");
    let acme = arn("token.actions.githubusercontent.com/acme");
    let principals = [
        "cognito-identity.amazonaws.com",
        "accounts.google.com",
        "oidc.example.com",
        &arn("gitlab.com"),
        &arn("token.actions.githubusercontent.com"),
        &acme,
        &acme.replace("123456789012", "111122223333"),
        &arn("token.actions.githubusercontent.com:sub"),
        &arn("token.actions.githubusercontent.com/ACME"),
    ];
    for condition in [
        r#"{}"#,
        r#"{"StringEquals":{"cognito-identity.amazonaws.com:aud":"a","accounts.google.com:sub":"a","gitlab.com:sub":"a"}}"#,
        r#"{"StringEquals":{"TOKEN.actions.githubusercontent.com:Sub":"a"},"Null":{"gitlab.com:sub":"a"}}"#,
        r#"{"StringLike":{"token.actions.githubusercontent.com:sub":["a",""],"gitlab.com:sub":"a"}}"#,
        r#"{"StringLike":{"token.actions.githubusercontent.com/acme:sub":"a","token.actions.githubusercontent.com/acme:job_workflow_ref":"*"},"StringEquals":{"token.actions.githubusercontent.com:sub":"a"}}"#,
        r#"{"StringLike":{"token.actions.githubusercontent.com/acme:job_workflow_ref":"*","token.actions.githubusercontent.com/acme:sub":"a"},"StringEquals":{"token.actions.githubusercontent.com:sub":"a"}}"#,
        r#"{"StringLike":{"token.actions.githubusercontent.com/acme:sub":"*"},"ForAnyValue:StringLike":{"token.actions.githubusercontent.com/acme:sub":"a"}}"#,
        r#"{"StringLike":{"token.actions.githubusercontent.com:sub:sub":"a","token.actions.githubusercontent.com/acme:aud":"a"}}"#,
        r#"{"StringEqualsIgnoreCase":{"token.actions.githubusercontent.com:sub":"a","token.actions.githubusercontent.com/acme:\u0073ub":"a","token.actions.githubusercontent.com:sub:SUB":"a"}}"#,
    ] {
        let refusal = |principals: &[&str]| {
            let list = principals.join("\",\"");
            let document = trust(&format!(
                r#""Principal":{{"Federated":["{list}"]}},"Condition":{condition}"#
            ));
            let malformed = judge(Kind::Trust, &document).err()?;
            let place = &document[malformed.offset()..];
            let blamed = principals.iter().find(|it| place.starts_with(&format!("\"{it}\"")));
            Some((malformed.message()?.to_owned(), blamed?.to_string()))
        };
        for [a, b, c] in triples(&principals) {
            let alone = [a, b, c].into_iter().find_map(|one| refusal(&[one]));
            assert_eq!(refusal(&[a, b, c]), alone, "{a} {b} {c} {condition}");
        }
    }
}

fn triples<'t>(all: &'t [&str]) -> impl Iterator<Item = [&'t str; 3]> {
    let count = all.len();
    (0..count.pow(3)).map(move |n| [n, n / count, n / count / count].map(|n| all[n % count]))
}

#[test]
fn applications_need_a_name_in_exact_case() {
    for (issuer, claims) in [
        ("accounts.google.com", &["aud", "oaud", "sub"][..]),
        ("www.amazon.com", &["app_id", "sub"]),
        ("graph.facebook.com", &["app_id", "sub"]),
    ] {
        let refused = format!(
            "Policy trusting {issuer} requires a StringEquals condition on an application id"
        );
        for claim in claims {
            for (operator, taken) in [
                ("StringEquals", true),
                ("StringEqualsIgnoreCase", true),
                ("ForAnyValue:StringEquals", true),
                ("StringLike", false),
                ("StringEqualsIfExists", false),
            ] {
                for values in [r#""a""#, r#""*""#, r#""""#, "[]"] {
                    let block = format!(r#"{{"{operator}":{{"{issuer}:{claim}":{values}}}}}"#);
                    federated(issuer, &block, if taken { None } else { Some(&refused) });
                }
            }
            let block =
                format!(r#"{{"StringEquals":{{"{issuer}:{}":"a"}}}}"#, claim.to_uppercase());
            federated(issuer, &block, Some(&refused));
        }
        federated(issuer, r#"{"StringEquals":{"aud":"a"}}"#, Some(&refused));
        federated(issuer, "", Some(&refused));
    }
}

/// A document with many faults, each mended after it was told.
#[test]
fn tells_the_first_fault_of_a_trust_policy() {
    let mut document = concat!(
        r#"{"Version":"1","Statement":["#,
        r#"{"Effect":"Allow","Principal":{"AWS":"me"},"Action":"sts:AssumeRole"},"#,
        r#"{"Effect":"Allow","Principal":{"Federated":"www.amazon.com"},"Action":"sts:AssumeRole"},"#,
        r#"{"Sid":"a","Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"},"#,
        r#"{"Sid":"a","Effect":"maybe","NotPrincipal":{"AWS":"*"},"Resource":"*"}]}"#,
    )
    .to_owned();
    for (expected, fault, mended) in [
        ("Has prohibited field Resource", r#","Resource":"*""#, ""),
        ("The policy must contain a valid version string", r#""1""#, r#""2012-10-17""#),
        ("Invalid effect: maybe", "maybe", "Deny"),
        (
            "AssumeRole policy must not contain NotPrincipal field.",
            r#""NotPrincipal":{"AWS":"*"}"#,
            r#""Sid":"a""#,
        ),
        (
            NO_PRINCIPAL,
            r#"{"Sid":"a","Effect":"Deny""#,
            r#"{"Effect":"Deny","Principal":{"AWS":"*"}"#,
        ),
        ("Missing required field Action", r#""Sid":"a"}"#, r#""Sid":"a","Action":"*"}"#),
        (ACTIONS, r#""Action":"*""#, r#""Action":"sts:AssumeRole""#),
        ("The Statement Ids in the policy are not unique", r#"{"Sid":"a""#, r#"{"Sid":"b""#),
        (
            "Policy trusting www.amazon.com requires a StringEquals condition on an application id",
            "www.amazon.com",
            "a.example.com",
        ),
        (r#"Invalid principal in policy: "AWS":"me""#, r#""me""#, r#""*""#),
    ] {
        assert_eq!(sentence(Kind::Trust, &document).as_deref(), Some(expected), "{document}");
        assert!(document.contains(fault), "{fault}");
        document = document.replace(fault, mended);
    }
    assert_eq!(judge(Kind::Trust, &document), Ok(()));
}
