//! The emulator's answers: what the tag operations mean, and how little a server adds to the codec.

#[expect(dead_code, reason = "`main` does not run here")]
#[path = "../examples/emulator.rs"]
mod emulator;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Request as HttpRequest, header};
use emulator::{Answer, DEFAULT_SEED, Store, answer, serve};
use iam_codec::{
    ErrorResponse, ListResourceTags, OperationResult, Request, Resource, ResourceType, Response,
    Tag, TagPage, TagResource, UntagResource,
};

const REQUEST_ID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";

#[test]
fn answers_are_those_of_iam() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let tag = post(
        &mut store,
        "Action=TagUser&Version=2010-05-08&UserName=anika\
         &Tags.member.1.Key=Dept&Tags.member.1.Value=R%2BD",
    );
    assert_eq!(tag.status, 200);
    assert_eq!(
        tag.headers,
        [("Content-Type", "text/xml".to_owned()), ("x-amzn-RequestId", REQUEST_ID.to_owned())],
    );
    assert_eq!(
        tag.body,
        r#"<TagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</TagUserResponse>
"#,
    );
    let list = post(&mut store, "Action=ListUserTags&Version=2010-05-08&UserName=anika");
    assert_eq!(list.status, 200);
    assert_eq!(
        list.body,
        r#"<ListUserTagsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ListUserTagsResult>
    <IsTruncated>false</IsTruncated>
    <Tags>
      <member>
        <Value>R+D</Value>
        <Key>Dept</Key>
      </member>
    </Tags>
  </ListUserTagsResult>
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</ListUserTagsResponse>
"#,
    );
    let untag = post(
        &mut store,
        "Action=UntagUser&Version=2010-05-08&UserName=anika&TagKeys.member.1=Dept",
    );
    assert_eq!(
        untag.body,
        r#"<UntagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <ResponseMetadata>
    <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
  </ResponseMetadata>
</UntagUserResponse>
"#,
    );
    assert_eq!(tags(&mut store, &user()), []);
}

#[test]
fn refusals_are_those_of_iam() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let absent = post(&mut store, "Action=ListUserTags&Version=2010-05-08&UserName=nobody");
    assert_eq!(absent.status, 404);
    assert_eq!(absent.headers[1], ("x-amzn-RequestId", REQUEST_ID.to_owned()));
    assert_eq!(
        absent.body,
        r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
  <Error>
    <Type>Sender</Type>
    <Code>NoSuchEntity</Code>
    <Message>The user with name nobody cannot be found.</Message>
  </Error>
  <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
</ErrorResponse>
"#,
    );
    let cases = [
        (
            "Action=ListUsers&Version=2010-05-08",
            "InvalidAction",
            "Could not find operation ListUsers for version 2010-05-08",
        ),
        (
            "UserName=anika",
            "MissingAction",
            "The request is missing an action or a required parameter.",
        ),
        (
            "Action=ListUserTags&Version=2010-05-08&UserName=anika&MaxItems=0",
            "ValidationError",
            "1 validation error detected: Value at 'maxItems' failed to satisfy constraint: \
             Member must have value greater than or equal to 1",
        ),
    ];
    for (body, code, message) in cases {
        assert_eq!(error(&post(&mut store, body)), refusal(400, code, message));
    }
}

#[test]
fn an_overwritten_key_takes_the_new_spelling() {
    for resource_type in ResourceType::ALL {
        let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
        let resource = seeded(*resource_type);
        tag(&mut store, &resource, &[("dept", "1"), ("b", "2")]).unwrap();
        tag(&mut store, &resource, &[("Dept", "3")]).unwrap();
        let expected: &[_] = match resource_type {
            ResourceType::User | ResourceType::Role => &[("Dept", "3"), ("b", "2")],
            ResourceType::Policy => &[("b", "2"), ("Dept", "3"), ("dept", "1")],
            _ => &[("Dept", "3"), ("b", "2"), ("dept", "1")],
        };
        assert_eq!(tags(&mut store, &resource), pairs(expected), "{resource:?}");
    }
}

