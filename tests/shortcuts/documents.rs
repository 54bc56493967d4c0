//! Documents as AWS writes them, or nearly: read as they are, and with an attribute, which takes the general way.

use iam_codec::{Reply, Response, ResponseError};

use crate::sequences;

/// The root of a document, what comes before the pieces and behind them, and the pieces.
const DOCUMENTS: [(&str, &str, &str, &[&str]); 3] = [
    (
        "GetUserResponse",
        "<GetUserResult><User><Path>/</Path><UserName>a</UserName>",
        "<Arn>c</Arn></User></GetUserResult>",
        &[
            "<UserName/>",
            "<UserId>b&amp;</UserId>",
            "<CreateDate>2026-03-14T15:09:26Z</CreateDate>",
            "<CreateDate>2026-03-14T15:09:26.5Z</CreateDate>",
            "<Tags><member><Key>k</Key><Value>v</Value></member></Tags>",
            "<Mood>fine</Mood>",
            "<Path/>",
            "<!-- d -->",
            "\n  ",
            "x",
        ],
    ),
    (
        "ListUserTagsResponse",
        "<ListUserTagsResult>",
        "</ListUserTagsResult>",
        &[
            "<IsTruncated>false</IsTruncated>",
            "<IsTruncated>False</IsTruncated>",
            "<Tags/>",
            "<Tags>",
            "</Tags>",
            "<member><Key>k</Key><Value>v</Value></member>",
            "<member><Value>v</Value><Key>k</Key></member>",
            "<member><Key>k</Key></member>",
            "<member/>",
            "<item/>",
            "<Marker>m</Marker>",
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
            "<value>3</value>",
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
