//! STS through the AWS SDK for Rust, with IAM on the same address.

use std::time::{Duration, SystemTime};

use aws_sdk_sts::Client;
use aws_sdk_sts::config::{Credentials, Region};
use aws_sdk_sts::error::ProvideErrorMetadata;
use aws_sdk_sts::types::Tag;

use crate::RequestIdHeader;

const ROLE: &str = "sts-rust";

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":["sts:AssumeRole","sts:TagSession"]}}"#;

fn client(credentials: Credentials) -> Client {
    let config = aws_sdk_sts::Config::builder()
        .behavior_version_latest()
        .endpoint_url(std::env::var("AWS_ENDPOINT_URL").unwrap())
        .region(Region::new("us-east-1"))
        .credentials_provider(credentials)
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

fn session_of(credentials: &aws_sdk_sts::types::Credentials) -> Client {
    client(Credentials::new(
        credentials.access_key_id(),
        credentials.secret_access_key(),
        Some(credentials.session_token().to_owned()),
        None,
        "session",
    ))
}

async fn arn_of(client: &Client) -> String {
    client.get_caller_identity().send().await.unwrap().arn.unwrap()
}

#[tokio::test]
async fn a_session_of_a_role_is_who_it_says() {
    let iam = crate::client(RequestIdHeader::default());
    let create = iam.create_role().role_name(ROLE).assume_role_policy_document(TRUST);
    let role = create.send().await.unwrap().role.unwrap();
    let root = client(Credentials::new("any", "any", None, None, "any"));
    assert_eq!(arn_of(&root).await, "arn:aws:iam::123456789012:root");

    let tag = Tag::builder().key("Team").value("R+D/東京").build().unwrap();
    let assume = root.assume_role().role_arn(role.arn()).role_session_name("rust");
    let assume = assume.duration_seconds(900).tags(tag).transitive_tag_keys("Team");
    let assumed = assume.send().await.unwrap();
    let arn = "arn:aws:sts::123456789012:assumed-role/sts-rust/rust";
    let user = assumed.assumed_role_user().unwrap();
    assert_eq!(user.arn(), arn);
    assert_eq!(user.assumed_role_id(), format!("{}:rust", role.role_id()));
    let credentials = assumed.credentials().unwrap();
    let lasts = SystemTime::try_from(*credentials.expiration()).unwrap();
    let lasts = lasts.duration_since(SystemTime::now()).unwrap();
    assert!((Duration::from_secs(840)..=Duration::from_secs(900)).contains(&lasts), "{lasts:?}");
    let session = session_of(credentials);
    assert_eq!(arn_of(&session).await, arn);

    // Another value for a transitive tag.
    let tag = Tag::builder().key("TEAM").value("blue").build().unwrap();
    let again = session.assume_role().role_arn(role.arn()).role_session_name("rust").tags(tag);
    let error = again.send().await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidParameterValue"));

    iam.delete_role().role_name(ROLE).send().await.unwrap();
    let error = session.get_caller_identity().send().await.unwrap_err();
    assert_eq!(error.code(), Some("InvalidClientTokenId"));
    let message = "The security token included in the request is invalid.";
    assert_eq!(error.message(), Some(message));
}

#[tokio::test]
async fn errors_have_the_types_of_the_sdk() {
    let root = client(Credentials::new("any", "any", None, None, "any"));
    let token = root
        .assume_role_with_web_identity()
        .role_arn("arn:aws:iam::123456789012:role/nobody")
        .role_session_name("rust")
        .web_identity_token("token");
    let error = token.send().await.unwrap_err().into_service_error();
    assert!(error.is_invalid_identity_token_exception(), "{error:?}");
    let disabled = root.get_web_identity_token().audience("a").signing_algorithm("RS256");
    let error = disabled.send().await.unwrap_err().into_service_error();
    assert!(error.is_outbound_web_identity_federation_disabled_exception(), "{error:?}");
}