#[test]
fn lists_by_key_and_policies_by_length_first() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let sent = [("abc", "1"), ("b", "2"), ("z", "3"), ("ключ", "4"), ("A", "5"), ("Team", "6")];
    tag(&mut store, &user(), &sent).unwrap();
    let keys = |tags: Vec<Tag<'static>>| tags.into_iter().map(|tag| tag.key).collect::<Vec<_>>();
    assert_eq!(keys(tags(&mut store, &user())), ["A", "Team", "abc", "b", "z", "ключ"]);
    let policy = seeded(ResourceType::Policy);
    tag(&mut store, &policy, &sent).unwrap();
    assert_eq!(keys(tags(&mut store, &policy)), ["A", "b", "z", "abc", "Team", "ключ"]);
}

#[test]
fn counts_tags_after_the_merge() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let keys: Vec<_> = (1..=50).map(|i| format!("key{i:02}")).collect();
    let all: Vec<_> = keys.iter().map(|key| (&**key, "v")).collect();
    tag(&mut store, &user(), &all).unwrap();
    tag(&mut store, &user(), &[("KEY50", "overwritten")]).unwrap();
    let before = tags(&mut store, &user());
    assert_eq!(before.len(), 50);

    let refused = tag(&mut store, &user(), &[("key01", "lost"), ("key51", "v")]).unwrap_err();
    let message = "The number of tags has reached the maximum limit.";
    assert_eq!(refused, refusal(409, "LimitExceeded", message));
    assert_eq!(tags(&mut store, &user()), before);
}

#[test]
fn untags_by_the_same_rule_and_ignores_absent_keys() {
    for resource_type in ResourceType::ALL {
        let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
        let resource = seeded(*resource_type);
        tag(&mut store, &resource, &[("a", "1"), ("b", "2")]).unwrap();
        let request = UntagResource {
            resource: resource.clone(),
            tag_keys: vec!["A".into(), "absent".into(), "b".into(), "b".into()],
        };
        assert_eq!(post(&mut store, &Request::from(request).encode()).status, 200);
        let expected: &[_] = match resource_type {
            ResourceType::User | ResourceType::Role => &[],
            _ => &[("a", "1")],
        };
        assert_eq!(tags(&mut store, &resource), pairs(expected), "{resource:?}");
    }
}

#[test]
fn pages_lead_from_marker_to_marker_to_the_end() {
    for resource_type in ResourceType::ALL {
        let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
        let resource = seeded(*resource_type);
        let sent = [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")];
        tag(&mut store, &resource, &sent).unwrap();

        let (mut marker, mut collected, mut sizes) = (None, Vec::new(), Vec::new());
        loop {
            let page = list(&mut store, &resource, marker, Some(2)).unwrap();
            assert_eq!(page.is_truncated, page.marker.is_some());
            sizes.push(page.tags.len());
            collected.extend(page.tags);
            marker = page.marker.map(String::from);
            if marker.is_none() {
                break;
            }
        }
        assert_eq!(sizes, [2, 2, 1]);
        assert_eq!(collected, pairs(&sent));
    }
}

#[test]
fn a_page_that_ends_with_the_list_has_no_marker() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    tag(&mut store, &user(), &[("a", "1"), ("b", "2")]).unwrap();
    let page = list(&mut store, &user(), None, Some(2)).unwrap();
    assert_eq!((page.tags.len(), page.is_truncated, page.marker), (2, false, None));
}

#[test]
fn a_marker_outlives_the_page_before_it() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    tag(&mut store, &user(), &[("a", "1"), ("b", "2"), ("c", "3")]).unwrap();
    let marker = list(&mut store, &user(), None, Some(2)).unwrap().marker.map(String::from);
    let request = UntagResource { resource: user(), tag_keys: vec!["a".into(), "b".into()] };
    post(&mut store, &Request::from(request).encode());
    let page = list(&mut store, &user(), marker, Some(2)).unwrap();
    assert_eq!(page.tags, pairs(&[("c", "3")]));
}

