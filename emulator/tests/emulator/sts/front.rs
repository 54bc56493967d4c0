//! Which service a request is for, and what is the same in all answers of STS.

use http::{Request as HttpRequest, Response, header};
use iam_codec::sts::{self, ExtendedRequestId};

use super::{Keys, emulator, perform, respond, user};
use crate::{Answer, FORM};

const IDENTITY: &str = "Action=GetCallerIdentity&Version=2011-06-15";
const LIST: &str = "Action=ListUsers&Version=2010-05-08";

/// The response to a form that is signed for a service, or not at all.
fn post(service: Option<&str>, path: &str, body: &str) -> Response<String> {
    let mut request = HttpRequest::post(path).header(header::CONTENT_TYPE, FORM);
    if let Some(service) = service {
        let scope = format!("AKIA/20231114/us-west-2/{service}/aws4_request");
        let signature =
            format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
        request = request.header(header::AUTHORIZATION, signature);
    }
    emulator().answer(&request.body(body).unwrap())
}

/// The namespace of an answer, and the message if it is an error.
fn namespace_and_message(response: &Response<String>) -> (&str, &str) {
    let of = |before, after| {
        let (_, rest) = response.body().split_once(before).unwrap_or_default();
        rest.split(after).next().unwrap_or_default()
    };
    (of("xmlns=\"", "\""), of("<Message>", "</Message>"))
}

#[test]
fn scope_then_version_then_action_say_which_service_is_meant() {
    let (iam, sts) = (iam_codec::SERVICE.namespace(), sts::SERVICE.namespace());
    let fault = "http://webservices.amazon.com/AWSFault/2005-15-09";
    let unknown = |action: &str, version: &str| {
        format!("Could not find operation {action} for version {version}")
    };
    let none = String::new();
    let cases = [
        (None, IDENTITY, sts, none.clone()),
        (None, LIST, iam, none.clone()),
        (Some("sts"), IDENTITY, sts, none.clone()),
        // Another scope says nothing.
        (Some("s3"), IDENTITY, sts, none.clone()),
        (Some("s3"), LIST, iam, none),
        // The scope decides, though AWS would refuse the signature.
        (Some("iam"), IDENTITY, fault, unknown("GetCallerIdentity", "2011-06-15")),
        (Some("sts"), LIST, fault, unknown("ListUsers", "2010-05-08")),
        (None, "Action=CreateUser&Version=2011-06-15", fault, unknown("CreateUser", "2011-06-15")),
        (
            None,
            "Action=GetCallerIdentity",
            fault,
            unknown("GetCallerIdentity", "NO_VERSION_SPECIFIED"),
        ),
        (None, "Action=CreateUser&Version=2015-02-02", fault, unknown("CreateUser", "2015-02-02")),
    ];
    for (service, body, namespace, message) in cases {
        let response = post(service, "/", body);
        assert_eq!(namespace_and_message(&response), (namespace, &*message), "{service:?} {body}");
        assert_eq!(response.status().is_success(), message.is_empty());
    }
    // An operation that is not signed has no scope.
    let body = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15";
    let response = post(None, "/", body);
    assert_eq!(namespace_and_message(&response).0, sts);
}

#[test]
fn every_answer_of_sts_has_a_second_id_and_those_of_iam_have_none() {
    let id = |service, path, body| {
        let response = post(service, path, body);
        let id = response.headers().get(sts::EXTENDED_REQUEST_ID)?.to_str().unwrap();
        let id = ExtendedRequestId::parse(id).unwrap();
        assert_eq!(id.milliseconds, 1_700_000_000_000);
        let is_plain = id.random.bytes().all(|byte| byte.is_ascii_alphanumeric());
        assert!(id.random.len() == 8 && is_plain, "{}", id.random);
        Some(id.region.into_owned())
    };
    let here = |region: &str| Some(region.to_owned());
    assert_eq!(id(None, "/", IDENTITY), here("us-east-1"));
    assert_eq!(id(Some("sts"), "/", IDENTITY), here("us-west-2"));
    assert_eq!(id(Some("sts"), "/", "Action=GetCat&Version=2011-06-15"), here("us-west-2"));
    assert_eq!(id(Some("sts"), "/", "Action=%FF"), here("us-west-2"));
    assert_eq!(id(Some("sts"), "/", ""), here("us-west-2"));
    assert_eq!(id(Some("sts"), "/a", ""), here("us-west-2"));
    assert_eq!(id(Some("sts"), "/a", IDENTITY), here("us-west-2"));
    for (service, body) in [(None, LIST), (Some("iam"), LIST), (Some("iam"), "")] {
        assert_eq!(id(service, "/", body), None);
    }
}

/// The response to a request of this user that accepts these types.
fn accepting_all(accepted: &[&str], body: &str) -> Response<String> {
    let emulator = emulator();
    let request = HttpRequest::post("/").header(header::CONTENT_TYPE, FORM);
    let request = accepted.iter().fold(request, |request, of| request.header(header::ACCEPT, *of));
    emulator.answer(&request.body(body).unwrap())
}

fn accepting(accept: &str, body: &str) -> Response<String> {
    accepting_all(&[accept], body)
}

