//! Claims about documents, and about responses and errors.

use std::borrow::Cow;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::{
    Action, Content, EncodeErrorKind, ErrorResponse, Fault, Oddity, OddityKind, Reply, Resource,
    ResourceType, Response, ResponseError, ResponseErrorKind, TagPage,
};

use super::asserts::assert_is_xml_text;
use super::documents::{Element, spell_document};
use super::members::assert_has_members_of_output;
use super::typed::assert_reply_is_read_by_type;
use super::unwritable;
use crate::inputs::Dice;

/// Reading never panics, and says where it gave up. What it accepts can be written, and is then read as
/// the same value. The three functions that read agree, and so do the reader of plain documents and that
/// of any XML. The tolerant reader reads what is accepted as the same value.
pub fn decode_response(body: &[u8]) {
    let reply = Reply::decode(body);
    assert_is_read_tolerantly(body, &reply);
    assert_reply_is_read_by_type(body, &reply);
    match &reply {
        Ok(reply) => {
            let encoded = reply.encode().unwrap();
            assert_is_xml_text(&encoded);
            assert_shows_page(reply, &encoded);
            assert_eq!(Reply::decode(encoded.as_bytes()).as_ref(), Ok(reply));
            assert_eq!(&reply.clone().into_owned(), reply);
        }
        Err(e) => {
            assert!(e.offset() <= body.len(), "{e}");
            assert!(!e.to_string().is_empty());
        }
    }
    assert_is_read_by_the_other_reader(body, &reply);
    if reply.is_err() {
        assert!(Response::unknown_elements(body).is_err() || ErrorResponse::decode(body).is_ok());
    }
    match (reply, Response::decode(body), ErrorResponse::decode(body)) {
        (Ok(Reply::Response(reply)), Ok(response), Err(e)) => {
            assert_eq!(reply, response);
            assert!(matches!(e.kind(), ResponseErrorKind::UnexpectedRoot(_)));
        }
        (Ok(Reply::Error(reply)), Err(e), Ok(error)) => {
            assert_eq!(reply, error);
            assert!(matches!(e.kind(), ResponseErrorKind::UnexpectedRoot(_)));
        }
        (Err(reply), Err(response), Err(error)) => {
            assert!(reply == response || reply == error, "{reply}, {response}, {error}");
        }
        differing => panic!("{differing:?}"),
    }
}

/// A processing instruction leads to the reader of any XML, which finds the same, some bytes later.
fn assert_is_read_by_the_other_reader(body: &[u8], reply: &Result<Reply<'_>, ResponseError>) {
    const INSTRUCTION: &[u8] = b"<?x?>";
    // In front of a declaration it would break the grammar.
    if body.starts_with("\u{FEFF}".as_bytes()) || body.trim_ascii_start().starts_with(b"<?xml") {
        return;
    }
    let other = [INSTRUCTION, body].concat();
    match (reply, Reply::decode(&other)) {
        (Ok(reply), other) => assert_eq!(other.as_ref(), Ok(reply)),
        (Err(e), other) => {
            let other = other.unwrap_err();
            assert_eq!((other.kind(), other.element()), (e.kind(), e.element()));
            assert_eq!(other.offset(), e.offset() + INSTRUCTION.len());
        }
    }
}

/// The tolerant reader reads whatever the strict one reads, and as the same value unless it says why not.
/// What the strict one refuses has an oddity.
pub fn tolerant_reply(body: &[u8]) {
    assert_is_read_tolerantly(body, &Reply::decode(body));
}

