//! What requests cost.

use std::hint::black_box;

use iam_codec::{Dialect, Editor, Params, Request, sts};

use crate::{Row, check};

const TAG: &str = "&Tags.member.{n}.Key=a{n}&Tags.member.{n}.Value=b";
const KEY: &str = "&TagKeys.member.{n}=a{n}";
const ESCAPED: &str = "&Tags.member.{n}.Key=a%20{n}&Tags.member.{n}.Value=b%2Fc";
const BEYOND: &str = "&Tags.member.{n}.Key=%F0%A0%80%80{n}&Tags.member.{n}.Value=%C3%A9";
const ENTRY: &str = "&Properties.entry.{n}.key=a/{n}&Properties.entry.{n}.value=b";
const CONTEXT: &str = "&ContextEntries.member.{n}.ContextKeyName=a&ContextEntries.member.{n}.ContextKeyValues.member.1=b";
/// Between 11, 21, 31 … nine members are left out.
const GAP: &str = "&Tags.member.{n}1.Key=a";
const EMPTY: &str = "&ContextEntries.member.{n}1=";
const WRONG: &str = "&Tags.member.{n}.Key=%7C&Tags.member.{n}.Value=%7C";
const WRONG_ENTRY: &str = "&Properties.entry.{n}.key=%7C{n}&Properties.entry.{n}.value=%7C";
const UNKNOWN: &str = "&Mood{n}=fine";
const AGAIN: &str = "&UserName=a";
const ZEROS: &str = "&TagKeys.member.0{n}=a{n}";

const ROWS: &[Row] = &[
    ("Params::parse", TAG, body, parse),
    ("Params::parse", ESCAPED, body, parse),
    ("Params::parse", "&", body, parse),
    ("Params::parse_parts", KEY, body, parse_parts),
    ("Params::parse_parts", "&X", body, parse_parts),
    ("Params::get", TAG, body, |body| parsed(body, |params| _ = black_box(params.get("Path")))),
    ("Params::get_all", AGAIN, body, |body| {
        parsed(body, |params| _ = black_box(params.get_all("UserName").count()))
    }),
    ("Params::text", TAG, body, |body| parsed(body, |params| drop(params.text("Path")))),
    ("Params::text", AGAIN, body, |body| parsed(body, |params| drop(params.text("UserName")))),
    ("Params::list", TAG, body, |body| parsed(body, |params| drop(params.list("Tags")))),
    ("Params::list", KEY, body, |body| parsed(body, |params| drop(params.list("TagKeys")))),
    ("Params::list", ZEROS, body, |body| parsed(body, |params| drop(params.list("TagKeys")))),
    ("Params::list", UNKNOWN, body, |body| parsed(body, |params| drop(params.list("Tags")))),
    ("Params::encode", TAG, body, |body| parsed(body, |params| drop(params.encode()))),
    ("Params::into_owned", TAG, body, |body| parsed(body, |params| drop(params.into_owned()))),
    ("Decoder::params", TAG, create_user, by_params),
    ("Decoder::params", CONTEXT, simulate, by_params),
    ("Request::decode", TAG, create_user, decode),
    ("Request::decode", ESCAPED, create_user, decode),
    ("Request::decode", BEYOND, create_user, decode),
    ("Request::decode", KEY, untag_user, decode),
    ("Request::decode", ZEROS, untag_user, decode),
    ("Request::decode", AGAIN, create_user, decode),
    ("Request::decode", UNKNOWN, create_user, decode),
    ("Request::decode TagCat", UNKNOWN, tag_cat, decode),
    ("Request::decode", ENTRY, properties, decode),
    ("Request::decode", CONTEXT, simulate, decode),
    ("Request::decode", EMPTY, simulate, decode),
    ("Request::decode", GAP, create_user, decode),
    ("Request::decode", WRONG, create_user, decode),
    ("Request::decode", WRONG_ENTRY, properties, decode),
    ("Request::decode_parts", TAG, create_user, decode_parts),
    ("Request::decode_parts", BEYOND, create_user, decode_parts),
    ("RequestError::to_response", WRONG, create_user, refuse),
    ("RequestError::to_response", WRONG_ENTRY, properties, refuse),
    ("RequestError::to_response", GAP, create_user, refuse),
    ("Request::validate", TAG, create_user, validate),
    ("Request::validate", CONTEXT, simulate, validate),
    ("Request::validate", WRONG, create_user, validate),
    ("Request::encode", TAG, create_user, encode),
    ("Request::encode", ENTRY, properties, encode),
    ("Request::encode", CONTEXT, simulate, encode),
    ("Request::encode", UNKNOWN, tag_cat, encode),
    ("Request::encode_as Go", TAG, create_user, |body| encode_as(body, Dialect::Go)),
    ("Request::encode_as JavaScriptV3", CONTEXT, simulate, |body| {
        encode_as(body, Dialect::JavaScriptV3)
    }),
    ("Request::encode_as Rusoto", UNKNOWN, tag_cat, |body| encode_as(body, Dialect::Rusoto)),
    ("Request::into_owned", TAG, create_user, |body| {
        decoded(body, |request| drop(black_box(request.into_owned())))
    }),
    ("Dialect::fits", TAG, create_user, |body| {
        _ = black_box(Dialect::Botocore.fits(body.as_bytes()))
    }),
    ("Dialect::fitting", TAG, create_user, |body| {
        drop(black_box(Dialect::fitting(body.as_bytes())))
    }),
    ("Dialect::guess", TAG, create_user, |body| _ = black_box(Dialect::guess(body.as_bytes()))),
    ("Dialect::encode Go", TAG, create_user, |body| respell(body, Dialect::Go)),
    ("Dialect::encode Rusoto", KEY, create_user, |body| respell(body, Dialect::Rusoto)),
    ("Editor::set", TAG, create_user, |body| edited(body, |editor| editor.set("Path", "/a/"))),
    ("Editor::set", AGAIN, create_user, |body| edited(body, |editor| editor.set("UserName", "b"))),
    ("Editor::set as it is", AGAIN, create_user, |body| {
        edited(body, |editor| editor.set("UserName", "a"))
    }),
    ("Editor::remove", TAG, create_user, |body| edited(body, |editor| _ = editor.remove("Tags"))),
    ("Editor::remove", UNKNOWN, create_user, |body| {
        edited(body, |editor| _ = editor.remove("Tags"))
    }),
    ("Editor::add_member", TAG, create_user, |body| {
        edited(body, |editor| drop(editor.add_member("Tags", &[("Key", "a"), ("Value", "b")])))
    }),
    ("Editor::add_member", KEY, create_user, |body| {
        edited(body, |editor| drop(editor.add_member("TagKeys", &[("", "a")])))
    }),
    ("Editor::remove_member", TAG, create_user, |body| {
        edited(body, |editor| drop(editor.remove_member("Tags", 1)))
    }),
    ("Editor::is_changed", TAG, create_user, |body| {
        edited(body, |editor| _ = black_box(editor.is_changed()))
    }),
    ("Editor::in_dialect", TAG, create_user, |body| {
        let mut editor = Editor::new(body.as_bytes()).in_dialect(Dialect::Go);
        editor.set("Path", "/a/");
        drop(black_box(editor.finish()));
    }),
    ("form::pairs", ESCAPED, create_user, |body| {
        let pairs = iam_codec::form::pairs(body.as_bytes());
        pairs.for_each(|pair| drop(black_box((pair.name(), pair.value()))));
    }),
    ("sts::Request::decode", TAG, assume_role, decode_sts),
    ("sts::Request::encode", TAG, assume_role, |body| {
        let request = sts::Request::decode(body.as_bytes()).unwrap();
        drop(black_box(request.encode()));
    }),
];

