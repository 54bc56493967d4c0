//! Values that were detached from their input are the same, and so are the answers to all that can be asked of them.

use std::borrow::Cow;
use std::fmt::Debug;

use iam_codec::{
    CredentialScope, ErrorCode, ErrorResponse, Failure, Fault, OperationResult, OtherRequest,
    OtherResult, Params, PolicyDocument, Reply, Request, Resource, ResourceType, Response, Secret,
    Tag, sts,
};

/// `Debug` shows what equality leaves out.
#[track_caller]
fn assert_same<T: Debug + PartialEq>(owned: &T, value: &T) {
    assert_eq!(owned, value);
    assert_eq!(format!("{owned:?}"), format!("{value:?}"));
}

const DOCUMENT: &[u8] = b"<TagCatResponse><A>1</A><B><C>2</C><C>&lt;3</C><D/></B>\
    <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></TagCatResponse>";

const ERROR: &[u8] = b"<ErrorResponse><Error><Type>Receiver</Type><Code>Teapot</Code>\
    <Message>a&amp;b</Message></Error><RequestId>id</RequestId></ErrorResponse>";

#[test]
fn detached_answers_are_the_same() {
    let reply = Reply::decode(DOCUMENT).unwrap();
    assert_same(&reply.clone().into_owned(), &reply);
    let response = Response::decode(DOCUMENT).unwrap();
    assert_same(&response.clone().into_owned(), &response);
    let OperationResult::Other(other) = response.result else { unreachable!() };
    let owned: OtherResult<'static> = other.clone().into_owned();
    assert_same(&owned, &other);
    for element in &other.elements {
        assert_same(&element.clone().into_owned(), element);
    }
    for error in [ErrorResponse::decode(ERROR).unwrap(), sts::decode_error(ERROR).unwrap()] {
        assert_same(&error.clone().into_owned(), &error);
        assert_same(&error.code.clone().into_owned(), &error.code);
        assert_eq!(error.into_owned().fault, Fault::Receiver);
    }
}

#[test]
fn detached_failures_are_those_of_the_same_service() {
    let of_sts = sts::Request::decode(b"Action=GetSessionToken&Version=2011-06-15&TokenCode=a");
    let of_iam = Request::decode(b"Action=GetRole&Version=2010-05-08").unwrap_err();
    let bare = Failure::from(ErrorCode::from("Teapot"));
    for failure in [
        Failure::from(of_sts.unwrap_err()),
        Failure::from(of_iam),
        Resource::User("a".into()).not_found(),
        bare.clone().with_message("a"),
        bare,
    ] {
        let owned: Failure<'static> = failure.clone().into_owned();
        assert_same(&owned, &failure);
        assert_same(&owned.to_response("id"), &failure.to_response("id"));
    }
}

#[test]
fn detached_values_are_the_same() {
    let tag = Tag::new("a", "b");
    assert_same(&tag.clone().into_owned(), &tag);
    let (secret, policy) = (Secret::from("a"), PolicyDocument::from("b"));
    assert_same(&secret.clone().into_owned(), &secret);
    assert_same(&policy.clone().into_owned(), &policy);
    for of in ResourceType::ALL {
        let resource = Resource::new(*of, "a");
        assert_same(&resource.clone().into_owned(), &resource);
    }
}

#[test]
fn the_scope_of_a_signature_is_the_same_whatever_it_is_made_of() {
    for credential in ["AKIA/20260101/us-east-1/iam/aws4_request", "AKIA/20260101/sts/aws4_request"]
    {
        let scope = CredentialScope::parse(credential).unwrap();
        assert_same(&scope.clone().into_owned(), &scope);
        assert_same(&CredentialScope::parse(credential.to_owned()).unwrap(), &scope);
        assert_same(&CredentialScope::parse(Cow::Borrowed(credential)).unwrap(), &scope);
    }
}

/// Requests in two parts: one that is right, and others with all kinds of faults.
const PARTS: [(&str, &str); 9] = [
    ("", "Action=GetUser&Version=2010-05-08&UserName=anika"),
    ("", "Action=GetRole&Version=2010-05-08"),
    ("Action=GetRole&Version=2010-05-08", ""),
    ("Action=GetRole", "Version=2010-05-08&RoleName=a%20b"),
    ("Action=GetRole&RoleName=a", "Version=2010-05-09"),
    ("UserName=a", ""),
    ("", ""),
    ("Action=TagUser&UserName=a", "Version=2010-05-08&Tags.member.01.Key=a&Tags.member.0.Key=b"),
    ("Action=TagCat&CatName=tom", "Version=2010-05-08"),
];

#[test]
fn detached_params_are_read_as_before_with_all_places() {
    for (query, body) in PARTS {
        let params = || Params::parse_parts(query.as_bytes(), body.as_bytes()).unwrap();
        let (read, owned) =
            (Request::decoder().params(params()), Request::decoder().params(params().into_owned()));
        assert_eq!(owned, read, "{query} {body}");
        if let Err(error) = &read {
            assert_eq!(
                Request::decode_parts(query.as_bytes(), body.as_bytes()),
                Err(error.clone())
            );
            assert!(error.place().is_some(), "{error}");
        }
        assert_eq!(params().into_owned(), params());
        let request = OtherRequest::new(params());
        assert_eq!(request.clone().map(OtherRequest::into_owned), request);
    }
}
