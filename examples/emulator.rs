//! An emulator of IAM's tag operations: eight types of resources and their tags, in memory.
//!
//! ```text
//! cargo run --example emulator -- --listen 127.0.0.1:4566
//! aws iam tag-user --user-name anika --tags Key=Dept,Value=Accounting --endpoint-url http://127.0.0.1:4566
//! aws iam list-user-tags --user-name anika --endpoint-url http://127.0.0.1:4566
//! ```
//!
//! [`serve`] takes HTTP apart, [`answer`] lets the codec read and write, and [`Store`] knows what tags
//! mean. Signatures are not checked, and every access key is welcome.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::{FromRequest, Request as HttpRequest, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response as HttpResponse};
use axum::{Router, routing};
use clap::Parser;
use iam_codec::{
    ErrorCode, ErrorResponse, ListResourceTags, Params, Request, Resource, ResourceType, Tag,
    TagPage, TagResource, UntagResource,
};
use serde::Deserialize;
use serde_json::Value;
use tokio::net::TcpListener;
use uuid::Uuid;

/// An emulator of IAM's tag operations, in memory
#[derive(Parser)]
#[command(name = "emulator")]
struct Arguments {
    /// The address to listen on; port 0 stands for any free one
    #[arg(long, default_value = "127.0.0.1:4566")]
    listen: String,
    /// The resources that exist, in JSON: [{"UserName":"anika","Tags":[{"Key":"a","Value":"b"}]}]
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
}

/// What exists when no seed is given.
pub(crate) const DEFAULT_SEED: &str = r#"[
    {"UserName": "anika"},
    {"RoleName": "app-role"},
    {"PolicyArn": "arn:aws:iam::123456789012:policy/division_abc/read+write"},
    {"InstanceProfileName": "web-servers"},
    {"OpenIDConnectProviderArn": "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/A1B2"},
    {"SAMLProviderArn": "arn:aws:iam::123456789012:saml-provider/ADFS"},
    {"ServerCertificateName": "example.com"},
    {"SerialNumber": "arn:aws:iam::123456789012:mfa/anika@example.com"}
]"#;

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(Arguments { listen, seed }: Arguments) -> Result<(), String> {
    let store = match seed {
        None => Store::from_seed(DEFAULT_SEED),
        Some(file) => std::fs::read_to_string(&file)
            .map_err(|error| error.to_string())
            .and_then(|json| Store::from_seed(&json))
            .map_err(|error| format!("{}: {error}", file.display())),
    }?;
    let at_address = |error| format!("{listen}: {error}");
    let listener = TcpListener::bind(&listen).await.map_err(at_address)?;
    let address = listener.local_addr().map_err(at_address)?;
    for resource in store.0.keys() {
        println!("{}={}", resource.resource_type().parameter(), resource.identifier());
    }
    println!("listening on http://{address}");

    let router = Router::new()
        .route("/", routing::get(serve).post(serve))
        .method_not_allowed_fallback(async || {
            refuse(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "Use GET or POST.")
        })
        .fallback(async || {
            refuse(StatusCode::NOT_FOUND, "NotFound", "All actions are at the path /.")
        })
        .with_state(Arc::new(Mutex::new(store)));
    axum::serve(listener, router).await.map_err(at_address)
}

/// Takes an HTTP request apart and answers it.
pub(crate) async fn serve(
    State(store): State<Arc<Mutex<Store>>>,
    request: HttpRequest,
) -> HttpResponse {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let body = if request.method() == Method::POST && is_form(&request) {
        // Refuses more than 2 MiB.
        match Bytes::from_request(request, &()).await {
            Ok(body) => body,
            Err(error) => return refuse(error.status(), "UnreadableBody", &error.body_text()),
        }
    } else {
        Bytes::new()
    };
    let mut store = store.lock().expect("no request has panicked");
    answer(&mut store, query.as_bytes(), &body, &new_request_id()).into_response()
}

/// Whether the body holds parameters. IAM does not look into any other.
fn is_form(request: &HttpRequest) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE).map(|value| value.to_str());
    let content_type = content_type.and_then(Result::ok).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Answers what is no request of the protocol.
