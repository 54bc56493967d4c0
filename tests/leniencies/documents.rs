//! Documents: a page with one tag, in which something else comes in the place of a piece.

use iam_codec::{OperationResult, Reply, Response};

use crate::{both, check};

const PAGE: &str = "<ListUserTagsResponse><ListUserTagsResult><IsTruncated>false</IsTruncated><Tags><member>\
     <Key>k</Key><Value>v</Value></member></Tags></ListUserTagsResult><ResponseMetadata><RequestId>id\
     </RequestId></ResponseMetadata></ListUserTagsResponse>";

/// The page with a case such as `<Key> => <key>` or `before: x`.
fn page_with(case: &str) -> String {
    if let Some(before) = case.strip_prefix("before: ") {
        return format!("{before}{PAGE}");
    }
    if let Some(behind) = case.strip_prefix("behind: ") {
        return format!("{PAGE}{behind}");
    }
    let (piece, other) = case.split_once(" => ").expect(case);
    assert_eq!(PAGE.matches(piece).count(), 1, "{piece}");
    PAGE.replace(piece, other)
}

/// The tags of a page and the request's id.
fn shown(response: Response<'_>) -> String {
    let OperationResult::ListUserTags(page) = response.result else { unreachable!() };
    let tags: Vec<_> = page.tags.iter().map(|tag| format!("{}={}", tag.key, tag.value)).collect();
    format!("{} [{}]", tags.join(","), response.request_id)
}

#[test]
fn documents_are_read_as_in_the_file() {
    check(include_str!("documents.txt"), |case| {
        let body = page_with(case);
        let strict = Response::decode(body.as_bytes()).map(shown).map_err(|e| e.to_string());
        let tolerant = Reply::decode_tolerantly(body.as_bytes()).map_err(|e| e.to_string());
        let tolerant = tolerant.map(|(reply, oddities)| match reply {
            Reply::Response(response) => {
                (shown(response), oddities.iter().map(ToString::to_string).collect())
            }
            Reply::Error(error) => panic!("{error:?}"),
        });
        both(strict, tolerant)
    });
}
