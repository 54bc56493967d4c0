//! What a document says, by the model.

use std::sync::LazyLock;

use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use regex::Regex;
use roxmltree::Node;
use serde_json::{Map, Value, json};

use crate::model::{self, Shape};

/// The response or error in a document, as JSON; `None` if there is none.
pub(super) fn read_reply(root: Node<'_, '_>) -> Option<Value> {
    let name = root.tag_name().name();
    if name == "ErrorResponse" {
        return read_error(root);
    }
    let action = name.strip_suffix("Response").filter(|action| !action.is_empty())?;
    let Some(operation) = model::operation(action) else { return read_other(action, root) };
    let output = operation.output();
    // The Result element of an operation without one is as unknown as any.
    let result_name = output.as_ref().map_or("", |(_, name)| *name);
    let mut fields = children(root, &["ResponseMetadata", result_name])?.into_iter();
    let (metadata, result) = (fields.next()??, fields.next()?);
    let mut value = match output {
        Some((shape, _)) => read_structure(shape, result?)?,
        None => Map::new(),
    };
    value.insert("Action".to_owned(), action.into());
    value.insert("RequestId".to_owned(), request_id(metadata)?.into());
    Some(value.into())
}

fn request_id(metadata: Node<'_, '_>) -> Option<String> {
    text(children(metadata, &["RequestId"])?.pop()??)
}

fn read_error(root: Node<'_, '_>) -> Option<Value> {
    let mut fields = children(root, &["Error", "RequestId"])?.into_iter();
    let (error, request_id) = (fields.next()??, fields.next()??);
    let mut value = Map::new();
    let names = ["Type", "Code", "Message"];
    for (name, field) in names.into_iter().zip(children(error, &names)?) {
        match field {
            Some(field) => drop(value.insert(name.to_owned(), text(field)?.into())),
            None if name == "Message" => {}
            None => return None,
        }
    }
    let fault = value["Type"].as_str()?;
    let is_fault = ["Sender", "Receiver"].contains(&fault);
    is_fault.then_some(json!({"Error": value, "RequestId": text(request_id)?}))
}

/// The response of an operation that the model does not have: all elements in order.
fn read_other(action: &str, root: Node<'_, '_>) -> Option<Value> {
    let (metadata, others): (Vec<_>, Vec<_>) = children_of_any_name(root)?
        .into_iter()
        .partition(|child| child.tag_name().name() == "ResponseMetadata");
    let [metadata] = metadata[..] else { return None };
    let elements: Vec<_> = others.into_iter().map(read_element).collect::<Option<_>>()?;
    Some(json!({"Action": action, "Elements": elements, "RequestId": request_id(metadata)?}))
}

fn read_element(element: Node<'_, '_>) -> Option<Value> {
    let name = element.tag_name().name();
    let children: Vec<_> = element.children().filter(Node::is_element).collect();
    let texts = element.children().filter(Node::is_text).filter_map(|node| node.text());
    let text: String = texts.collect();
    if children.is_empty() {
        return Some(json!({"Name": name, "Text": text}));
    }
    if !text.bytes().all(|byte| b" \t\r\n".contains(&byte)) {
        return None;
    }
    let elements: Vec<_> = children.into_iter().map(read_element).collect::<Option<_>>()?;
    Some(json!({"Name": name, "Elements": elements}))
}

fn read_structure(shape: Shape, element: Node<'_, '_>) -> Option<Map<String, Value>> {
    let mut value = Map::new();
    let members: Vec<_> = shape.members().collect();
    let names: Vec<_> = members.iter().map(|(name, ..)| *name).collect();
    let found = children(element, &names)?;
    for ((name, member, is_required), found) in members.into_iter().zip(found) {
        match found {
            Some(found) => drop(value.insert(name.to_owned(), read_value(member, found)?)),
            None if is_required && !is_of_root(shape, name) => return None,
            None => {}
        }
    }
    Some(value)
}

/// Whether the root user lacks the member, though the model wants it (recorded).
fn is_of_root(shape: Shape, name: &str) -> bool {
    shape.name == "User" && ["Path", "UserName"].contains(&name)
}

