//! IAM through the AWS SDK for Rust: the tag operations here, all else in `life`.

mod cases;
mod life;
mod operations;
mod sts;

use std::{
    env,
    fmt::Debug,
    marker::PhantomData,
    sync::{Arc, Mutex},
};

use aws_sdk_iam::{
    Client, Config,
    config::{
        ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
        interceptors::BeforeDeserializationInterceptorContextRef,
    },
    error::{BoxError, ProvideErrorMetadata},
    types::Tag,
};
use aws_smithy_http_client::Builder;
use cases::{CASES, Case};
use operations::{
    Exception, InstanceProfile, MfaDevice, OpenIdConnectProvider, Page, Policy, Refusal, Reply,
    Role, SamlProvider, ServerCertificate, Taggable, User,
};
use tokio::sync::MutexGuard;

macro_rules! claims_of_every_resource {
    ($($module:ident: $Resource:ty),+ $(,)?) => {$(
        mod $module {
            use super::*;

            claims! {
                $Resource:
                lists_tags_in_order,
                overwrites_a_value,
                untags,
                keys_differ_by_case_where_aws_says_so,
                pages,
                refuses_a_foreign_marker,
                misses_an_absent_resource,
                refuses_duplicate_keys,
                refuses_a_bad_value,
                refuses_the_fifty_first_tag,
                request_id_is_in_metadata_and_header,
            }
        }
    )+};
}

macro_rules! claims {
    ($Resource:ty: $($claim:ident,)+) => {$(
        #[tokio::test]
        async fn $claim() {
            super::$claim(&Subject::<$Resource>::untagged().await).await;
        }
    )+};
}

claims_of_every_resource! {
    user: User,
    role: Role,
    policy: Policy,
    instance_profile: InstanceProfile,
    open_id_connect_provider: OpenIdConnectProvider,
    saml_provider: SamlProvider,
    server_certificate: ServerCertificate,
    mfa_device: MfaDevice,
}

#[tokio::test]
async fn refuses_what_it_does_not_serve() {
    let client = client(RequestIdHeader::default());
    let simulate =
        client.simulate_custom_policy().policy_input_list("{}").action_names("s3:GetObject");
    let error = simulate.send().await.unwrap_err();
    assert_eq!(error.code(), Some(&*CASES.not_served.code));
    assert_eq!(error.message(), Some(&*CASES.not_served.message));
}

async fn lists_tags_in_order<R: Taggable>(resource: &Subject<R>) {
    resource.tag(CASES.tags()).await.unwrap();
    let page = resource.list(None).await.unwrap().output;
    assert_eq!(page, Page { tags: resource.case.sorted_tags(), is_truncated: false, marker: None });
}

async fn overwrites_a_value<R: Taggable>(resource: &Subject<R>) {
    resource.tag(CASES.tags()).await.unwrap();
    resource.tag(vec![tag("dept", "legal")]).await.unwrap();
    let mut expected = resource.case.sorted_tags();
    *expected.iter_mut().find(|tag| tag.key() == "dept").unwrap() = tag("dept", "legal");
    assert_eq!(resource.tags().await, expected);
}

async fn untags<R: Taggable>(resource: &Subject<R>) {
    resource.tag(CASES.tags()).await.unwrap();
    let untagged = &resource.case.untagged;
    resource.untag(&untagged.iter().map(String::as_str).collect::<Vec<_>>()).await.unwrap();
    let mut left = resource.case.sorted_tags();
    left.retain(|tag| !untagged.iter().any(|key| key == tag.key()));
    assert_eq!(resource.tags().await, left);
    let keys: Vec<_> = left.iter().map(Tag::key).collect();
    resource.untag(&keys).await.unwrap();
    assert_eq!(resource.tags().await, []);
}

async fn keys_differ_by_case_where_aws_says_so<R: Taggable>(resource: &Subject<R>) {
    resource.tag(vec![tag("dept", "1")]).await.unwrap();
    resource.tag(vec![tag("Dept", "2")]).await.unwrap();
    if resource.case.ignores_key_case {
        assert_eq!(resource.tags().await, [tag("Dept", "2")]);
        resource.untag(&["dept"]).await.unwrap();
        assert_eq!(resource.tags().await, []);
    } else {
        assert_eq!(resource.tags().await, [tag("Dept", "2"), tag("dept", "1")]);
        resource.untag(&["dept"]).await.unwrap();
        assert_eq!(resource.tags().await, [tag("Dept", "2")]);
    }
}

async fn pages<R: Taggable>(resource: &Subject<R>) {
    resource.tag(CASES.tags()).await.unwrap();
    let pages = R::pages(&resource.client, &resource.case.identifier, 4).await;
    let sizes: Vec<_> = pages.iter().map(|page| page.tags.len()).collect();
    assert_eq!(sizes, [4, 4, 3]);
    let truncated: Vec<_> = pages.iter().map(|page| page.is_truncated).collect();
    assert_eq!(truncated, [true, true, false]);
    let marked: Vec<_> = pages.iter().map(|page| page.marker.is_some()).collect();
    assert_eq!(marked, [true, true, false]);
    let tags: Vec<_> = pages.into_iter().flat_map(|page| page.tags).collect();
    assert_eq!(tags, resource.case.sorted_tags());
}

async fn refuses_a_foreign_marker<R: Taggable>(resource: &Subject<R>) {
    let reply = resource.list(Some("foreign")).await;
    resource.assert_refused(reply, None, "ValidationError", &CASES.bad_marker);
}

