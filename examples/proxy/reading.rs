//! One reading of a request that the rule is about: the parameters that an upstream acts on, read strictly,
//! by the untyped view (`Params`) and by the typed one (`Request`).

use std::collections::HashSet;

use iam_codec::{
    Action, ErrorCode, ErrorResponse, Failure, Param, Params, Request, RequestError, SERVICE,
    TagVerb, form, sts,
};

/// The most parameters of a request that the rule is about. AWS's own limits allow for fewer than 300.
const MOST_PARAMETERS: usize = 1000;

/// Why a request does not pass.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// The codec refuses it, in AWS's words.
    Unreadable(RequestError),
    /// The proxy refuses it.
    Ruled(Failure<'static>),
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode<'static>, message: impl Into<String>) -> Self {
        Refusal::Ruled(code.with_message(message.into()))
    }

    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Refusal::new(ErrorCode::MALFORMED_INPUT, message)
    }

    pub(crate) fn to_response(&self, id: &str) -> ErrorResponse<'static> {
        match self {
            Refusal::Unreadable(error) => error.to_response(id.to_owned()),
            Refusal::Ruled(failure) => failure.clone().to_response(id.to_owned()),
        }
    }
}

impl From<RequestError> for Refusal {
    fn from(error: RequestError) -> Self {
        Refusal::Unreadable(error)
    }
}

/// Checks that every pair of a part can be read.
pub(crate) fn check_readable(part: &[u8]) -> Result<(), Refusal> {
    for pair in form::pairs(part) {
        if let Err(error) = pair.name().and_then(|_| pair.value()) {
            let name = pair.name().unwrap_or_else(|_| String::from_utf8_lossy(pair.raw_name()));
            let (kind, offset) = (error.kind(), error.offset());
            let name: String = name.chars().take(128).collect();
            return Err(Refusal::malformed(format!("{kind}: parameter {name} at byte {offset}")));
        }
    }
    Ok(())
}

/// A query string and a body as one input, in which every reader finds the same parameters: none of two
/// with one name counts for some, no name is spelled in a way that some servers change, and no `;`
/// separates pairs for some.
pub(crate) fn parameters<'a>(query: &'a [u8], body: &'a [u8]) -> Result<Params<'a>, Refusal> {
    if form::pairs(query).chain(form::pairs(body)).nth(MOST_PARAMETERS).is_some() {
        return Err(Refusal::malformed(format!("more than {MOST_PARAMETERS} parameters")));
    }
    if query.contains(&b';') || body.contains(&b';') {
        return Err(Refusal::malformed("a ; that is not escaped"));
    }
    let params = Params::parse_parts(query, body)?;
    let mut names = HashSet::new();
    for param in &params {
        if !param.name().bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)) {
            return Err(about(param, "a name of other characters than letters, digits, . _ -"));
        }
        // PHP reads dots as underscores.
        let name = param.name().to_ascii_lowercase().replace(['.', '-'], "_");
        let is_list = ["tags", "tagkeys"].iter().any(|list| name.starts_with(list));
        if is_list && !["Tags", "TagKeys"].iter().any(|list| param.name().starts_with(list)) {
            return Err(about(param, "the name of a list in another case"));
        }
        if !names.insert(name) {
            return Err(about(param, "given twice"));
        }
    }
    Ok(params)
}

fn about(param: &Param<'_>, what: &str) -> Refusal {
    let name: String = param.name().chars().take(128).collect();
    Refusal::malformed(format!("{what}: parameter {name}"))
}

/// The keys of the tags in a list, as the untyped view has them.
pub(crate) fn keys_of_tags(params: &Params<'_>) -> Result<Vec<String>, Refusal> {
    let parts = params.list("Tags")?.unwrap_or_default();
    let keys = parts.into_iter().filter(|part| part.field == "Key");
    Ok(keys.map(|part| part.value.to_owned()).collect())
}

/// Which keys of tags a request adds, and which ones it removes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
}

impl Keys {
    /// The keys as the untyped view has them.
    pub(crate) fn untyped(params: &Params<'_>) -> Result<Self, Refusal> {
        let removed = params.list("TagKeys")?.unwrap_or_default();
        let removed = removed.into_iter().map(|part| part.value.to_owned()).collect();
        Ok(Keys { added: keys_of_tags(params)?, removed })
    }

    /// The keys as the typed view has them, in the version that the action belongs to: a server may ignore
    /// the version.
    pub(crate) fn typed(params: &Params<'_>) -> Result<Self, Refusal> {
        let action = params.text("Action")?.unwrap_or_default();
        let of_version = |version| {
            let others = params.iter().filter(|param| param.name() != "Version");
            let others = others.map(|param| (param.name(), param.value()));
            others.chain([("Version", version)]).collect::<Params<'_>>()
        };
        if action.parse::<sts::Action>().is_ok() {
            let params = of_version(sts::SERVICE.version());
            let request = sts::Request::decoder().unchecked().params(params)?;
            return Ok(Keys { added: keys(request.tags()), removed: Vec::new() });
        }
        if action.parse::<Action>().is_err() {
            let message = format!("Could not find operation {action}");
            return Err(Refusal::new(ErrorCode::INVALID_ACTION, message));
        }
        let params = of_version(SERVICE.version());
        let request = Request::decoder().unchecked().params(params)?;
        let removed = match request.tagging().map(|tagging| tagging.verb) {
            Some(TagVerb::Untag(keys)) => keys.iter().map(|key| (**key).to_owned()).collect(),
            _ => Vec::new(),
        };
        Ok(Keys { added: keys(request.tags()), removed })
    }
}

fn keys(tags: Option<&[iam_codec::Tag<'_>]>) -> Vec<String> {
    tags.unwrap_or_default().iter().map(|tag| tag.key.clone().into_owned()).collect()
}
