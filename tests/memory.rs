//! How much memory the codec takes at once for inputs that ask for much, in bytes for each byte of input.

use std::hint::black_box;

use allocation_counter::measure;
use iam_codec::{Params, Reply, Request, Response};

/// The unit that is [repeated], the input around it, the work, and the most bytes that a byte of input may take.
type Row = (&'static str, fn(&str) -> String, fn(&[u8]), f64);

const ROWS: [Row; 15] = [
    ("&UserName=a", body, decode, 0.5),
    ("&Path=a&UserName=a", body, decode, 0.5),
    ("&Tags.member.1.Key=a", body, decode, 8.0),
    ("&Tags.member.1=", body, decode, 10.0),
    ("&Tags.member.{n}.Key=a", body, decode, 70.0),
    ("&Properties.entry.{n}.key=a", properties, decode, 60.0),
    ("&ContextEntries.member.{n}=", simulation, decode, 80.0),
    ("&UserName=a", body, params, 8.0),
    ("&a", body, params, 41.0),
    ("&+", body, params, 41.0),
    ("&{n}", body, params_of_parts, 16.0),
    ("<Mood>fine</Mood>", document, tolerantly, 16.0),
    ("<a/>", document, tolerantly, 55.0),
    ("<Mood>fine</Mood>", document, unknown_elements, 16.0),
    ("<a/>", document, unknown_elements, 61.0),
];

fn body(units: &str) -> String {
    format!("Action=CreateUser&Version=2010-05-08{units}")
}

fn properties(units: &str) -> String {
    format!("Action=PutAccountProperties&Version=2010-05-08{units}")
}

fn simulation(units: &str) -> String {
    format!("Action=SimulateCustomPolicy&Version=2010-05-08{units}")
}

/// A user with elements that no table has.
fn document(units: &str) -> String {
    format!(
        "<GetUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetUserResult><User>\
         {units}<UserId>AIDA</UserId><Arn>arn</Arn><CreateDate>2026-03-14T15:09:26Z</CreateDate></User>\
         </GetUserResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetUserResponse>"
    )
}

fn decode(body: &[u8]) {
    drop(black_box(Request::decode(body)));
}

fn params(body: &[u8]) {
    drop(black_box(Params::parse(body)));
}

/// All in the query string, whose names are kept to be compared, since the body has one that begins like one of them.
fn params_of_parts(query: &[u8]) {
    drop(black_box(Params::parse_parts(query, b"A")));
}

fn tolerantly(document: &[u8]) {
    drop(black_box(Reply::decode_tolerantly(document)));
}

fn unknown_elements(document: &[u8]) {
    drop(black_box(Response::unknown_elements(document)));
}

/// The unit over and over, with the numbers 11, 21, 31 … in the place of `{n}`: more may not be left out.
fn repeated(unit: &str, count: usize) -> String {
    (1..=count).map(|n| unit.replace("{n}", &(10 * n + 1).to_string())).collect()
}

/// The most bytes for each byte of input, among lengths at which lists have just grown or soon will.
fn worst(unit: &str, input: fn(&str) -> String, work: fn(&[u8])) -> f64 {
    let times = |eighths: usize| {
        let input = input(&repeated(unit, (1 << 14) * eighths / 8 / unit.len()));
        measure(|| work(input.as_bytes())).bytes_max as f64 / input.len() as f64
    };
    (16..=32).map(times).fold(0.0, f64::max)
}

#[test]
fn a_byte_of_input_takes_a_bounded_number_of_bytes() {
    for (unit, input, work, most) in ROWS {
        let times = worst(unit, input, work);
        println!("{unit}: {times:.1}, at most {most}");
        assert!(times <= most, "{unit}: {times:.1} times the input, at most {most}");
    }
}