#[test]
fn requests_allocate_as_often_as_their_table_says() {
    check(ROWS, include_str!("requests.txt"));
}

fn body(units: &str) -> String {
    format!("Action=CreateUser&Version=2010-05-08{units}")
}

fn create_user(units: &str) -> String {
    format!("Action=CreateUser&Version=2010-05-08&UserName=a{units}")
}

fn untag_user(units: &str) -> String {
    format!("Action=UntagUser&Version=2010-05-08&UserName=a{units}")
}

fn tag_cat(units: &str) -> String {
    format!("Action=TagCat&Version=2010-05-08{units}")
}

fn properties(units: &str) -> String {
    format!("Action=PutAccountProperties&Version=2010-05-08{units}")
}

fn simulate(units: &str) -> String {
    format!(
        "Action=SimulateCustomPolicy&Version=2010-05-08&PolicyInputList.member.1=%7B%7D\
         &ActionNames.member.1=iam%3AGetUser{units}"
    )
}

fn assume_role(units: &str) -> String {
    format!(
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa\
         &RoleSessionName=ab{units}"
    )
}

fn parse(body: &str) {
    drop(black_box(Params::parse(body.as_bytes())));
}

fn parse_parts(body: &str) {
    drop(black_box(Params::parse_parts(b"X=", body.as_bytes())));
}

fn parsed(body: &str, work: impl FnOnce(Params<'_>)) {
    work(Params::parse(body.as_bytes()).unwrap());
}

fn by_params(body: &str) {
    parsed(body, |params| drop(black_box(Request::decoder().params(params))));
}

fn decode(body: &str) {
    drop(black_box(Request::decode(body.as_bytes())));
}

fn decode_parts(body: &str) {
    let (query, body) = body.split_at(body.find("&Tags").unwrap_or_default());
    drop(black_box(Request::decode_parts(query.as_bytes(), body.as_bytes())));
}

fn decode_sts(body: &str) {
    drop(black_box(sts::Request::decode(body.as_bytes())));
}

fn refuse(body: &str) {
    let error = Request::decode(body.as_bytes()).unwrap_err();
    drop(black_box(error.to_response("id").encode()));
}

fn decoded(body: &str, work: impl FnOnce(Request<'_>)) {
    work(Request::decoder().unchecked().body(body.as_bytes()).unwrap());
}

fn validate(body: &str) {
    decoded(body, |request| drop(black_box(request.validate())));
}

fn encode(body: &str) {
    decoded(body, |request| drop(black_box(request.encode())));
}

fn encode_as(body: &str, dialect: Dialect) {
    decoded(body, |request| drop(black_box(request.encode_as(dialect))));
}

fn respell(body: &str, dialect: Dialect) {
    parsed(body, |params| {
        let pairs = params.iter().map(|param| (param.name(), param.value()));
        drop(black_box(dialect.encode(pairs)));
    });
}

fn edited(body: &str, edit: impl FnOnce(&mut Editor<'_>)) {
    let mut editor = Editor::new(body.as_bytes());
    edit(&mut editor);
    drop(black_box(editor.finish()));
}