fn refuse(status: StatusCode, code: &str, message: &str) -> HttpResponse {
    let error = ErrorResponse::new(code, new_request_id()).with_message(message);
    Answer { status: status.as_u16(), ..Answer::from(error) }.into_response()
}

fn new_request_id() -> String {
    Uuid::new_v4().to_string()
}

/// The answer to a request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: [(&'static str, String); 2],
    pub(crate) body: String,
}

impl Answer {
    fn new(status: u16, headers: [(&'static str, &str); 2], body: String) -> Self {
        Answer { status, headers: headers.map(|(name, value)| (name, value.to_owned())), body }
    }
}

/// Answers the request that stands in a query string and a body.
pub(crate) fn answer(store: &mut Store, query: &[u8], body: &[u8], request_id: &str) -> Answer {
    perform(store, query, body, request_id).unwrap_or_else(Answer::from)
}

fn perform<'r>(
    store: &mut Store,
    query: &[u8],
    body: &[u8],
    request_id: &'r str,
) -> Result<Answer, ErrorResponse<'r>> {
    let request = Params::parse_parts(query, body).and_then(Request::from_params);
    let response = match request.map_err(|refusal| refusal.to_response(request_id))? {
        Request::TagResource(request) => {
            store.tag(&request, request_id)?;
            request.respond(request_id)
        }
        Request::UntagResource(request) => {
            store.untag(&request, request_id)?;
            request.respond(request_id)
        }
        Request::ListResourceTags(request) => {
            let page = store.list(&request, request_id)?;
            request.respond(page, request_id)
        }
        Request::Other(request) => return Err(request.invalid_action().to_response(request_id)),
        // What later versions of the crate may know.
        _ => return Err(ErrorResponse::new(ErrorCode::INVALID_ACTION, request_id)),
    };
    let body = response.encode().map_err(|error| {
        ErrorResponse::new(ErrorCode::SERVICE_FAILURE, request_id).with_message(error.to_string())
    })?;
    Ok(Answer::new(response.status(), response.headers(), body))
}

impl From<ErrorResponse<'_>> for Answer {
    fn from(error: ErrorResponse<'_>) -> Self {
        Answer::new(error.status(), error.headers(), error.encode())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).expect("a status of HTTP");
        (status, self.headers, self.body).into_response()
    }
}

/// All resources with their tags, which stand in the order of the list operations.
#[derive(Default)]
pub(crate) struct Store(BTreeMap<Resource<'static>, Vec<Tag<'static>>>);

