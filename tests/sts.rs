//! Requests to STS in AWS's words: recorded exchanges that need no account, and what differs from IAM.

use iam_codec::sts::operations::{AssumeRole, GetWebIdentityToken};
use iam_codec::sts::{self, Action, OperationResult, Request};
use iam_codec::{ErrorCode, Operation, Tag};
use serde_json::Value;

/// Code and message of the answer.
#[track_caller]
fn refusal(body: &str) -> (String, String) {
    let error = Request::decode(body.as_bytes()).expect_err(body).to_response("id");
    assert_eq!(error.service(), &sts::SERVICE);
    assert_eq!(error.status(), 400);
    (error.code.to_string(), error.message.unwrap_or_default().into_owned())
}

#[track_caller]
fn refuses(body: &str, code: &str, message: &str) {
    assert_eq!(refusal(body), (code.to_owned(), message.to_owned()));
}

/// What STS answered in September 2026: the code and the message, or nothing where the answer depends on
/// the account. The source is in `testdata/README.md`.
#[test]
fn answers_as_recorded() {
    let cases: Vec<Value> =
        serde_json::from_str(include_str!("../testdata/sts/recorded.json")).unwrap();
    assert_eq!(cases.len(), 38);
    for case in &cases {
        let text = |key: &str| case[key].as_str();
        let answer =
            Request::decode(text("body").unwrap().as_bytes()).map_err(|e| e.to_response("id"));
        let name = text("case").unwrap();
        let code = answer.as_ref().err().map(|error| error.code.as_str());
        assert_eq!(code, text("code"), "{name}: {answer:?}");
        let Err(error) = &answer else { continue };
        // Of a violation the recording may have the code alone.
        if code != Some("ValidationError") || text("message").is_some() {
            assert_eq!(error.message.as_deref(), text("message"), "{name}");
        }
        assert_eq!(error.status(), 400, "{name}");
    }
}

const ASSUME: &str = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/demo&\
                      RoleSessionName=s1";

#[test]
fn refuses_role_arns_that_are_none() {
    for text in [
        "xxxxxxxxxxxxxxxxxxxx",
        "arn::iam::123456789012:role/demo",
        "arn:aws::::123456789012:role/demo",
        "arn:aws:iam::123456789012",
        "arn:aws:iam::123456789012:",
    ] {
        let body =
            format!("Action=AssumeRole&Version=2011-06-15&RoleArn={text}&RoleSessionName=s1");
        refuses(&body, "ValidationError", &format!("{text} is invalid"));
    }
}

#[test]
fn reads_arns_as_java_reads_the_pattern() {
    let body = |text: &str| {
        format!("Action=AssumeRole&Version=2011-06-15&RoleArn={text}&RoleSessionName=s1")
    };
    // Beyond U+FFFF nothing matches, and lengths are in code points.
    let (_, message) = refusal(&body(&"😀".repeat(2048)));
    assert!(message.starts_with("1 validation error detected: Value '😀"), "{message}");
    assert!(message.ends_with(
        "at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: \
         [\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+"
    ));
    let text = "é".repeat(2048);
    refuses(&body(&text), "ValidationError", &format!("{text} is invalid"));
    let (_, message) = refusal(&body(""));
    assert!(
        message.starts_with("2 validation errors detected: Value '' at 'roleArn'"),
        "{message}"
    );
}

#[test]
fn an_empty_text_breaks_what_its_pattern_does_not_allow() {
    for (member, name) in [("ExternalId", "externalId"), ("SourceIdentity", "sourceIdentity")] {
        refuses(
            &format!("{ASSUME}&{member}="),
            "ValidationError",
            &format!(
                "1 validation error detected: Value '' at '{name}' failed to satisfy constraint: \
                 Member must have length greater than or equal to 2"
            ),
        );
    }
}

