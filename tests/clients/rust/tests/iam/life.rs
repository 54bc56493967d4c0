//! Whole lives: what is created with tags is read, listed, tagged, untagged and deleted; then groups,
//! policies and pages.

use aws_sdk_iam::{error::ProvideErrorMetadata, types::Tag};

use crate::{
    RequestIdHeader,
    cases::{CASES, Case},
    client,
    operations::{
        InstanceProfile, MfaDevice, OpenIdConnectProvider, Policy, Role, SamlProvider,
        ServerCertificate, Taggable, User,
    },
    tag,
};

const DOCUMENT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;
const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#;
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";
const READER: &str = "arn:aws:iam::123456789012:policy/rust-reader";

/// Makes a test of each type: how to create a resource, where its identifier and the tags are in the
/// output, how to read its tags, how to list the identifiers of all, and how to delete it.
macro_rules! lives {
    ($(
        $test:ident: $Resource:ty, $id:ident;
        $create:ident($($set:ident: $value:expr),*), |$created:ident| $identifier:expr, $echoed:expr;
        $get:ident, |$got:ident| $tags:expr;
        $list:ident, |$listed:ident| $identifiers:expr;
        $delete:ident;
    )*) => {$(
        #[tokio::test]
        async fn $test() {
            let client = client(RequestIdHeader::default());
            let create = client.$create()$(.$set($value))*;
            let $created = create.set_tags(Some(CASES.tags())).send().await.unwrap();
            let id: String = $identifier.to_owned();
            let echoed: &[Tag] = $echoed;
            assert_eq!(echoed, CASES.tags());

            let $got = client.$get().$id(&id).send().await.unwrap();
            let tags: &[Tag] = $tags;
            assert_eq!(tags, case::<$Resource>().sorted_tags());
            let $listed = client.$list().send().await.unwrap();
            let identifiers: Vec<&str> = $identifiers.collect();
            assert_eq!(identifiers.iter().filter(|listed| **listed == id).count(), 1);

            let keys = CASES.tags().iter().map(|tag| tag.key().to_owned()).collect();
            <$Resource>::untag(&client, &id, keys).await.unwrap();
            <$Resource>::tag(&client, &id, vec![tag("dept", "legal")]).await.unwrap();
            let page = <$Resource>::list(&client, &id, None).await.unwrap().output;
            assert_eq!(page.tags, [tag("dept", "legal")]);

            client.$delete().$id(&id).send().await.unwrap();
            let error = client.$get().$id(&id).send().await.unwrap_err();
            assert!(error.into_service_error().is_no_such_entity_exception());
        }
    )*};
}

lives! {
    user: User, user_name;
    create_user(user_name: "rust"), |out| out.user().unwrap().user_name(), out.user().unwrap().tags();
    get_user, |out| out.user().unwrap().tags();
    list_users, |out| out.users().iter().map(|user| user.user_name());
    delete_user;

    role: Role, role_name;
    create_role(role_name: "rust", assume_role_policy_document: TRUST),
        |out| out.role().unwrap().role_name(), out.role().unwrap().tags();
    get_role, |out| out.role().unwrap().tags();
    list_roles, |out| out.roles().iter().map(|role| role.role_name());
    delete_role;

    policy: Policy, policy_arn;
    create_policy(policy_name: "rust", policy_document: DOCUMENT),
        |out| out.policy().unwrap().arn().unwrap(), out.policy().unwrap().tags();
    get_policy, |out| out.policy().unwrap().tags();
    list_policies, |out| out.policies().iter().filter_map(|policy| policy.arn());
    delete_policy;

    instance_profile: InstanceProfile, instance_profile_name;
    create_instance_profile(instance_profile_name: "rust"),
        |out| out.instance_profile().unwrap().instance_profile_name(),
        out.instance_profile().unwrap().tags();
    get_instance_profile, |out| out.instance_profile().unwrap().tags();
    list_instance_profiles, |out| {
        out.instance_profiles().iter().map(|profile| profile.instance_profile_name())
    };
    delete_instance_profile;

    open_id_connect_provider: OpenIdConnectProvider, open_id_connect_provider_arn;
    create_open_id_connect_provider(url: "https://rust.example.com"),
        |out| out.open_id_connect_provider_arn().unwrap(), out.tags();
    get_open_id_connect_provider, |out| out.tags();
    list_open_id_connect_providers, |out| {
        out.open_id_connect_provider_list().iter().filter_map(|provider| provider.arn())
    };
    delete_open_id_connect_provider;

    saml_provider: SamlProvider, saml_provider_arn;
    create_saml_provider(name: "rust", saml_metadata_document: "x".repeat(1000)),
        |out| out.saml_provider_arn().unwrap(), out.tags();
    get_saml_provider, |out| out.tags();
    list_saml_providers, |out| {
        out.saml_provider_list().iter().filter_map(|provider| provider.arn())
    };
    delete_saml_provider;

    server_certificate: ServerCertificate, server_certificate_name;
    upload_server_certificate(
        server_certificate_name: "rust", certificate_body: CERTIFICATE, private_key: "key"
    ),
        |out| out.server_certificate_metadata().unwrap().server_certificate_name(), out.tags();
    get_server_certificate, |out| out.server_certificate().unwrap().tags();
    list_server_certificates, |out| {
        let listed = out.server_certificate_metadata_list().iter();
        listed.map(|metadata| metadata.server_certificate_name())
    };
    delete_server_certificate;

    mfa_device: MfaDevice, serial_number;
    create_virtual_mfa_device(virtual_mfa_device_name: "rust"),
        |out| out.virtual_mfa_device().unwrap().serial_number(),
        out.virtual_mfa_device().unwrap().tags();
    list_mfa_device_tags, |out| out.tags();
    list_virtual_mfa_devices, |out| {
        out.virtual_mfa_devices().iter().map(|device| device.serial_number())
    };
    delete_virtual_mfa_device;
}

