//! Names and blanks in the markup of answers, to the strict reader and to the tolerant one.

use iam_codec::{OperationResult, Reply, Tag};

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

/// `ActionResponse` has an action, and that is not `Error`.
#[test]
fn a_root_names_an_action() {
    for (root, action) in [
        ("Response", None),
        ("aResponse", Some("a")),
        ("ResponseResponse", Some("Response")),
        ("ErrorsResponse", Some("Errors")),
        ("errorResponse", Some("error")),
        ("Responses", None),
        ("TagCat", None),
    ] {
        let body = format!("<{root}>{METADATA}</{root}>");
        let strict = Reply::decode(body.as_bytes());
        let tolerant = Reply::decode_tolerantly(body.as_bytes()).map(|(reply, _)| reply);
        match action {
            None => {
                let error = format!("unexpected root element {root} at byte {}", root.len() + 2);
                assert_eq!(strict.unwrap_err().to_string(), error);
                let error = format!("unexpected root element {root} at byte 0");
                assert_eq!(tolerant.unwrap_err().to_string(), error);
            }
            Some(action) => {
                for reply in [strict.unwrap(), tolerant.unwrap()] {
                    let Reply::Response(response) = reply else { panic!("{reply:?}") };
                    assert_eq!(response.action_name(), action);
                }
            }
        }
    }
}

/// The four blanks of XML are alike, in markup that is right and in markup that is broken.
#[test]
fn any_blank_parts_the_pieces_of_a_tag() {
    let document = |blank: &str| {
        let tags =
            "<Tags_a><member_b='c'_><Key_ d=e>k</Key_><Value_f_=_'g'>v</Value></member_></Tags>";
        format!(
            "<ListUserTagsResponse><ListUserTagsResult_>{tags}</ListUserTagsResult_>{METADATA}</ListUserTagsResponse>"
        )
        .replace('_', blank)
    };
    let read = |body: String| {
        let (reply, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
        let oddities: Vec<_> = oddities.iter().map(ToString::to_string).collect();
        (reply.into_owned(), oddities)
    };
    let expected = read(document(" "));
    let Reply::Response(response) = &expected.0 else { panic!("{expected:?}") };
    let OperationResult::ListUserTags(page) = &response.result else { panic!("{response:?}") };
    assert_eq!(page.tags, [Tag::new("k", "v")]);
    assert_eq!(expected.1.len(), 2, "{expected:?}");
    for blank in ["\t", "\r", "\n"] {
        assert_eq!(read(document(blank)), expected, "{blank:?}");
    }
}