#[test]
fn quotes_the_code_of_a_device_and_prints_it_nowhere_else() {
    let body = format!("{ASSUME}&TokenCode=138502%5C");
    let sentence = "2 validation errors detected: Value '138502\\' at 'tokenCode' failed to satisfy constraint: \
         Member must have length less than or equal to 6; Value '138502\\' at 'tokenCode' failed to satisfy \
         constraint: Member must satisfy regular expression pattern: [\\d]*";
    refuses(&body, "ValidationError", sentence);
    let error = Request::decode(body.as_bytes()).unwrap_err();
    assert!(!format!("{error:?}").contains("138502"));
}

#[test]
fn leaves_out_the_values_of_secrets() {
    refuses(
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/demo&\
         RoleSessionName=s1&WebIdentityToken=abc",
        "ValidationError",
        "1 validation error detected: Value at 'webIdentityToken' failed to satisfy constraint: Member must \
         have length greater than or equal to 4",
    );
}

#[test]
fn secrets_are_not_printed() {
    let body =
        format!("{ASSUME}&TokenCode=123456&ProvidedContexts.member.1.ContextAssertion=assertion");
    let printed = format!("{:?}", Request::decode(body.as_bytes()).unwrap());
    assert!(printed.contains("token_code: Secret(…)"), "{printed}");
    assert!(printed.contains("context_assertion: Secret(…)"), "{printed}");
    assert!(!printed.contains("123456,"), "{printed}");
}

#[test]
fn quotes_structures_as_java_prints_them() {
    let contexts: String =
        (1..=6).map(|n| format!("&ProvidedContexts.member.{n}.ContextAssertion=abc{n}")).collect();
    let (_, message) = refusal(&format!("{ASSUME}{contexts}"));
    assert!(
        message.starts_with(
            "1 validation error detected: Value '[ProvidedContext(providerArn=null, contextAssertion=abc1), "
        ),
        "{message}",
    );
    assert!(message.ends_with("Member must have length less than or equal to 5"), "{message}");
}

#[test]
fn an_empty_list_is_null() {
    refuses(
        "Action=GetWebIdentityToken&Version=2011-06-15&Audience=&SigningAlgorithm=RS256",
        "ValidationError",
        "1 validation error detected: Value null at 'audience' failed to satisfy constraint: Member must not be null",
    );
    // With at least one member demanded of those that are there.
    assert!(Request::decode(format!("{ASSUME}&ProvidedContexts=").as_bytes()).is_ok());
    let error = GetWebIdentityToken { signing_algorithm: "RS256".into(), ..Default::default() };
    assert!(error.validate().unwrap_err().kind().to_string().contains("Value null at 'audience'"));
}

#[test]
fn keys_of_tags_have_no_case() {
    refuses(
        &format!(
            "{ASSUME}&Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=A&Tags.member.2.Value="
        ),
        "InvalidParameterValue",
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    );
}

#[test]
fn transitive_keys_need_a_tag() {
    let tags = "&Tags.member.1.Key=Team&Tags.member.1.Value=x";
    let sentence = "The specified transitive tag key must be included in the requested tags.";
    for body in [
        format!("{ASSUME}&TransitiveTagKeys.member.1=team"),
        format!("{ASSUME}{tags}&TransitiveTagKeys.member.1=team&TransitiveTagKeys.member.2=Dept"),
    ] {
        refuses(&body, "InvalidParameterValue", sentence);
    }
    let body = format!("{ASSUME}{tags}&TransitiveTagKeys.member.1=team");
    assert!(Request::decode(body.as_bytes()).is_ok());
    let body =
        format!("{ASSUME}{tags}&TransitiveTagKeys.member.1=team&TransitiveTagKeys.member.2=Dept");
    let error = Request::decode(body.as_bytes()).unwrap_err();
    assert_eq!(error.parameter(), Some("TransitiveTagKeys.member.2"));
}