fn case<R: Taggable>() -> &'static Case {
    CASES.resources.iter().find(|case| case.tag == R::TAG).unwrap()
}

#[tokio::test]
async fn groups_and_policies() {
    let client = client(RequestIdHeader::default());
    client.create_user().user_name("rust-olu").send().await.unwrap();
    client.create_group().group_name("rustaceans").send().await.unwrap();
    let add = client.add_user_to_group().group_name("rustaceans").user_name("rust-olu");
    add.send().await.unwrap();
    let group = client.get_group().group_name("rustaceans").send().await.unwrap();
    assert_eq!(group.users()[0].user_name(), "rust-olu");

    let create = client.create_policy().policy_name("rust-reader").policy_document(DOCUMENT);
    create.send().await.unwrap();
    let attach = client.attach_group_policy().group_name("rustaceans").policy_arn(READER);
    attach.send().await.unwrap();
    let entities = client.list_entities_for_policy().policy_arn(READER).send().await.unwrap();
    assert_eq!(entities.policy_groups()[0].group_name(), Some("rustaceans"));
    let version = client.get_policy_version().policy_arn(READER).version_id("v1");
    let version = version.send().await.unwrap().policy_version.unwrap();
    // The SDK leaves policies as they are sent.
    let document = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22\
                    %2C%22Action%22%3A%22s3%3AGetObject%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
    assert_eq!(version.document(), Some(document));

    let put = client.put_user_policy().user_name("rust-olu").policy_name("own");
    put.policy_document(DOCUMENT).send().await.unwrap();
    let names = client.list_user_policies().user_name("rust-olu").send().await.unwrap();
    assert_eq!(names.policy_names(), ["own"]);
    let get = client.get_user_policy().user_name("rust-olu").policy_name("own");
    assert_eq!(get.send().await.unwrap().policy_document(), document);

    let error = client.delete_user().user_name("rust-olu").send().await.unwrap_err();
    let message = "Cannot delete entity, must delete policies first.";
    assert_eq!(error.message(), Some(message));
    assert!(error.into_service_error().is_delete_conflict_exception());

    let delete = client.delete_user_policy().user_name("rust-olu").policy_name("own");
    delete.send().await.unwrap();
    let remove = client.remove_user_from_group().group_name("rustaceans").user_name("rust-olu");
    remove.send().await.unwrap();
    let detach = client.detach_group_policy().group_name("rustaceans").policy_arn(READER);
    detach.send().await.unwrap();
    client.delete_policy().policy_arn(READER).send().await.unwrap();
    client.delete_group().group_name("rustaceans").send().await.unwrap();
    client.delete_user().user_name("rust-olu").send().await.unwrap();
}

#[tokio::test]
async fn lists_come_in_pages() {
    let client = client(RequestIdHeader::default());
    let names = ["rust-1", "rust-2", "rust-3"];
    for name in names {
        client.create_user().user_name(name).path("/rust-pages/").send().await.unwrap();
    }
    let list = client.list_users().path_prefix("/rust-pages/").into_paginator().page_size(2);
    let mut pages = list.send();
    let mut listed: Vec<Vec<String>> = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        listed.push(page.users().iter().map(|user| user.user_name().to_owned()).collect());
    }
    assert_eq!(listed, [names[..2].to_vec(), names[2..].to_vec()]);
    for name in names {
        client.delete_user().user_name(name).send().await.unwrap();
    }
}
