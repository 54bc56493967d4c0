//! What every answer of AWS has in common. Each rule is one case, whatever the number of answers.

use iam_codec::{Service, sts};

use crate::cases::check::{Check, Rule};
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::breach::{Application, broken_if};
use crate::judge::identity;
use crate::judge::layout::{empty_element, indentation};
use crate::judge::model::in_model;
use crate::text::normalize::{is_time, is_uuid};

/// Applies a rule to an answer of this service. One that is not well-formed is judged by its case alone.
pub(crate) fn apply(
    check: &Check,
    service: &Service,
    answer: &Answer,
    parsed: &ParsedAnswer,
) -> Application {
    match parsed.root() {
        Some(root) if parsed.document.defects.is_empty() => match check.rule {
            Rule::ContentType
            | Rule::RequestIdHeader
            | Rule::RequestIdBody
            | Rule::RequestIdSame
            | Rule::RequestIdUuid => of_head(check.rule, answer, parsed),
            Rule::ExtendedRequestId => extended_id(service, answer, root),
            Rule::Misread => in_model(answer, parsed, true),
            Rule::PassedOver => in_model(answer, parsed, false),
            Rule::NoDeclaration
            | Rule::Namespace
            | Rule::NamespaceText
            | Rule::NoPrefix
            | Rule::Indentation
            | Rule::EmptyElement => of_text(check.rule, service, answer, parsed, root),
            _ => of_elements(check, parsed, root),
        },
        _ => Application::NotConcerned,
    }
}

fn same(expected: &str, actual: Option<&str>) -> Application {
    let actual = actual.unwrap_or("none");
    broken_if(expected != actual, expected, actual)
}

fn of_head(rule: Rule, answer: &Answer, parsed: &ParsedAnswer) -> Application {
    let (header, element) = (answer.header("x-amzn-RequestId"), parsed.request_id());
    match (rule, header, element) {
        (Rule::ContentType, ..) => same("text/xml", answer.header("Content-Type")),
        (Rule::RequestIdHeader, ..) => broken_if(header.is_none(), "x-amzn-RequestId", "none"),
        (Rule::RequestIdBody, ..) => broken_if(element.is_none(), "RequestId", "none"),
        (Rule::RequestIdSame, Some(header), Some(element)) => {
            broken_if(header != element, "the id of the body", "another id")
        }
        (Rule::RequestIdUuid, Some(id), _) | (Rule::RequestIdUuid, None, Some(id)) => {
            broken_if(!is_uuid(id), "a UUID in lower case", "another form")
        }
        _ => Application::NotConcerned,
    }
}

/// STS gives a second id in a header. Whoever answers in another namespace is not STS.
fn extended_id(service: &Service, answer: &Answer, root: &Element) -> Application {
    let namespace = root.namespace.as_deref();
    if *service != sts::SERVICE || namespace != Some(service.namespace()) {
        return Application::NotConcerned;
    }
    let id = answer.header(sts::EXTENDED_REQUEST_ID);
    let is_right = id.is_some_and(|id| sts::ExtendedRequestId::parse(id).is_some());
    let actual = if id.is_some() { "another form" } else { "none" };
    broken_if(!is_right, sts::EXTENDED_REQUEST_ID, actual)
}

fn of_text(
    rule: Rule,
    service: &Service,
    answer: &Answer,
    parsed: &ParsedAnswer,
    root: &Element,
) -> Application {
    let namespace = root.namespace.as_deref();
    let code = parsed.error.as_ref().and_then(|error| error.code.as_deref());
    let is_routing = matches!(code, Some("InvalidAction" | "NotImplemented"));
    match rule {
        Rule::NoDeclaration => broken_if(parsed.document.has_declaration, "none", "<?xml …?>"),
        // The front end, which answers these, has a namespace of its own.
        Rule::Namespace if is_routing => Application::NotConcerned,
        // White space in it is of the next rule.
        Rule::Namespace => same(service.namespace(), namespace.map(str::trim)),
        Rule::NamespaceText => {
            let has_space = namespace.is_some_and(|text| text.contains(char::is_whitespace));
            broken_if(has_space, "a namespace", "white space in the namespace")
        }
        Rule::NoPrefix => {
            let prefix = parsed.document.prefix.as_deref();
            broken_if(prefix.is_some(), "none", prefix.unwrap_or_default())
        }
        Rule::EmptyElement => empty_element(&answer.body),
        _ => indentation(&answer.body),
    }
}