#[test]
fn refuses_a_marker_that_it_did_not_give() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let role = seeded(ResourceType::Role);
    for resource in [user(), role.clone()] {
        tag(&mut store, &resource, &[("a", "1"), ("b", "2")]).unwrap();
    }
    let of_user = list(&mut store, &user(), None, Some(1)).unwrap().marker.unwrap();
    for (resource, marker) in [(user(), "foreign"), (role, &*of_user)] {
        let refused = list(&mut store, &resource, Some(marker.to_owned()), None).unwrap_err();
        assert_eq!(refused, refusal(400, "ValidationError", "Invalid Marker."));
    }
}

#[test]
fn misses_absent_resources_of_every_type() {
    let mut store = Store::from_seed("[]").unwrap();
    for resource_type in ResourceType::ALL {
        let resource = seeded(*resource_type);
        let no_such_entity = resource.not_found(REQUEST_ID);
        let requests = [
            Request::from(TagResource { resource: resource.clone(), tags: pairs(&[("a", "1")]) }),
            Request::from(UntagResource { resource: resource.clone(), tag_keys: vec!["a".into()] }),
            Request::from(ListResourceTags { resource, marker: None, max_items: None }),
        ];
        for request in requests {
            let answer = post(&mut store, &request.encode());
            assert_eq!(answer.status, 404);
            assert_eq!(answer.body, no_such_entity.encode());
        }
    }
}