impl Store {
    /// Adds tags. A key that the resource has is overwritten and takes the new spelling.
    fn tag<'r>(&mut self, request: &TagResource<'_>, id: &'r str) -> Result<(), ErrorResponse<'r>> {
        let resource_type = request.resource.resource_type();
        let tags = self.tags_of(&request.resource, id)?;
        let is_replaced = |old: &Tag<'_>| {
            request.tags.iter().any(|new| resource_type.same_key(&new.key, &old.key))
        };
        let mut merged = tags.clone();
        merged.retain(|tag| !is_replaced(tag));
        merged.extend(request.clone().into_owned().tags);
        if merged.len() > 50 {
            return Err(ErrorResponse::new(ErrorCode::LIMIT_EXCEEDED, id)
                .with_message("The number of tags has reached the maximum limit."));
        }
        sort(&mut merged, resource_type);
        *tags = merged;
        Ok(())
    }

    /// Removes tags. Keys that the resource does not have are fine.
    fn untag<'r>(
        &mut self,
        request: &UntagResource<'_>,
        id: &'r str,
    ) -> Result<(), ErrorResponse<'r>> {
        let resource_type = request.resource.resource_type();
        let is_named = |tag: &Tag<'_>| {
            request.tag_keys.iter().any(|key| resource_type.same_key(key, &tag.key))
        };
        self.tags_of(&request.resource, id)?.retain(|tag| !is_named(tag));
        Ok(())
    }

    /// Gives one page of tags, from the one that the marker names.
    fn list<'r>(
        &mut self,
        request: &ListResourceTags<'_>,
        id: &'r str,
    ) -> Result<TagPage<'static>, ErrorResponse<'r>> {
        let resource = &request.resource;
        let tags = self.tags_of(resource, id)?;
        let start = match &request.marker {
            None => Some(0),
            Some(marker) => tags.iter().position(|tag| marker_of(resource, tag) == *marker),
        };
        let start = start.ok_or_else(|| {
            ErrorResponse::new(ErrorCode::VALIDATION_ERROR, id).with_message("Invalid Marker.")
        })?;
        let max_items = request.max_items.and_then(|n| usize::try_from(n).ok()).unwrap_or(100);
        let mut rest = tags[start..].iter();
        let page = rest.by_ref().take(max_items).cloned().collect();
        let marker = rest.next().map(|next| marker_of(resource, next).into());
        Ok(TagPage { tags: page, is_truncated: marker.is_some(), marker })
    }

    fn tags_of<'r>(
        &mut self,
        resource: &Resource<'_>,
        id: &'r str,
    ) -> Result<&mut Vec<Tag<'static>>, ErrorResponse<'r>> {
        self.0.get_mut(&resource.clone().into_owned()).ok_or_else(|| resource.not_found(id))
    }

    /// Reads an array of resources in AWS's JSON names. What a request could not name or set is refused.
    pub(crate) fn from_seed(json: &str) -> Result<Self, String> {
        let resources: Vec<Value> =
            serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut store = Store::default();
        for (i, value) in resources.iter().enumerate() {
            let here = |error| format!("resource {}: {error}", i + 1);
            let TagResource { resource, mut tags } = read_resource(value).map_err(here)?;
            sort(&mut tags, resource.resource_type());
            if store.0.insert(resource, tags).is_some() {
                return Err(here("repeats an earlier one".to_owned()));
            }
        }
        Ok(store)
    }
}

/// Policies list their tags by length first; all types list capitals before small letters.
fn sort(tags: &mut [Tag<'_>], resource_type: ResourceType) {
    let length = |tag: &Tag<'_>| match resource_type {
        ResourceType::Policy => tag.key.chars().count(),
        _ => 0,
    };
    tags.sort_by(|a, b| length(a).cmp(&length(b)).then_with(|| a.key.cmp(&b.key)));
}

/// What names the tag that a page begins with. It fits for no other resource.
fn marker_of(resource: &Resource<'_>, tag: &Tag<'_>) -> String {
    let name = format!("{resource:?} {}", tag.key);
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).simple().to_string()
}

/// Reads a resource of the seed, as the request that tags it.
fn read_resource(value: &Value) -> Result<TagResource<'static>, String> {
    let (mut resource, mut tags) = (None, Vec::new());
    for (name, value) in value.as_object().ok_or("not an object")? {
        match ResourceType::from_parameter(name) {
            Some(resource_type) if resource.is_none() => {
                let identifier = value.as_str().ok_or_else(|| format!("{name}: not a string"))?;
                resource = Some(Resource::new(resource_type, identifier.to_owned()));
            }
            None if name == "Tags" => tags = read_tags(value)?,
            _ => return Err(format!("{name}: unexpected member")),
        }
    }
    let resource =
        resource.ok_or("has none of the members that name a resource, such as UserName")?;
    let request = TagResource { resource, tags };
    Request::from(request.clone()).validate().map_err(|refusal| refusal.to_string())?;
    Ok(request)
}

fn read_tags(value: &Value) -> Result<Vec<Tag<'static>>, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "PascalCase")]
    struct SeedTag {
        key: String,
        value: String,
    }
    let tags = value.as_array().ok_or("Tags: not an array")?.iter().zip(1..);
    tags.map(|(tag, index)| match SeedTag::deserialize(tag) {
        Ok(SeedTag { key, value }) => Ok(Tag::new(key, value)),
        Err(error) => Err(format!("Tags.member.{index}: {error}")),
    })
    .collect()
}