fn of_elements(check: &Check, parsed: &ParsedAnswer, root: &Element) -> Application {
    let error = parsed.error.is_some().then(|| root.child("Error")).flatten();
    match (check.rule, error, parsed.result()) {
        (Rule::ErrorOrder, Some(error), _) => in_order(error, &ERROR),
        (Rule::ErrorElements, Some(error), _) => only(error, &ERROR),
        (Rule::MetadataLast, _, Some(result)) => {
            in_order(root, &[&result.name, "ResponseMetadata"])
        }
        (Rule::WholeSeconds, ..) if HAVE_MILLISECONDS.contains(&&*root.name) => {
            Application::NotConcerned
        }
        (Rule::WholeSeconds, ..) => {
            of_times(root, |time| !time.contains('.'), "a fraction of a second")
        }
        (Rule::TimeZone, ..) => of_times(root, |time| time.ends_with('Z'), "another zone or none"),
        (Rule::Order, ..) => of_order(check, root),
        (Rule::IdPrefixes, ..) => identity::prefixes(parsed),
        (Rule::Arns, ..) => identity::arns(parsed),
        _ => Application::NotConcerned,
    }
}

/// The answers whose times have three digits of a fraction, as recorded in September 2026.
const HAVE_MILLISECONDS: [&str; 6] = [
    "GetOpenIDConnectProviderResponse",
    "GetOrganizationsAccessReportResponse",
    "GetSAMLProviderResponse",
    "GetServiceLastAccessedDetailsResponse",
    "GetServiceLastAccessedDetailsWithEntitiesResponse",
    "ListSAMLProvidersResponse",
];

const ERROR: [&str; 3] = ["Type", "Code", "Message"];

/// Whether an element has no children but these.
fn only(element: &Element, names: &[&str]) -> Application {
    let extra = element.children.iter().find(|child| !names.contains(&&*child.name));
    let actual = format!("<{}>", extra.map_or("", |extra| &extra.name));
    broken_if(extra.is_some(), &names.join(", "), &actual)
}

/// Whether the children with these names come in this order.
fn in_order(element: &Element, names: &[&str]) -> Application {
    let place = |child: &Element| names.iter().position(|name| *name == child.name);
    let actual: Vec<_> = element.children.iter().filter_map(place).collect();
    let mut expected = actual.clone();
    expected.sort_unstable();
    let text = |places: &[usize]| places.iter().map(|i| names[*i]).collect::<Vec<_>>().join(", ");
    broken_if(actual != expected, &text(&expected), &text(&actual))
}

/// The first element that breaks the order, or else the last one.
fn of_order(check: &Check, root: &Element) -> Application {
    let names: Vec<_> = check.order.iter().map(String::as_str).collect();
    let mut applied = Application::NotConcerned;
    for element in find_all(root, "", &check.element) {
        if element.children.len() > 1 {
            applied = in_order(element, &names);
        }
        if matches!(applied, Application::Broken(_)) {
            break;
        }
    }
    applied
}

/// All elements of this name, or of this name below that parent.
fn find_all<'e>(element: &'e Element, parent: &str, path: &str) -> Vec<&'e Element> {
    let full = format!("{parent}/{}", element.name);
    let is_found = element.name == path || full == path;
    let below = element.children.iter().flat_map(|child| find_all(child, &element.name, path));
    is_found.then_some(element).into_iter().chain(below).collect()
}

fn of_times(root: &Element, is_fine: fn(&str) -> bool, actual: &str) -> Application {
    let mut times = Vec::new();
    collect_times(root, &mut times);
    match times.is_empty() {
        true => Application::NotConcerned,
        false => {
            let breaks = !times.into_iter().all(is_fine);
            broken_if(breaks, "2011-12-19T23:16:46Z", actual)
        }
    }
}

fn collect_times<'e>(element: &'e Element, times: &mut Vec<&'e str>) {
    if is_time(&element.text) {
        times.push(&element.text);
    }
    element.children.iter().for_each(|child| collect_times(child, times));
}