#[test]
fn refuses_duplicate_keys_and_changes_nothing() {
    for resource_type in ResourceType::ALL {
        let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
        let resource = seeded(*resource_type);
        let (second, message) = match resource_type {
            ResourceType::User | ResourceType::Role => {
                ("A", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
            }
            _ => ("a", "Duplicate tag keys found."),
        };
        let refused = tag(&mut store, &resource, &[("a", "1"), (second, "2")]).unwrap_err();
        assert_eq!(refused, refusal(400, "InvalidInput", message));
        assert_eq!(tags(&mut store, &resource), []);
    }
}

#[test]
fn reads_query_string_and_body_as_one_input() {
    let mut store = Store::from_seed(DEFAULT_SEED).unwrap();
    let (action, user) = (b"Action=ListUserTags&Version=2010-05-08", b"UserName=anika");
    let both = [&action[..], b"&", user].concat();
    assert_eq!(answer(&mut store, &both, b"", REQUEST_ID).status, 200);
    assert_eq!(answer(&mut store, action, user, REQUEST_ID).status, 200);
    let twice = answer(&mut store, &both, user, REQUEST_ID);
    assert_eq!(error(&twice).1, "MalformedInput");
}

#[test]
fn names_the_error_in_a_seed() {
    let cases = [
        (r#"{"UserName":"anika"}"#, "invalid type: map, expected a sequence at line 1 column 0"),
        (r#"[{"UserName":"anika"},5]"#, "resource 2: not an object"),
        (r#"[{"GroupName":"a"}]"#, "resource 1: GroupName: unexpected member"),
        (r#"[{"UserName":"a","RoleName":"b"}]"#, "resource 1: UserName: unexpected member"),
        (r#"[{"UserName":5}]"#, "resource 1: UserName: not a string"),
        (
            r#"[{"Tags":[]}]"#,
            "resource 1: has none of the members that name a resource, such as UserName",
        ),
        (r#"[{"UserName":"a"},{"UserName":"a"}]"#, "resource 2: repeats an earlier one"),
        (r#"[{"UserName":"a","Tags":{}}]"#, "resource 1: Tags: not an array"),
        (
            r#"[{"UserName":"a","Tags":[{"Key":"k","Value":"v"},{"Key":"l"}]}]"#,
            "resource 1: Tags.member.2: missing field `Value`",
        ),
        (
            r#"[{"UserName":"a b"}]"#,
            "resource 1: The specified value for userName is invalid. It must contain only \
             alphanumeric characters and/or the following: +=,.@_-: parameter UserName",
        ),
    ];
    for (seed, message) in cases {
        assert_eq!(Store::from_seed(seed).err().as_deref(), Some(message));
    }
}

#[test]
fn seeded_tags_are_listed_in_order() {
    let seed = r#"[{"UserName":"anika","Tags":[{"Key":"b","Value":"1"},{"Key":"a","Value":""}]}]"#;
    let mut store = Store::from_seed(seed).unwrap();
    assert_eq!(tags(&mut store, &user()), pairs(&[("a", ""), ("b", "1")]));
}

#[tokio::test]
async fn reads_the_body_of_forms_only() {
    let body = "Action=ListUserTags&Version=2010-05-08&UserName=anika";
    let cases = [
        (Some("application/x-www-form-urlencoded"), 200),
        (Some("application/x-www-form-urlencoded; charset=utf-8"), 200),
        (Some("Application/X-WWW-Form-URLEncoded ;charset=UTF-8"), 200),
        (Some("application/json"), 400),
        (None, 400),
    ];
    for (content_type, status) in cases {
        let (found, body) = send(content_type, body).await;
        assert_eq!(found, status, "{content_type:?}");
        assert_eq!(body.contains("<Code>MissingAction</Code>"), status == 400);
    }
}

#[tokio::test]
async fn refuses_a_body_that_is_too_large() {
    let body = "x".repeat(2 << 20);
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(send(form, &body).await.0, 400);
    let (status, body) = send(form, &(body + "x")).await;
    assert_eq!(status, 413);
    let error = ErrorResponse::decode(body.as_bytes()).unwrap();
    assert_eq!(error.code.as_str(), "UnreadableBody");
}

async fn send(content_type: Option<&str>, body: &str) -> (u16, String) {
    let mut request = HttpRequest::post("/");
    if let Some(content_type) = content_type {
        request = request.header(header::CONTENT_TYPE, content_type);
    }
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let store = Arc::new(Mutex::new(Store::from_seed(DEFAULT_SEED).unwrap()));
    let response = serve(State(store), request).await;
    let status = response.status().as_u16();
    let request_id = response.headers()["x-amzn-requestid"].to_str().unwrap().to_owned();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let body = String::from_utf8(body.into()).unwrap();
    assert!(body.contains(&format!("<RequestId>{request_id}</RequestId>")));
    (status, body)
}

fn post(store: &mut Store, body: &str) -> Answer {
    answer(store, b"", body.as_bytes(), REQUEST_ID)
}

/// Status, code and message.
type Refusal = (u16, String, String);

fn refusal(status: u16, code: &str, message: &str) -> Refusal {
    (status, code.to_owned(), message.to_owned())
}

fn error(answer: &Answer) -> Refusal {
    let error = ErrorResponse::decode(answer.body.as_bytes()).unwrap();
    (answer.status, error.code.to_string(), error.message.unwrap_or_default().into_owned())
}

fn tag(store: &mut Store, resource: &Resource<'_>, tags: &[(&str, &str)]) -> Result<(), Refusal> {
    let request = TagResource { resource: resource.clone(), tags: pairs(tags) };
    let answer = post(store, &Request::from(request).encode());
    if answer.status == 200 { Ok(()) } else { Err(error(&answer)) }
}

fn list(
    store: &mut Store,
    resource: &Resource<'_>,
    marker: Option<String>,
    max_items: Option<i32>,
) -> Result<TagPage<'static>, Refusal> {
    let marker = marker.map(Into::into);
    let request = ListResourceTags { resource: resource.clone(), marker, max_items };
    let answer = post(store, &Request::from(request).encode());
    match Response::decode(answer.body.as_bytes()).map(Response::into_owned) {
        Ok(Response { result: OperationResult::ListResourceTags(_, page), .. }) => Ok(page),
        _ => Err(error(&answer)),
    }
}

fn tags(store: &mut Store, resource: &Resource<'_>) -> Vec<Tag<'static>> {
    list(store, resource, None, None).unwrap().tags
}

fn user() -> Resource<'static> {
    Resource::User("anika".into())
}

/// The resource of this type that is there from the start.
fn seeded(resource_type: ResourceType) -> Resource<'static> {
    let seed: Vec<HashMap<String, String>> = serde_json::from_str(DEFAULT_SEED).unwrap();
    let identifier = seed.iter().find_map(|resource| resource.get(resource_type.parameter()));
    Resource::new(resource_type, identifier.unwrap().clone())
}

fn pairs(tags: &[(&str, &str)]) -> Vec<Tag<'static>> {
    tags.iter().map(|(key, value)| Tag::new(key.to_string(), value.to_string())).collect()
}