#[test]
fn who_accepts_json_gets_json() {
    let response = accepting("application/json", IDENTITY);
    assert_eq!(response.headers()["content-type"], "application/json");
    let id = response.headers()["x-amzn-requestid"].to_str().unwrap();
    assert_eq!(
        *response.body(),
        [
            r#"{"GetCallerIdentityResponse":{"GetCallerIdentityResult":{"Account":"123456789012","#,
            r#""Arn":"arn:aws:iam::123456789012:root","UserId":"123456789012"},"#,
            &format!(r#""ResponseMetadata":{{"RequestId":"{id}"}}}}}}"#),
        ]
        .concat()
    );
    let refused = accepting(
        "application/json",
        "Action=GetSessionToken&Version=2011-06-15&DurationSeconds=1",
    );
    assert_eq!(
        (refused.status().as_u16(), &refused.headers()["content-type"]),
        (400, &"application/json".parse().unwrap())
    );
    let error: serde_json::Value = serde_json::from_str(refused.body()).unwrap();
    assert_eq!(error["Error"]["Code"], "ValidationError");
    let session = accepting("application/json", "Action=GetSessionToken&Version=2011-06-15");
    let session: serde_json::Value = serde_json::from_str(session.body()).unwrap();
    let credentials = &session["GetSessionTokenResponse"]["GetSessionTokenResult"]["Credentials"];
    assert_eq!(credentials["Expiration"], 1_700_003_600);
    let (json, xml) = ("application/json", "text/xml");
    for (accepted, given) in [
        (&[json][..], json),
        (&["Application/JSON"], json),
        (&[" application/json\t"], json),
        (&[], xml),
        (&["*/*"], xml),
        (&[xml], xml),
        (&["application/json, text/xml"], xml),
        (&["application/json;q=1"], xml),
        (&["application/jsonl"], xml),
        (&[json, xml], xml),
        (&[json, json], xml),
        (&["é"], xml),
    ] {
        let response = accepting_all(accepted, IDENTITY);
        assert_eq!(response.headers()["content-type"], given, "{accepted:?}");
    }
    // IAM has no JSON.
    assert_eq!(accepting("application/json", LIST).headers()["content-type"], "text/xml");
}

#[test]
fn a_presigned_url_says_whose_it_is() {
    let emulator = emulator();
    let anika = user(&emulator, "anika");
    let get = |credential: &str, more: &str| {
        let uri = format!(
            "/?{IDENTITY}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={credential}\
             &X-Amz-Date=20231114T221320Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id{more}\
             &X-Amz-Signature=0"
        );
        Answer::of(emulator.answer(&HttpRequest::get(uri).body("").unwrap()))
    };
    for slash in ["%2F", "%2f"] {
        let credential = [&anika.id, "20231114", "us-east-1", "sts", "aws4_request"].join(slash);
        let answer = get(&credential, "");
        assert!(
            answer.body.contains("<Arn>arn:aws:iam::123456789012:user/team/anika</Arn>"),
            "{}",
            answer.body
        );
    }
    let session = super::session_of(&emulator, &anika);
    let credential = format!("{}%2F20231114%2Fus-east-1%2Fsts%2Faws4_request", session.id);
    let token = session.token.unwrap().replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let answer = get(&credential, &format!("&X-Amz-Security-Token={token}"));
    assert!(answer.body.contains(":user/team/anika</Arn>"), "{}", answer.body);
    assert_eq!(get(&credential, "").status, 403);
}

#[test]
fn the_use_of_a_key_is_noted_for_the_service() {
    let emulator = emulator();
    let anika = user(&emulator, "anika");
    respond(&emulator, &anika, IDENTITY);
    let used = super::text(
        &emulator,
        "ServiceName",
        "GetAccessKeyLastUsed",
        &format!("&AccessKeyId={}", anika.id),
    );
    assert_eq!(used, "sts");
}

#[test]
fn a_session_is_answered_as_sts_does() {
    let emulator = emulator();
    perform(&emulator, "CreateRole &RoleName=app&AssumeRolePolicyDocument=$TRUST");
    let body = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/app&\
                RoleSessionName=s1&SourceIdentity=anika";
    let answer = super::answer(&emulator, &Keys::root(), body);
    let (before, rest) = answer.body.split_once("<SessionToken>").unwrap();
    let (_, after) = rest.split_once('<').unwrap();
    assert_eq!(
        format!("{before}<SessionToken><{after}"),
        r#"<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser>
      <AssumedRoleId>AROARBUFZEGUVSOSJPTVS:s1</AssumedRoleId>
      <Arn>arn:aws:sts::123456789012:assumed-role/app/s1</Arn>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIARZPUZDIKJH3XAFO2</AccessKeyId>
      <SecretAccessKey>b8EWmRFBeWe7DSVdhf1iLpb3luWH1YKVaEOvMCtD</SecretAccessKey>
      <SessionToken></SessionToken>
      <Expiration>2023-11-14T23:13:20Z</Expiration>
    </Credentials>
    <SourceIdentity>anika</SourceIdentity>
  </AssumeRoleResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</AssumeRoleResponse>
"#
    );
}