fn assert_is_read_tolerantly(body: &[u8], reply: &Result<Reply<'_>, ResponseError>) {
    let (tolerated, oddities) = match (reply, Reply::decode_tolerantly(body)) {
        (_, Ok(read)) => read,
        (Ok(_), Err(e)) => panic!("only the tolerant reader refuses: {e}"),
        (Err(_), Err(e)) => return assert!(e.offset() <= body.len(), "{e}"),
    };
    assert!(oddities.is_sorted_by_key(|oddity| oddity.offset()), "{oddities:?}");
    for oddity in &oddities {
        assert!(oddity.offset() <= body.len(), "{oddities:?}");
        let place = format!(" at byte {}", oddity.offset());
        let told = oddity.to_string();
        assert!(told.starts_with(&oddity.kind().to_string()) && told.ends_with(&place), "{told}");
        assert!(told.contains(oddity.element()), "{told}");
    }
    let is_other_value =
        |kind| matches!(kind, OddityKind::OtherName(_) | OddityKind::NotPercentEncoded);
    match reply {
        Ok(reply) if oddities.iter().any(|oddity| is_other_value(oddity.kind().clone())) => {
            assert_eq!(demanded(&tolerated), demanded(reply), "{oddities:?}");
        }
        Ok(reply) => assert_eq!(&tolerated, reply, "{oddities:?}"),
        Err(e) => assert!(!oddities.is_empty(), "refused without an oddity: {e}"),
    }
    assert_eq!(tolerated.clone().into_owned(), tolerated);
    if oddities.is_empty() {
        assert_is_complete(body, &tolerated);
    }
}

/// The texts that the strict reader demands. They have their right names, so that no other name counts.
fn demanded<'r>(reply: &'r Reply<'_>) -> (&'r str, Option<(Fault, &'r str)>) {
    match reply {
        Reply::Response(response) => (&response.request_id, None),
        Reply::Error(error) => (&error.request_id, Some((error.fault, error.code.as_str()))),
    }
}

/// Without an oddity nothing is lost: whatever the body says, the reply's own document says as well.
fn assert_is_complete(body: &[u8], reply: &Reply<'_>) {
    let encoded = reply.encode().unwrap();
    let mut own = leaves(encoded.as_bytes());
    for leaf in leaves(body) {
        let at = own.iter().position(|other| *other == leaf);
        assert!(at.is_some(), "{leaf:?} is lost: {encoded}");
        own.swap_remove(at.unwrap_or_default());
    }
}

/// The elements of a document that hold no others: path and text, in a form that all spellings share.
fn leaves(body: &[u8]) -> Vec<(String, String)> {
    fn collect(element: &iam_codec::Element<'_>, path: &str, leaves: &mut Vec<(String, String)>) {
        let path = format!("{path}/{}", element.name);
        element.children().iter().for_each(|child| collect(child, &path, leaves));
        if element.children().is_empty() {
            leaves.push((path, spelled_alike(element.text())));
        }
    }
    let mut leaves = Vec::new();
    let (root, _) = iam_codec::Element::decode_tolerantly(body).unwrap();
    collect(&root, "", &mut leaves);
    leaves
}

/// Escapes of a policy decoded, numbers without leading zeros, white space between tags left out.
fn spelled_alike(text: &str) -> String {
    if text.bytes().all(|byte| b" \t\r\n".contains(&byte)) {
        return String::new();
    }
    match text.parse::<i32>() {
        Ok(number) => number.to_string(),
        Err(_) => percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned(),
    }
}

/// Any response or error survives its document, which holds nothing but characters of XML 1.0 and
/// references that need no declaration, and the members that its operation has. With any other character a response
/// is refused, by its element; so is a tree that no reader would take for what it is.
pub fn response_round_trip(data: &[u8]) {
    let Ok(reply) = <Reply<'_>>::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    let body = reply.encode().unwrap();
    assert_is_xml_text(&body);
    // The root's start tag has the namespace.
    let laid_out = Element::of(&reply).laid_out(0);
    assert_eq!(
        body.split_once('\n').map(|lines| lines.1),
        laid_out.split_once('\n').map(|lines| lines.1)
    );
    let again = Reply::decode(body.as_bytes()).unwrap();
    assert_eq!(again, reply);
    assert_borrows(&again, &body);
    assert_shows_page(&again, &body);
    assert_eq!(again.into_owned(), reply);

    let mut buffer = String::from("before");
    let (id, [(_, kind), (_, sent_id)]) = match &reply {
        Reply::Response(response) => {
            response.encode_into(&mut buffer).unwrap();
            (&response.request_id, response.headers())
        }
        Reply::Error(error) => {
            error.encode_into(&mut buffer);
            (&error.request_id, error.headers())
        }
    };
    assert_eq!(buffer, format!("before{body}"));
    assert_eq!((kind, sent_id), ("text/xml", &**id));

    if let Reply::Response(response) = reply {
        let dice = &mut Dice::of(data);
        assert_has_members_of_output(&response, &body);
        assert_is_refused_with_a_control(response, dice);
        unwritable::assert_are_refused(dice);
    }
}

