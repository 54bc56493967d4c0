//! Hostile documents.

use super::make::Make;

/// Documents that someone could answer to make a client work, by length.
pub const DOCUMENTS: &[(&str, Make)] = &[
    ("members", |len| {
        page(len, "<Tags>", "<member><Key>a</Key><Value>b</Value></member>", "</Tags>")
    }),
    ("empty members", |len| page(len, "<Tags>", "<member/>", "</Tags>")),
    ("unknown elements", |len| page(len, "", "<a/>", "<Tags/>")),
    ("unknown elements, nested", |len| page(len, "", "<a><b><c/></b></a>", "<Tags/>")),
    ("deep elements", |len| page(len, "", "<a>", "<Tags/>")),
    ("attributes", |len| page(len, "<a", " b='c'", "/><Tags/>")),
    ("references", |len| page(len, "<Marker>", "&amp;", "</Marker><Tags/>")),
    ("character references", |len| page(len, "<Marker>", "&#x41;", "</Marker><Tags/>")),
    ("unknown references", |len| page(len, "<Marker>", "&a;", "</Marker><Tags/>")),
    ("CDATA sections", |len| page(len, "<Marker>", "<![CDATA[a]]>", "</Marker><Tags/>")),
    ("open references", |len| page(len, "<Marker>", "&", ";</Marker><Tags/>")),
    ("comments", |len| page(len, "<Marker>", "<!---->", "</Marker><Tags/>")),
    ("comments between elements", |len| page(len, "", "<!---->", "<Tags/>")),
    ("an open comment", |len| page(len, "<!--", "-", "")),
    ("carriage returns", |len| page(len, "<Marker>", "\r", "</Marker><Tags/>")),
    ("white space", |len| page(len, "", " ", "<Tags/>")),
    ("an open tag", |len| page(len, "", "<", "")),
    ("entries", |len| {
        let entry = "<entry><key>Users</key><value>1</value></entry>";
        result("GetAccountSummary", len, "<SummaryMap>", entry, "</SummaryMap>")
    }),
    ("empty entries", |len| result("GetAccountSummary", len, "<SummaryMap>", "<entry/>", "")),
    ("unknown in entries", |len| {
        let entry = "<entry><key>a</key><a/><value>1</value></entry>";
        result("GetAccountSummary", len, "<SummaryMap>", entry, "</SummaryMap>")
    }),
    ("structures", |len| result("ListUsers", len, "<Users>", USER, "</Users>")),
    ("empty structures", |len| result("ListUsers", len, "<Users>", "<member/>", "")),
    ("unknown in structures", |len| {
        let user = USER.replace("<Path>", "<a><b/>c</a><Path>");
        result("ListUsers", len, "<Users>", &user, "</Users>")
    }),
    ("lists in structures", |len| {
        let policies = "<UserPolicyList><member/></UserPolicyList>";
        let user = USER.replace("<Path>", &format!("{policies}<GroupList/><Path>"));
        result(
            "GetAccountAuthorizationDetails",
            len,
            "<UserDetailList>",
            &user,
            "</UserDetailList>",
        )
    }),
    ("a policy of escapes", |len| {
        let document = "<PolicyName>p</PolicyName><UserName>u</UserName><PolicyDocument>";
        result("GetUserPolicy", len, document, "%7B", "</PolicyDocument>")
    }),
    ("a policy of broken escapes", |len| {
        let document = "<PolicyName>p</PolicyName><UserName>u</UserName><PolicyDocument>";
        result("GetUserPolicy", len, document, "%", "</PolicyDocument>")
    }),
    ("a blob", |len| result("GetCredentialReport", len, "<Content>", "QUJD", "</Content>")),
    ("members over and over", |len| {
        result("GetUser", len, "<User>", "<Arn>a</Arn><Path>/</Path>", "</User>")
    }),
    ("request ids before metadata", |len| {
        let count = len / "<RequestId/><ResponseMetadata/>".len();
        let (ids, metadata) = ("<RequestId/>".repeat(count), "<ResponseMetadata/>".repeat(count));
        format!("<TagUserResponse>{ids}{metadata}</TagUserResponse>").into_bytes()
    }),
    ("members apart, in many cases", |len| {
        let name = "permissionsboundary";
        let spelled = |number: usize| {
            let cased = |(at, c): (usize, char)| match number >> at & 1 {
                0 => c,
                _ => c.to_ascii_uppercase(),
            };
            format!("<{}/>", name.chars().enumerate().map(cased).collect::<String>())
        };
        let members: String = (0..len / "<permissionsboundary/>".len()).map(spelled).collect();
        result("ListUsers", members.len(), "<Users>", &members, "</Users>")
    }),
    ("an unknown operation", |len| result("TagCat", len, "", "<a><b>c</b></a>", "")),
];

const USER: &str = "<member><Path>/</Path><UserName>u</UserName><UserId>AIDA</UserId>\
    <Arn>arn:aws:iam::123456789012:user/u</Arn><CreateDate>2020-01-01T00:00:00Z</CreateDate></member>";

fn result(action: &str, len: usize, start: &str, part: &str, end: &str) -> Vec<u8> {
    let parts = part.repeat(len / part.len());
    format!(
        "<{action}Response><{action}Result>{start}{parts}{end}</{action}Result><ResponseMetadata>\
         <RequestId>id</RequestId></ResponseMetadata></{action}Response>"
    )
    .into_bytes()
}

fn page(len: usize, start: &str, part: &str, end: &str) -> Vec<u8> {
    let parts = part.repeat(len / part.len());
    format!("<ListUserTagsResponse><ListUserTagsResult>{start}{parts}{end}").into_bytes()
}
