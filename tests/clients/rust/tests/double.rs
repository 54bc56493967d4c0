//! The emulator instead of a network: hung into the SDK as its HTTP client.

use aws_sdk_iam::{
    Client, Config,
    config::{Credentials, Region},
    error::ProvideErrorMetadata,
};
use aws_smithy_http_client::test_util::infallible_client_fn;
use iam_emulator::Emulator;

/// A client whose requests the emulator answers.
fn client(emulator: Emulator) -> Client {
    let http_client = infallible_client_fn(move |request| {
        emulator.answer(&request.map(|body| body.bytes().unwrap_or_default().to_vec()))
    });
    let config = Config::builder()
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::for_tests())
        .http_client(http_client)
        .build();
    Client::from_conf(config)
}

#[tokio::test]
async fn a_double_needs_no_socket() {
    let emulator = Emulator::new();
    let client = client(emulator.clone());
    let created = client.create_user().user_name("anika").send().await.unwrap();
    assert_eq!(created.user().unwrap().arn(), "arn:aws:iam::123456789012:user/anika");
    let again = client.create_user().user_name("anika").send().await.unwrap_err();
    assert_eq!(again.code(), Some("EntityAlreadyExists"));
    emulator.reset();
    let gone = client.get_user().user_name("anika").send().await.unwrap_err();
    assert!(gone.into_service_error().is_no_such_entity_exception());
}
