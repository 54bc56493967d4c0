//! Answers as rows: for each element, the texts of its children that a model can foretell.

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use iam_emulator::Emulator;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What is told of one thing: names and texts, in order.
pub(super) type Row = Vec<(String, String)>;

/// The rows of an answer, in order, or its error code.
pub(super) type Outcome = Result<Vec<Row>, (u16, String)>;

/// The children that are looked at. Others are made up, or times.
const KNOWN: &[&str] = &[
    "AccessKeyId",
    "Arn",
    "AttachmentCount",
    "DefaultVersionId",
    "Description",
    "Document",
    "GroupName",
    "IsDefaultVersion",
    "Key",
    "MaxSessionDuration",
    "PolicyArn",
    "PolicyDocument",
    "PolicyName",
    "RoleName",
    "Status",
    "UserName",
    "Value",
    "VersionId",
    "member",
];

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: String,
}

impl Answer {
    /// What the answer says.
    pub(super) fn outcome(&self) -> Outcome {
        let code = || (self.status, self.text("Code").unwrap_or_default());
        if self.status == 200 { Ok(in_order(self.rows())) } else { Err(code()) }
    }

    /// The text of the first element of this name.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let document = roxmltree::Document::parse(&self.body).expect("an answer in XML");
        document.descendants().find(|node| node.tag_name().name() == name).map(text)
    }

    /// The rows, in the order of the answer.
    pub(super) fn rows(&self) -> Vec<Row> {
        let document = roxmltree::Document::parse(&self.body).expect("an answer in XML");
        let elements = document.descendants().filter(roxmltree::Node::is_element);
        elements.flat_map(rows_of).filter(|row| !row.is_empty()).collect()
    }
}

/// The row of an element. The texts of a list are a row each.
fn rows_of(element: roxmltree::Node<'_, '_>) -> Vec<Row> {
    let row = row(element);
    match row.first() {
        Some((name, _)) if name == "member" => row.into_iter().map(|text| vec![text]).collect(),
        _ => vec![row],
    }
}

fn row(element: roxmltree::Node<'_, '_>) -> Row {
    let leaves = element.children().filter(|child| {
        let name = child.tag_name().name();
        KNOWN.contains(&name) && !child.children().any(|part| part.is_element())
    });
    let mut row: Row = leaves.map(|leaf| (leaf.tag_name().name().to_owned(), text(leaf))).collect();
    row.sort();
    row
}

/// The text of an element. Documents are escaped.
fn text(element: roxmltree::Node<'_, '_>) -> String {
    let text = element.text().unwrap_or_default();
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A row of these names and texts.
pub(super) fn told<const N: usize>(texts: [(&str, &str); N]) -> Row {
    let mut row = texts.map(|(name, text)| (name.to_owned(), text.to_owned())).to_vec();
    row.sort();
    row
}

/// Rows that can be compared. One of nothing is none.
pub(super) fn in_order(mut rows: Vec<Row>) -> Vec<Row> {
    rows.retain(|row| !row.is_empty());
    rows.sort();
    rows
}

/// A text as forms have it.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// The answer to a body that was signed with an access key.
pub(super) fn post(emulator: &Emulator, body: &str, key: &str) -> Answer {
    let request = http::Request::post("/")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(AUTHORIZATION, format!("AWS4-HMAC-SHA256 Credential={key}/20231114/us-east-1/"))
        .body(body)
        .expect("a request of HTTP");
    let answer = emulator.answer(&request);
    Answer { status: answer.status().as_u16(), body: answer.into_body() }
}
