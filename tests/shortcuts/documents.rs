//! Documents as AWS writes them, each leaf on a line, or nearly: read as they are, and with an attribute, which takes the
//! general way.

use iam_codec::{Reply, Response, ResponseError};

use crate::sequences;

/// The root of a document, what comes before the pieces and behind them, and the pieces.
const DOCUMENTS: [(&str, &str, &str, &[&str]); 3] = [
    (
        "GetUserResponse",
        "<GetUserResult>\n<User>\n  <Path>/</Path>\n  <Arn>c</Arn>\n  <UserName>a</UserName>\n",
        "</User>\n</GetUserResult>\n",
        &[
            "  <UserName>b</UserName>\n",
            "<UserName/>\n",
            "  <UserId>b</UserId>\n",
            "<UserId>b&amp;</UserId>\n",
            "<UserId>b</UserId>",
            "  <CreateDate>2026-03-14T15:09:26Z</CreateDate>\n",
            "<CreateDate>2026-03-14T15:09:26.5Z</CreateDate>\n",
            "<Tags><member><Key>k</Key><Value>v</Value></member></Tags>",
            "<Mood>fine</Mood>\n",
            "<!-- d -->",
            "<!-- -- -->",
            "\n  ",
            "x",
        ],
    ),
    (
        "ListUserTagsResponse",
        "<ListUserTagsResult>",
        "</ListUserTagsResult>",
        &[
            "<IsTruncated>false</IsTruncated>\n",
            "<IsTruncated>False</IsTruncated>",
            "<Tags/>",
            "<Tags>",
            "</Tags>",
            "<member>\n<Value>v</Value>\n<Key>k</Key>\n</member>",
            "<member>\n<Key>k</Key>\n<Value>v</Value>\n</member>",
            "<member><Key>k</Key></member>",
            "<member/>",
            "<item/>",
            "<Marker>m</Marker>\n",
            " ",
        ],
    ),
    (
        "GetAccountSummaryResponse",
        "<GetAccountSummaryResult>",
        "</GetAccountSummaryResult>",
        &[
            "<SummaryMap>",
            "</SummaryMap>",
            "<SummaryMap/>",
            "<entry><key>a</key><value>1</value></entry>",
            "<entry><value>2</value><key>b</key></entry>",
            "<entry>",
            "</entry>",
            "<key>a</key>",
            "<value>3</value>\n",
            "<value>x</value>",
            "<Mood/>",
        ],
    ),
];

const ATTRIBUTE: &str = " a=\"b\"";

/// The document as it is, and with an attribute of the root.
fn both(root: &str, content: &str) -> [String; 2] {
    let metadata = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";
    ["", ATTRIBUTE].map(|attribute| format!("<{root}{attribute}>{content}{metadata}</{root}>"))
}

/// An error with its offset in the document without the attribute.
fn in_short(error: &ResponseError, attribute: &str) -> (String, String, usize) {
    let offset = error.offset().saturating_sub(attribute.len());
    (error.kind().to_string(), error.element().to_owned(), offset)
}

/// Each document of the table with a few pieces, without the attribute and with it.
fn documents() -> impl Iterator<Item = [String; 2]> {
    DOCUMENTS.into_iter().flat_map(|(root, before, behind, pieces)| {
        sequences(pieces, 3)
            .map(move |pieces| both(root, &[before, &pieces.concat(), behind].concat()))
    })
}

#[test]
fn a_plain_document_is_read_as_one_with_an_attribute() {
    let mut accepted = 0;
    for [plain, general] in documents() {
        let read = Response::decode(plain.as_bytes()).map_err(|e| in_short(&e, ""));
        accepted += usize::from(read.is_ok());
        let expected = Response::decode(general.as_bytes()).map_err(|e| in_short(&e, ATTRIBUTE));
        assert_eq!(read, expected, "{plain}");
    }
    assert!(accepted > 60, "{accepted}");
}

#[test]
fn a_plain_document_has_the_oddities_of_one_with_an_attribute() {
    for [plain, general] in documents() {
        let read =
            |document: &str, attribute: &str| match Reply::decode_tolerantly(document.as_bytes()) {
                Ok((reply, oddities)) => {
                    let oddities = oddities.iter().map(|oddity| {
                        (oddity.kind().to_string(), oddity.offset().saturating_sub(attribute.len()))
                    });
                    Ok((reply.into_owned(), oddities.collect::<Vec<_>>()))
                }
                Err(e) => Err(in_short(&e, attribute)),
            };
        assert_eq!(read(&plain, ""), read(&general, ATTRIBUTE), "{plain}");
    }
}