/// The page of tags of any resource holds what its document says, and makes the same document; only a
/// flag that the document lacks is added.
fn assert_shows_page(reply: &Reply<'_>, document: &str) {
    let Reply::Response(response) = reply else { return };
    let page = response.result.clone().into_tag_page();
    let listed = response.action().filter(|action| action.as_str().starts_with("List"));
    let resource_type = listed.and_then(Action::resource_type);
    assert_eq!(page.as_ref().map(|(resource_type, _)| *resource_type), resource_type);
    let Some((resource_type, page)) = page else { return };
    assert_eq!(page.is_truncated, document.contains("<IsTruncated>true</IsTruncated>"));
    let again = respond(resource_type, page, response.request_id.clone()).encode().unwrap();
    let without_flag = again.replacen("    <IsTruncated>false</IsTruncated>\n", "", 1);
    assert!(document == again || document == without_flag, "{again}");
}

/// The response that holds this page of tags.
fn respond<'a>(
    resource_type: ResourceType,
    page: TagPage<'a>,
    request_id: Cow<'a, str>,
) -> Response<'a> {
    let list = Resource::new(resource_type, "anika").list_tags(None, None);
    list.tagging().unwrap().respond(page, request_id)
}

/// Texts are slices of the document if it has them unescaped.
fn assert_borrows(reply: &Reply<'_>, body: &str) {
    let Reply::Response(response) = reply else { return };
    let mut texts = vec![&*response.request_id];
    let page = response.result.clone().into_tag_page();
    if let Some((_, page)) = &page {
        texts.extend(page.marker.as_deref());
        texts.extend(page.tags.iter().flat_map(|tag| [&*tag.key, &*tag.value]));
    }
    for text in texts.into_iter().filter(|text| !text.is_empty()) {
        if !text.contains(['&', '<', '>', '"', '\r']) {
            assert!(body.as_bytes().as_ptr_range().contains(&text.as_ptr()), "{text} is copied");
        }
    }
}

/// A response that holds a character which XML cannot carry is refused, and leaves the buffer as it was.
fn assert_is_refused_with_a_control(response: Response<'_>, dice: &mut Dice) {
    let Response { result, mut request_id } = response;
    let mut page = result.clone().into_tag_page();
    let mut texts = vec![("RequestId".to_owned(), &mut request_id)];
    if let Some((_, page)) = &mut page {
        for (n, tag) in (1..).zip(&mut page.tags) {
            texts.push((format!("Tags.member.{n}.Key"), &mut tag.key));
            texts.push((format!("Tags.member.{n}.Value"), &mut tag.value));
        }
        texts.extend(page.marker.as_mut().map(|marker| ("Marker".to_owned(), marker)));
    }
    let nth = dice.below(texts.len());
    let (element, text) = texts.swap_remove(nth);
    let intruder = ['\u{1}', '\u{B}', '\u{FFFE}', '\u{FFFF}'][dice.below(4)];
    text.to_mut().push(intruder);
    let response = match page {
        Some((resource_type, page)) => respond(resource_type, page, request_id),
        None => Response { result, request_id },
    };
    let mut buffer = String::from("before");
    let error = response.encode_into(&mut buffer).unwrap_err();
    assert_eq!(buffer, "before");
    assert_eq!(error.element(), element);
    assert_eq!(*error.kind(), EncodeErrorKind::InvalidCharacter(intruder));
    let code = u32::from(intruder);
    assert_eq!(error.to_string(), format!("XML cannot carry U+{code:04X}: element {element}"));
}

