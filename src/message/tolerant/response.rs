//! Responses, with their results wherever they are.

use crate::engine::tolerant::{self, unexpected};
use crate::message::other::OtherResult;
use crate::message::response::{METADATA, Response, is_action};
use crate::message::service::{Actions, Results};
use crate::message::tolerant::nested;
use crate::message::tolerant::request_id::{RequestId, request_id};
use crate::wire::xml::element::Element;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::oddity::{OddityKind, OddityList, Severity};
use crate::wire::xml::tree::Node;

/// Reads the response whose root this is.
pub(super) fn read<'a, R: Results<'a>>(
    root: Node<'a>,
    oddities: &mut OddityList,
) -> Result<Response<'a, R>, ResponseError> {
    let Some(name) = action_name(root.name) else {
        let kind = ResponseErrorKind::UnexpectedRoot(root.name.to_owned());
        return Err(ResponseError::new(kind, root.start));
    };
    if !root.name.ends_with("Response") {
        oddities.note(OddityKind::UnexpectedRoot(root.name.to_owned()), root.start);
    }
    let start = root.start;
    let mut parts = Parts::default();
    for child in root.children {
        parts.read_child(child, oddities);
    }
    let result = match R::Action::find(name) {
        Some(action) => known_result(action, &mut parts, start, oddities),
        None => {
            let rest = std::mem::take(&mut parts.rest);
            R::other(OtherResult::new(name, elements(rest, oddities)))
        }
    };
    let request_id = request_id(parts.request_ids, METADATA, start, oddities);
    Ok(Response { result, request_id })
}

/// `ListUsers` of `ListUsersResponse`, and of Eucalyptus' `ListUsersResponseType`.
fn action_name(root: &str) -> Option<&str> {
    let name = root.strip_suffix("Response").or_else(|| root.strip_suffix("ResponseType"))?;
    is_action(name).then_some(name)
}

/// What is inside the root.
#[derive(Default)]
struct Parts<'a> {
    request_ids: Vec<RequestId<'a>>,
    /// Whether metadata has held a request id.
    has_id: bool,
    /// Where the metadata begins, if it is there.
    metadata: Option<usize>,
    rest: Vec<Node<'a>>,
}

impl<'a> Parts<'a> {
    fn read_child(&mut self, node: Node<'a>, oddities: &mut OddityList) {
        if node.name == METADATA {
            self.read_metadata(node, oddities);
        } else if RequestId::is_named(node.name) {
            self.request_ids.push(RequestId { within: "", node });
        } else {
            self.rest.push(node);
        }
    }

    fn read_metadata(&mut self, metadata: Node<'a>, oddities: &mut OddityList) {
        let mark = oddities.enter(METADATA);
        if self.metadata.is_some() {
            oddities.note(OddityKind::Repeated, metadata.start);
        }
        self.metadata.get_or_insert(metadata.start);
        metadata.expect_no_text(oddities);
        if self.has_id {
            return oddities.leave(mark);
        }
        for node in metadata.children {
            if !RequestId::is_named(node.name) {
                unexpected(&node, oddities);
                continue;
            }
            self.has_id = true;
            self.request_ids.push(RequestId { within: METADATA, node });
        }
        oddities.leave(mark);
    }

    /// Takes out the Result element of an operation, or else the first that looks like one.
    fn take_result(&mut self, name: &str, oddities: &mut OddityList) -> Option<Node<'a>> {
        let exact = self.rest.iter().position(|node| node.name == name);
        let at =
            exact.or_else(|| self.rest.iter().position(|node| node.name.ends_with("Result")))?;
        let result = self.rest.remove(at);
        if exact.is_none() {
            let kind = OddityKind::OtherName(result.name.to_owned());
            oddities.note_as(Severity::Refused, kind, result.start);
        }
        if self.metadata.is_some_and(|metadata| metadata < result.start) {
            oddities.note_in(name, OddityKind::ResultNotFirst, result.start);
        }
        Some(result)
    }
}

/// The result of an operation, in its element or without it.
fn known_result<'a, R: Results<'a>>(
    action: R::Action,
    parts: &mut Parts<'a>,
    start: usize,
    oddities: &mut OddityList,
) -> R {
    let name = format!("{}Result", action.name());
    let mut result = R::empty(action);
    if let Some(structure) = result.output_mut() {
        match parts.take_result(&name, oddities) {
            Some(node) => {
                let mark = oddities.enter(&name);
                nested::read(structure, node, oddities);
                oddities.leave(mark);
            }
            None => {
                // The SDK for Python raises a `KeyError`.
                let mark = oddities.enter(&name);
                oddities.note_as(Severity::Refused, OddityKind::Missing, start);
                oddities.leave(mark);
                let members = std::mem::take(&mut parts.rest);
                if !members.is_empty() {
                    tolerant::read(structure, members, start, oddities);
                }
            }
        }
    }
    for node in &parts.rest {
        match node.name == name {
            true => oddities.note_in(&name, OddityKind::Repeated, node.start),
            false => unexpected(node, oddities),
        }
    }
    result
}

/// The elements of an operation that the tables do not have.
fn elements<'a>(nodes: Vec<Node<'a>>, oddities: &mut OddityList) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    for node in nodes {
        let mark = oddities.enter(node.name);
        elements.push(node.into_element(oddities));
        oddities.leave(mark);
    }
    elements
}