async fn misses_an_absent_resource<R: Taggable>(resource: &Subject<R>) {
    let Subject { client, case, .. } = resource;
    let (exception, code) = (Some(Exception::NoSuchEntity), "NoSuchEntity");
    let message = &case.no_such_entity;
    let reply = R::tag(client, &case.missing, CASES.tags()).await;
    resource.assert_refused(reply, exception, code, message);
    let reply = R::untag(client, &case.missing, vec!["dept".into()]).await;
    resource.assert_refused(reply, exception, code, message);
    let reply = R::list(client, &case.missing, None).await;
    resource.assert_refused(reply, exception, code, message);
}

async fn refuses_duplicate_keys<R: Taggable>(resource: &Subject<R>) {
    let tags = resource.case.duplicates.iter().map(|key| tag(key, "v"));
    let reply = resource.tag(tags.collect()).await;
    let message = &resource.case.duplicate_keys;
    resource.assert_refused(reply, Some(Exception::InvalidInput), "InvalidInput", message);
    assert_eq!(resource.tags().await, []);
}

async fn refuses_a_bad_value<R: Taggable>(resource: &Subject<R>) {
    let reply = resource.tag(CASES.bad_value.tags()).await;
    resource.assert_refused(reply, None, "ValidationError", &CASES.bad_value.message);
    assert_eq!(resource.tags().await, []);
}

async fn refuses_the_fifty_first_tag<R: Taggable>(resource: &Subject<R>) {
    let mut tags: Vec<_> = (1..=50).map(|n| tag(&format!("key{n:02}"), "v")).collect();
    resource.tag(tags.clone()).await.unwrap();
    tags[49] = tag("key50", "overwritten");
    resource.tag(vec![tags[49].clone()]).await.unwrap();
    let reply = resource.tag(vec![tag("key51", "v")]).await;
    let message = &CASES.limit_exceeded;
    resource.assert_refused(reply, Some(Exception::LimitExceeded), "LimitExceeded", message);
    let mut stored = resource.tags().await;
    stored.sort_by(|a, b| a.key().cmp(b.key()));
    assert_eq!(stored, tags);
}

async fn request_id_is_in_metadata_and_header<R: Taggable>(resource: &Subject<R>) {
    let reply = resource.tag(CASES.tags()).await.unwrap();
    resource.request_id_header.assert_is(reply.request_id);
    let reply = resource.list(None).await.unwrap();
    resource.request_id_header.assert_is(reply.request_id);
    let reply = resource.untag(&["dept"]).await.unwrap();
    resource.request_id_header.assert_is(reply.request_id);
}

/// The seeded resource of a type, for one test at a time.
struct Subject<R> {
    case: &'static Case,
    client: Client,
    request_id_header: RequestIdHeader,
    _turn: MutexGuard<'static, ()>,
    resource: PhantomData<R>,
}

impl<R: Taggable> Subject<R> {
    async fn untagged() -> Self {
        static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        let request_id_header = RequestIdHeader::default();
        let subject = Self {
            case: CASES.resources.iter().find(|case| case.tag == R::TAG).unwrap(),
            client: client(request_id_header.clone()),
            request_id_header,
            _turn: TURN.lock().await,
            resource: PhantomData,
        };
        let tags = subject.tags().await;
        let keys: Vec<_> = tags.iter().map(Tag::key).collect();
        // IAM refuses an empty list of most types.
        if !keys.is_empty() {
            subject.untag(&keys).await.unwrap();
        }
        subject
    }

    async fn tag(&self, tags: Vec<Tag>) -> Result<Reply, Refusal> {
        R::tag(&self.client, &self.case.identifier, tags).await
    }

    async fn untag(&self, keys: &[&str]) -> Result<Reply, Refusal> {
        let keys = keys.iter().map(ToString::to_string).collect();
        R::untag(&self.client, &self.case.identifier, keys).await
    }

    async fn list(&self, marker: Option<&str>) -> Result<Reply<Page>, Refusal> {
        R::list(&self.client, &self.case.identifier, marker).await
    }

    async fn tags(&self) -> Vec<Tag> {
        self.list(None).await.unwrap().output.tags
    }

    #[track_caller]
    fn assert_refused<T: Debug>(
        &self,
        reply: Result<Reply<T>, Refusal>,
        exception: Option<Exception>,
        code: &str,
        message: &str,
    ) {
        let refusal = reply.unwrap_err();
        assert_eq!(refusal.exception, exception);
        assert_eq!(refusal.code.as_deref(), Some(code));
        assert_eq!(refusal.message.as_deref(), Some(message));
        self.request_id_header.assert_is(refusal.request_id);
    }
}

fn client(request_id_header: RequestIdHeader) -> Client {
    let config = Config::builder()
        .endpoint_url(env::var("AWS_ENDPOINT_URL").expect("AWS_ENDPOINT_URL"))
        .http_client(Builder::new().build_http())
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("emulator", "emulator", None, None, "tests"))
        .interceptor(request_id_header)
        .build();
    Client::from_conf(config)
}

/// The `x-amzn-RequestId` of the latest response.
#[derive(Clone, Debug, Default)]
struct RequestIdHeader(Arc<Mutex<Option<String>>>);

impl RequestIdHeader {
    #[track_caller]
    fn assert_is(&self, request_id: Option<String>) {
        let header = self.0.lock().unwrap();
        assert_eq!(header.as_ref().expect("a header").len(), 36);
        assert_eq!(*header, request_id);
    }
}

impl Intercept for RequestIdHeader {
    fn name(&self) -> &'static str {
        "RequestIdHeader"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let header = context.response().headers().get("x-amzn-requestid");
        *self.0.lock().unwrap() = header.map(Into::into);
        Ok(())
    }
}

fn tag(key: &str, value: &str) -> Tag {
    Tag::builder().key(key).value(value).build().unwrap()
}
