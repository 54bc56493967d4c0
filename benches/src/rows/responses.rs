//! Responses: lists of tags, the empty answer, the error.

use std::slice;

use iam_codec::{ErrorResponse, Response};

use crate::peers::responses;
use crate::table::{Goal, Row};
use crate::workloads;

pub fn print() -> bool {
    let are_met = [
        encode_list(
            "encode response, 50 plain tags",
            workloads::plain_page(),
            [4.0, 8.0].map(Some),
        ),
        encode_list("encode response, 50 heavy tags", workloads::heavy_page(), [None; 2]),
        encode_tag_user(workloads::success()),
        encode_error(workloads::error()),
        decode_lists(),
    ];
    !are_met.contains(&false)
}

fn encode_list(
    name: &'static str,
    response: Response<'static>,
    [events, smithy]: [Option<f64>; 2],
) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new(name, slice::from_ref(&response));
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::faster(events), 8192, responses::write_list_user_tags, is_right);
    let goal = Goal::faster(smithy);
    row.add("aws-smithy-xml", goal, responses::smithy_write, |_, body| is_right(body.as_bytes()));
    row.print()
}

fn encode_tag_user(response: Response<'static>) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new("encode TagUserResponse", slice::from_ref(&response));
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(4.0), 256, responses::write_tag_user, is_right);
    row.print()
}

fn encode_error(error: ErrorResponse<'static>) -> bool {
    let is_right = |body: &[u8]| ErrorResponse::decode(body) == Ok(error.clone());
    let mut row = Row::new("encode ErrorResponse", slice::from_ref(&error));
    row.add("", Goal::None, ErrorResponse::encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(4.0), 512, responses::write_error, is_right);
    row.print()
}

fn encode(response: &Response<'_>) -> String {
    response.encode().unwrap_or_default()
}

fn decode_lists() -> bool {
    let (plain, heavy) = (workloads::plain_page(), workloads::heavy_page());
    let (one, all) = (workloads::page_with_reference(), workloads::page_of_references());
    let document = encode(&plain);
    let declaration = workloads::with_declaration(&document);
    let comment = workloads::with_comment(&document);
    let are_met = [
        decode_list("50 plain tags", &plain, &document, 4.0),
        decode_list("50 plain tags, declaration", &plain, &declaration, 4.0),
        decode_list("50 plain tags, comment", &plain, &comment, 4.0),
        decode_list("50 plain tags, one reference", &one, &encode(&one), 4.0),
        decode_list("50 tags of references", &all, &encode(&all), 2.0),
        decode_list("50 heavy tags", &heavy, &encode(&heavy), 2.5),
    ];
    !are_met.contains(&false)
}

fn decode_list(name: &str, response: &Response<'static>, document: &str, events: f64) -> bool {
    let is_right = |_, decoded| decoded == Some(response.clone());
    let body = document.as_bytes();
    let mut row = Row::new(format!("decode response, {name}"), slice::from_ref(&body));
    row.add("", Goal::None, |body| Response::decode(body).ok(), is_right);
    row.add("quick-xml events", Goal::Faster(events), |body| responses::events(body), is_right);
    row.add(
        "aws-smithy-xml",
        Goal::Faster(1.5 * events),
        |body| responses::smithy_read(body),
        is_right,
    );
    row.add("quick-xml serde", Goal::Faster(1.5 * events), |body| responses::serde(body), is_right);
    row.print()
}