/// Any response or error survives every document that means the same: children in another order,
/// other white space, comments, processing instructions, CDATA, character references, a prefix, a
/// declaration, attributes, unknown elements. With a document type declaration none is read, nor with a
/// known element that is repeated: a tolerant reader lists all but the first, and goes on with lists.
pub fn respelled_response(data: &[u8]) {
    let Ok((reply, document)) = respelled_reply(data) else {
        return;
    };
    assert_eq!(Reply::decode(document.as_bytes()).as_ref(), Ok(&reply), "{document}");

    let end = document.rfind("</").unwrap();
    for declaration in ["<!DOCTYPE x>", "<a><!DOCTYPE x></a>"] {
        let document = [&document[..end], declaration, &document[end..]].concat();
        let error = Reply::decode(document.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), &ResponseErrorKind::DocType, "{document}");
    }

    let (mut root, mut dice) = (Element::of(&reply), Dice::of(data));
    if let Some(inside) = root.repeat_one(2, &mut dice) {
        let document = spell_document(root, &mut dice);
        let error = Reply::decode(document.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), &ResponseErrorKind::Repeated, "{document}");
        let (tolerated, oddities) = Reply::decode_tolerantly(document.as_bytes()).unwrap();
        let repeated = oddities.iter().filter(|oddity| *oddity.kind() == OddityKind::Repeated);
        let repeated: Vec<_> = repeated.map(|oddity| oddity.element()).collect();
        match inside {
            // A list goes on in its copies.
            "member" => assert_ne!(tolerated, reply, "{document}"),
            _ => assert_eq!(tolerated, reply, "{document}"),
        }
        // Of a long document not all oddities are listed.
        let are_counted = matches!(oddities.last().map(Oddity::kind), Some(OddityKind::More(_)));
        if inside.is_empty() && !are_counted {
            assert_eq!(repeated, [error.element(); 2], "{document}");
        }
        assert!(repeated.len() >= 2 || are_counted, "{document}");
    }
    if let Reply::Response(response) = &reply {
        assert_is_of_its_operation(response);
        assert_finds_unknown_elements(response, &mut dice);
    }
}

/// The Result element of another operation does not count: an operation that has a result lacks it then, and one
/// that has none leaves it out.
fn assert_is_of_its_operation(response: &Response<'_>) {
    let Some(action) = response.action() else { return };
    let body = response.encode().unwrap();
    let result = format!("{action}Result");
    let others = ["TagUserResult", "ListUserTagsResult", "Result", "ListUsersResult"];
    for other in others.into_iter().filter(|other| *other != result) {
        match body.contains(&result) {
            true => {
                let body = body
                    .replace(&format!("<{result}"), &format!("<{other}"))
                    .replace(&format!("</{result}"), &format!("</{other}"));
                let error = Response::decode(body.as_bytes()).unwrap_err();
                assert_eq!(error.kind(), &ResponseErrorKind::Missing, "{body}");
                assert_eq!(error.element(), result);
            }
            false => {
                let start = body.find('>').unwrap() + 1;
                let foreign = format!("<{other}><Tags/><Mood>x</Mood></{other}>");
                let body = [&body[..start], &foreign, &body[start..]].concat();
                assert_eq!(Response::decode(body.as_bytes()).as_ref(), Ok(response), "{body}");
            }
        }
    }
}

/// An element that no table has is found where it is, whichever reader reads it.
fn assert_finds_unknown_elements(response: &Response<'_>, dice: &mut Dice) {
    if response.action().is_none() {
        return;
    }
    let body = response.encode().unwrap();
    assert_eq!(Response::unknown_elements(body.as_bytes()), Ok(Vec::new()));
    let mut root = Element::of(&Reply::Response(response.clone()));
    let Some(path) = root.add_unknown(dice) else { return };
    let body = root.laid_out(0);
    let mood = iam_codec::Element::new("Mood", Content::Text("fine".into()));
    let unknown = Response::unknown_elements(body.as_bytes()).unwrap();
    assert_eq!(unknown.len(), 1, "{body}");
    assert_eq!((&unknown[0].within, &unknown[0].element), (&path, &mood), "{body}");
    assert_eq!(Response::decode(body.as_bytes()).as_ref(), Ok(response), "{body}");
}

/// A response or error, and a document that means it.
pub fn respelled_reply(data: &[u8]) -> arbitrary::Result<(Reply<'static>, String)> {
    let mut u = Unstructured::new(data);
    let mut dice = Dice(u.arbitrary()?);
    let reply = <Reply<'_>>::arbitrary(&mut u)?;
    let document = spell_document(Element::of(&reply), &mut dice);
    Ok((reply, document))
}