#[test]
fn an_action_of_iam_is_unknown() {
    let body = b"Action=CreateUser&Version=2011-06-15&UserName=anika";
    let Request::Other(other) = Request::decode(body).unwrap() else { panic!() };
    let error = other.invalid_action().to_response("id");
    assert_eq!(
        error.message.as_deref(),
        Some("Could not find operation CreateUser for version 2011-06-15")
    );
    assert!(error.encode().contains("http://webservices.amazon.com/AWSFault/2005-15-09"));
}

#[test]
fn a_request_has_its_session_tags() {
    let body = format!("{ASSUME}&Tags.member.1.Key=Dept&Tags.member.1.Value=Legal");
    let request = Request::decode(body.as_bytes()).unwrap();
    assert_eq!(request.tags(), Some(&[Tag::new("Dept", "Legal")][..]));
}

#[test]
fn a_presigned_get_is_a_query_string() {
    let query = b"Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&\
        X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20261129%2Fus-east-1%2Fsts%2Faws4_request&\
        X-Amz-Date=20261129T055000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&\
        X-Amz-Signature=0000000000000000000000000000000000000000000000000000000000000000";
    let request = Request::decode_parts(query, b"").unwrap();
    assert_eq!(request.action(), Some(Action::GetCallerIdentity));
}

#[test]
fn names_keep_the_small_letter() {
    let body = "Action=AssumeRoot&Version=2011-06-15&TargetPrincipal=123456789012&TaskPolicyArn.arn=\
                arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2Froot-task%2FIAMAuditRootUserCredentials";
    assert_eq!(Request::decode(body.as_bytes()).unwrap().encode(), body);
    refuses(
        &body.replace(".arn=arn", ".arn=x").replace("%3A", "").replace("%2F", ""),
        "ValidationError",
        "Request must contain valid AWS managed task policy ARN",
    );
}

#[test]
fn errors_have_the_statuses_of_the_service() {
    for (code, status) in [
        (ErrorCode::IDP_REJECTED_CLAIM, 403),
        (ErrorCode::REGION_DISABLED_EXCEPTION, 403),
        (ErrorCode::EXPIRED_TOKEN_EXCEPTION, 400),
        (ErrorCode::EXPIRED_TOKEN, 403),
    ] {
        assert_eq!(code.status(), Some(status), "{code}");
    }
    assert_eq!(AssumeRole::ERRORS[2].as_str(), "RegionDisabledException");
}

#[test]
fn every_operation_gives_a_result() {
    for action in Action::ALL {
        let action = action.as_str();
        let body = format!(
            "<{action}Response xmlns=\"{}\"><{action}Result/><ResponseMetadata><RequestId>id</RequestId>\
             </ResponseMetadata></{action}Response>",
            sts::SERVICE.namespace(),
        );
        let response = sts::decode_response(body.as_bytes()).expect(action);
        assert_eq!(response.action_name(), action);
        assert!(!matches!(response.result, OperationResult::Other(_)), "{action}");
        let written = response.encode().unwrap();
        assert_eq!(sts::decode_response(written.as_bytes()), Ok(response));
    }
}

#[test]
fn a_member_that_is_left_out_of_a_quoted_list_is_null() {
    let body =
        b"Action=GetWebIdentityToken&Version=2011-06-15&SigningAlgorithm=RS256&Audience.member.1=a\
        &Audience.member.3=";
    let error = Request::decode(body).unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "1 validation error detected: Value '[a, null, ]' at 'audience' failed to satisfy constraint: Member \
         must satisfy constraint: [Member must have length less than or equal to 1000, Member must have length \
         greater than or equal to 1]",
    );
}

#[test]
fn a_part_that_is_left_out_of_a_quoted_tag_is_null() {
    let tags: String = (1..=51).map(|n| format!("&Tags.member.{n}.Key=k{n}")).collect();
    let body = format!("Action=GetFederationToken&Version=2011-06-15&Name=bob{tags}");
    let error = Request::decode(body.as_bytes()).unwrap_err();
    assert!(
        error.violations()[0]
            .quoted()
            .unwrap()
            .starts_with("'[Tag(key=k1, value=null), Tag(key=k2, ")
    );
}