fn read_value(shape: Shape, element: Node<'_, '_>) -> Option<Value> {
    Some(match shape.kind() {
        "structure" => read_structure(shape, element)?.into(),
        "list" => {
            let members = children_of_any_name(element)?;
            if members.iter().any(|member| member.tag_name().name() != "member") {
                return None;
            }
            let read = |member| read_value(shape.part("member"), member);
            members.into_iter().map(read).collect::<Option<Vec<_>>>()?.into()
        }
        "map" => {
            let mut map = Map::new();
            for entry in children_of_any_name(element)? {
                let mut fields = children(entry, &["key", "value"])?.into_iter();
                let (key, value) = (fields.next()??, fields.next()??);
                if entry.tag_name().name() != "entry" {
                    return None;
                }
                // Nobody can say which of two values of a key counts.
                if map.insert(text(key)?, read_value(shape.part("value"), value)?).is_some() {
                    return None;
                }
            }
            map.into()
        }
        "integer" => text(element)?.parse::<i32>().ok()?.into(),
        "boolean" => match &*text(element)? {
            "true" | "1" => true.into(),
            "false" | "0" => false.into(),
            _ => return None,
        },
        "timestamp" => read_timestamp(&text(element)?)?.into(),
        "blob" => read_base64(&text(element)?)?.into(),
        _ if shape.name == "policyDocumentType" => {
            let text = text(element)?;
            let decoded = percent_encoding::percent_decode_str(&text).decode_utf8().ok()?;
            decoded.into()
        }
        _ => text(element)?.into(),
    })
}

/// A time in UTC, from 1970 to 9999, with at most nine digits of a fraction, which stay as they are.
fn read_timestamp(text: &str) -> Option<String> {
    static FORM: LazyLock<Regex> = LazyLock::new(|| {
        let minutes = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}";
        Regex::new(&format!(r"\A({minutes}):([0-9]{{2}})(\.[0-9]{{1,9}})?(?:Z|\+00:00)\z")).unwrap()
    });
    let found = FORM.captures(text)?;
    if &found[2] == "60" {
        return None;
    }
    let whole = format!("{}:{}Z", &found[1], &found[2]);
    let time = DateTime::from_str(&whole, Format::DateTimeWithOffset).ok()?;
    let seconds = u64::try_from(time.secs()).ok()?;
    let whole = DateTime::from_secs(seconds.try_into().ok()?).fmt(Format::DateTime).ok()?;
    let fraction = found.get(3).map_or("", |fraction| fraction.as_str());
    Some(format!("{}{fraction}Z", whole.strip_suffix('Z')?))
}

/// A text in base64, if it is as its bytes are written.
fn read_base64(text: &str) -> Option<String> {
    let bytes = aws_smithy_types::base64::decode(text).ok()?;
    Some(aws_smithy_types::base64::encode(bytes)).filter(|again| again == text)
}

/// The child of each name, where there is one; `None` if there are two, or text.
fn children<'d>(parent: Node<'d, 'd>, names: &[&str]) -> Option<Vec<Option<Node<'d, 'd>>>> {
    let children = children_of_any_name(parent)?;
    let mut found = Vec::new();
    for name in names {
        let mut all = children.iter().filter(|child| child.tag_name().name() == *name);
        found.push(all.next().copied());
        if all.next().is_some() {
            return None;
        }
    }
    Some(found)
}

fn children_of_any_name<'d>(parent: Node<'d, 'd>) -> Option<Vec<Node<'d, 'd>>> {
    let is_space = |text: &str| text.bytes().all(|byte| b" \t\r\n".contains(&byte));
    let mut texts = parent.children().filter(Node::is_text).filter_map(|node| node.text());
    if !texts.all(is_space) {
        return None;
    }
    Some(parent.children().filter(Node::is_element).collect())
}

/// The text of an element that has no children.
fn text(element: Node<'_, '_>) -> Option<String> {
    if element.children().any(|node| node.is_element()) {
        return None;
    }
    Some(element.children().filter(Node::is_text).filter_map(|node| node.text()).collect())
}
