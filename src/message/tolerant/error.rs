//! Errors, wherever they are.

use std::borrow::Cow;

use crate::engine::tolerant::{self, unexpected};
use crate::message::error_code::{ErrorCode, Fault};
use crate::message::error_response::{ErrorResponse, fault_of};
use crate::message::response::METADATA;
use crate::message::tolerant::request_id::{RequestId, request_id};
use crate::wire::service::Service;
use crate::wire::xml::oddity::{OddityKind, OddityList, Severity};
use crate::wire::xml::tree::Node;

/// Whether a root is that of an error.
pub(super) fn is_error(root: &Node<'_>) -> bool {
    match root.name {
        "ErrorResponse" | "Error" => true,
        "Response" => root.child("Errors").is_some(),
        name => is_exception(name),
    }
}

/// `AccessDeniedException`: the code is the root's name.
fn is_exception(root: &str) -> bool {
    root.ends_with("Exception")
}

/// Reads the error whose root this is.
pub(super) fn read<'a>(
    service: &'static Service,
    mut root: Node<'a>,
    oddities: &mut OddityList,
) -> ErrorResponse<'a> {
    let mut parts = Parts::default();
    if root.name != "ErrorResponse" {
        oddities.note(OddityKind::UnexpectedRoot(root.name.to_owned()), root.start);
    }
    if is_exception(root.name) {
        parts.texts[CODE] = Some(Cow::Borrowed(root.name));
    }
    let (start, is_own_error) = (root.start, root.name == "Error" || is_exception(root.name));
    if is_own_error {
        parts.read("", start, root.children, oddities);
    } else {
        match take_error(&mut root, oddities) {
            Some((within, error)) => {
                let mark = oddities.enter(within);
                error.expect_no_text(oddities);
                oddities.leave(mark);
                parts.read(within, error.start, error.children, oddities);
                parts.read_rest(root.children, oddities);
            }
            None => {
                oddities.note_in("Error", OddityKind::Missing, start);
                parts.read("", start, root.children, oddities);
            }
        }
    }
    parts.into_error(service, start, oddities)
}

/// Takes the element that holds the parts of an error out of its root, with the names of those around
/// them.
fn take_error<'a>(
    root: &mut Node<'a>,
    oddities: &mut OddityList,
) -> Option<(&'static str, Node<'a>)> {
    if let Some(error) = root.take_child("Error") {
        return Some(("Error", error));
    }
    let mut errors = root.take_child("Errors")?;
    let mark = oddities.enter("Errors");
    errors.expect_no_text(oddities);
    let error = errors.take_child("Error");
    for other in &errors.children {
        match other.name {
            "Error" => oddities.note_in("Error", OddityKind::Repeated, other.start),
            _ => unexpected(other, oddities),
        }
    }
    if let Some(error) = &error {
        oddities.note_in("Error", OddityKind::Misplaced, error.start);
    }
    oddities.leave(mark);
    error.map(|error| ("Errors.Error", error))
}

/// What the elements of an error say.
#[derive(Default)]
struct Parts<'a> {
    texts: [Option<Cow<'a, str>>; PARTS.len()],
    request_ids: Vec<RequestId<'a>>,
}

/// In AWS's order.
const PARTS: [&str; 3] = ["Type", "Code", "Message"];
const TYPE: usize = 0;
const CODE: usize = 1;

impl<'a> Parts<'a> {
    /// Reads the children of the element that begins at byte `start`, inside the elements of these names.
    fn read(
        &mut self,
        within: &'static str,
        start: usize,
        children: Vec<Node<'a>>,
        oddities: &mut OddityList,
    ) {
        let mark = oddities.enter(within);
        let is_given = PARTS.map(|part| children.iter().any(|node| node.name == part));
        for node in children {
            if RequestId::is_named(node.name) {
                self.request_ids.push(RequestId { within, node });
                continue;
            }
            match tolerant::part(&PARTS, &is_given, node.name) {
                Some(part) => self.read_part(part, node, oddities),
                None if node.name == METADATA => self.read_metadata(node, oddities),
                None => unexpected(&node, oddities),
            }
        }
        for part in [TYPE, CODE] {
            if self.texts[part].is_none() {
                oddities.note_in(PARTS[part], OddityKind::Missing, start);
            }
        }
        oddities.leave(mark);
    }

    fn read_part(&mut self, part: usize, node: Node<'a>, oddities: &mut OddityList) {
        if self.texts[part].is_some() {
            return oddities.note_in(PARTS[part], OddityKind::Repeated, node.start);
        }
        if node.name != PARTS[part] {
            oddities.note(OddityKind::OtherName(node.name.to_owned()), node.start);
        }
        let start = node.start;
        let text = tolerant::text(PARTS[part], node, oddities).unwrap_or_default();
        if part == TYPE && Fault::from_text(&text).is_none() {
            let kind = OddityKind::InvalidValue(text.clone().into_owned());
            let mark = oddities.enter(PARTS[part]);
            // No client asks for more than whether it is `Sender`.
            oddities.note_as(Severity::Misread, kind, start);
            oddities.leave(mark);
        }
        self.texts[part] = Some(text);
    }

    /// Reads what is beside the error.
    fn read_rest(&mut self, children: Vec<Node<'a>>, oddities: &mut OddityList) {
        for node in children {
            match node.name {
                name if RequestId::is_named(name) => {
                    self.request_ids.push(RequestId { within: "", node });
                }
                METADATA => self.read_metadata(node, oddities),
                "Error" => oddities.note_in("Error", OddityKind::Repeated, node.start),
                _ => unexpected(&node, oddities),
            }
        }
    }

    fn read_metadata(&mut self, metadata: Node<'a>, oddities: &mut OddityList) {
        let mark = oddities.enter(METADATA);
        metadata.expect_no_text(oddities);
        for node in metadata.children {
            match RequestId::is_named(node.name) {
                true => self.request_ids.push(RequestId { within: METADATA, node }),
                false => unexpected(&node, oddities),
            }
        }
        oddities.leave(mark);
    }

    fn into_error(
        self,
        service: &'static Service,
        start: usize,
        oddities: &mut OddityList,
    ) -> ErrorResponse<'a> {
        let Parts { texts: [fault, code, message], request_ids } = self;
        let request_id = request_id(request_ids, "", start, oddities);
        let code = ErrorCode::from(code.unwrap_or_default());
        let fault = fault.and_then(|fault| Fault::from_text(&fault));
        let fault = fault.unwrap_or_else(|| fault_of(&code));
        ErrorResponse { fault, code, message, request_id, service }
    }
}
