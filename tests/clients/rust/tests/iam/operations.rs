//! The SDK's 24 tag operations behind one trait, so that each test is written once.

use aws_sdk_iam::{
    Client,
    error::{ProvideErrorMetadata, SdkError},
    operation::RequestId,
    types::Tag,
};

pub trait Taggable {
    /// Finds the row in `cases.json`.
    const TAG: &'static str;

    async fn tag(client: &Client, id: &str, tags: Vec<Tag>) -> Result<Reply, Refusal>;

    async fn untag(client: &Client, id: &str, keys: Vec<String>) -> Result<Reply, Refusal>;

    async fn list(client: &Client, id: &str, marker: Option<&str>) -> Result<Reply<Page>, Refusal>;

    /// Everything, through the SDK's paginator.
    async fn pages(client: &Client, id: &str, page_size: i32) -> Vec<Page>;
}

#[derive(Debug)]
pub struct Reply<T = ()> {
    pub output: T,
    pub request_id: Option<String>,
}

#[derive(Debug, PartialEq)]
pub struct Page {
    pub tags: Vec<Tag>,
    pub is_truncated: bool,
    pub marker: Option<String>,
}

#[derive(Debug)]
pub struct Refusal {
    pub exception: Option<Exception>,
    pub code: Option<String>,
    pub message: Option<String>,
    pub request_id: Option<String>,
}

/// The variant of the operation's error type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Exception {
    NoSuchEntity,
    InvalidInput,
    LimitExceeded,
}

macro_rules! taggable {
    ($($Resource:ident, $name:literal, $id:ident: $tag:ident, $untag:ident, $list:ident;)+) => {$(
        pub struct $Resource;

        impl Taggable for $Resource {
            const TAG: &'static str = $name;

            async fn tag(client: &Client, id: &str, tags: Vec<Tag>) -> Result<Reply, Refusal> {
                match client.$tag().$id(id).set_tags(Some(tags)).send().await {
                    Ok(output) => Ok(reply((), &output)),
                    Err(error) => Err(refusal(&error, |error| {
                        if error.is_no_such_entity_exception() {
                            Some(Exception::NoSuchEntity)
                        } else if error.is_invalid_input_exception() {
                            Some(Exception::InvalidInput)
                        } else if error.is_limit_exceeded_exception() {
                            Some(Exception::LimitExceeded)
                        } else {
                            None
                        }
                    })),
                }
            }

            async fn untag(client: &Client, id: &str, keys: Vec<String>) -> Result<Reply, Refusal> {
                match client.$untag().$id(id).set_tag_keys(Some(keys)).send().await {
                    Ok(output) => Ok(reply((), &output)),
                    Err(error) => Err(refusal(&error, |error| {
                        error.is_no_such_entity_exception().then_some(Exception::NoSuchEntity)
                    })),
                }
            }

            async fn list(
                client: &Client,
                id: &str,
                marker: Option<&str>,
            ) -> Result<Reply<Page>, Refusal> {
                match client.$list().$id(id).set_marker(marker.map(Into::into)).send().await {
                    Ok(output) => Ok(reply(page!(output), &output)),
                    Err(error) => Err(refusal(&error, |error| {
                        error.is_no_such_entity_exception().then_some(Exception::NoSuchEntity)
                    })),
                }
            }

            async fn pages(client: &Client, id: &str, page_size: i32) -> Vec<Page> {
                let list = client.$list().$id(id).into_paginator();
                let mut replies = list.page_size(page_size).send();
                let mut pages = Vec::new();
                while let Some(reply) = replies.next().await {
                    let output = reply.expect("a page");
                    pages.push(page!(output));
                }
                pages
            }
        }
    )+};
}

macro_rules! page {
    ($output:expr) => {
        Page {
            tags: $output.tags().to_vec(),
            is_truncated: $output.is_truncated(),
            marker: $output.marker().map(Into::into),
        }
    };
}

fn reply<T>(output: T, sdk_output: &impl RequestId) -> Reply<T> {
    Reply { output, request_id: sdk_output.request_id().map(Into::into) }
}

fn refusal<E: ProvideErrorMetadata>(
    error: &SdkError<E>,
    exception: impl FnOnce(&E) -> Option<Exception>,
) -> Refusal {
    let error = error.as_service_error().expect("an answer from the service");
    Refusal {
        exception: exception(error),
        code: error.code().map(Into::into),
        message: error.message().map(Into::into),
        request_id: error.meta().request_id().map(Into::into),
    }
}

taggable! {
    User, "TagUser", user_name: tag_user, untag_user, list_user_tags;
    Role, "TagRole", role_name: tag_role, untag_role, list_role_tags;
    Policy, "TagPolicy", policy_arn: tag_policy, untag_policy, list_policy_tags;
    InstanceProfile, "TagInstanceProfile", instance_profile_name:
        tag_instance_profile, untag_instance_profile, list_instance_profile_tags;
    OpenIdConnectProvider, "TagOpenIDConnectProvider", open_id_connect_provider_arn:
        tag_open_id_connect_provider, untag_open_id_connect_provider,
        list_open_id_connect_provider_tags;
    SamlProvider, "TagSAMLProvider", saml_provider_arn:
        tag_saml_provider, untag_saml_provider, list_saml_provider_tags;
    ServerCertificate, "TagServerCertificate", server_certificate_name:
        tag_server_certificate, untag_server_certificate, list_server_certificate_tags;
    MfaDevice, "TagMFADevice", serial_number:
        tag_mfa_device, untag_mfa_device, list_mfa_device_tags;
}
