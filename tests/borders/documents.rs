//! Bounds of responses.

use iam_codec::{
    Content, Element, EncodeErrorKind, OddityKind, OperationResult, OtherResult, Reply, Resource,
    Response, ResponseErrorKind, Tag, Timestamp,
};

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

/// What a tolerant reader says about a document.
#[track_caller]
fn oddities(body: &str) -> Vec<String> {
    let (_, oddities) = Reply::decode_tolerantly(body.as_bytes()).expect(body);
    oddities.iter().map(ToString::to_string).collect()
}

#[test]
fn a_thousand_oddities_are_listed() {
    for (count, last) in [
        (999, "unexpected element a at byte 4009"),
        (1000, "unexpected element a at byte 4013"),
        (1001, "1 more at byte 4013"),
        (1002, "2 more at byte 4013"),
    ] {
        let elements = "<a/>".repeat(count);
        let found = oddities(&format!("<TagUserResponse>{elements}{METADATA}</TagUserResponse>"));
        assert_eq!((found.len(), &*found[found.len() - 1]), (count.min(1001), last));
    }
}

#[test]
fn the_names_of_a_place_have_64_bytes_and_its_path_16_elements() {
    let place = |name: &str, depth: usize| {
        let (open, close) = (format!("<{name}>").repeat(depth), format!("</{name}>").repeat(depth));
        let body = format!("<TagCatResponse>{open}<b/>x{close}{METADATA}</TagCatResponse>");
        let (_, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
        let [oddity] = &oddities[..] else { panic!("{oddities:?}") };
        assert_eq!(*oddity.kind(), OddityKind::UnexpectedText("x".into()));
        oddity.element().to_owned()
    };
    let a = |len| "a".repeat(len);
    for (name, shown) in [
        (a(63), a(63)),
        (a(64), a(64)),
        (a(65), a(64)),
        (a(62) + "é", a(62) + "é"),
        (a(63) + "é", a(63)),
        (a(61) + "東a", a(61) + "東"),
        (a(62) + "東", a(62)),
    ] {
        assert_eq!(place(&name, 1), shown);
    }
    for (depth, shown) in [(1, 1), (15, 15), (16, 16), (17, 16), (62, 16)] {
        assert_eq!(place("a", depth), vec!["a"; shown].join("."), "{depth}");
        // Members have numbers, but for the outermost, which is not in a list.
        for name in ["member", "entry"] {
            let numbered = format!(".{name}.1").repeat(shown - 1);
            assert_eq!(place(name, depth), format!("{name}{numbered}"), "{depth}");
        }
    }
}

/// How deep the first element of an unknown operation, or the first unknown element, nests.
fn depth_of(first: Option<&Element<'_>>) -> usize {
    std::iter::successors(first, |element| element.children().first()).count()
}

/// The readers of plain documents, of any XML, of what other servers write, and of unknown elements.
#[test]
fn elements_nest_64_deep_in_every_reader() {
    for (depth, end) in (1..=70).flat_map(|depth| [(depth, ""), (depth, " ")]) {
        let (open, close) = ("<a>".repeat(depth - 1), "</a>".repeat(depth - 1));
        let nested = format!("{open}<b/>{close}");
        let other = format!("<TagCatResponse{end}>{nested}{METADATA}</TagCatResponse>");
        let known = other.replace("TagCat", "TagUser");
        // The error is behind the tag of the 65th element.
        let tag = if depth == 64 { "<b/>" } else { "<a>" };
        let place = "<TagCatResponse>".len() + end.len() + 63 * "<a>".len() + tag.len();

        let depth_of_other = |response: Response<'_>| match response.result {
            OperationResult::Other(other) => depth_of(other.elements.first()),
            result => panic!("{result:?}"),
        };
        let strict = Response::decode(other.as_bytes()).map(depth_of_other);
        let tolerant = Reply::decode_tolerantly(other.as_bytes());
        let tolerant = tolerant.map(|(reply, _)| match reply {
            Reply::Response(response) => depth_of_other(response),
            Reply::Error(error) => panic!("{error:?}"),
        });
        let unknown = Response::unknown_elements(known.as_bytes());
        let unknown = unknown.map(|unknown| depth_of(unknown.first().map(|one| &one.element)));
        let skipped = Response::decode(known.as_bytes()).map(|_| depth);
        let at =
            |place| if depth < 64 { Ok(depth) } else { Err((ResponseErrorKind::TooDeep, place)) };
        for (read, place) in
            [(strict, place), (tolerant, place), (unknown, place + 1), (skipped, place + 1)]
        {
            assert_eq!(read.map_err(|e| (e.kind().clone(), e.offset())), at(place), "{other}");
        }
    }
}

#[test]
fn a_level_is_two_spaces_as_deep_as_readers_go() {
    for depth in 1..=70 {
        let innermost = Element::new("b", Content::Text("x".into()));
        let nested = (1..depth)
            .fold(innermost, |inner, _| Element::new("a", Content::Elements(vec![inner])));
        let result = OperationResult::Other(OtherResult::new("TagCat", vec![nested]));
        let document = Response::new(result, "id").encode();
        if depth >= 64 {
            assert_eq!(document.unwrap_err().kind(), &EncodeErrorKind::TooDeep, "{depth}");
            continue;
        }
        let document = document.unwrap();
        assert!(Response::decode(document.as_bytes()).is_ok());
        let line = document.lines().find(|line| line.ends_with("<b>x</b>")).unwrap();
        assert_eq!(line, format!("{}<b>x</b>", "  ".repeat(depth)));
    }
}

/// Texts are looked at in pieces of 16 and of 48 bytes, from 64 bytes on in another way.
#[test]
fn a_special_character_is_found_wherever_it_is_in_a_text() {
    const ESCAPED: [(&str, &str); 5] =
        [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"), ("\u{FFFD}", "\u{FFFD}")];
    for len in (1..=100).chain([127, 128, 129]) {
        let texts = |is_written: bool| {
            let text = move |at| {
                let (plain, escaped) = ESCAPED[at % 5];
                let special = if is_written { escaped } else { plain };
                format!("{}{special}{}", "x".repeat(at), "y".repeat(len - at - 1))
            };
            (0..len).map(text)
        };
        let tags: Vec<_> = texts(false).map(|text| Tag::new("k", text)).collect();
        let request = Resource::User("anika".into()).list_tags(None, None);
        let response = request.tagging().unwrap().respond(tags, "id");
        let document = response.encode().unwrap();
        let written: Vec<_> = document
            .lines()
            .filter_map(|line| line.trim().strip_prefix("<Value>")?.strip_suffix("</Value>"))
            .collect();
        assert!(written.into_iter().eq(texts(true)), "{len}: {document}");
        assert_eq!(Response::decode(document.as_bytes()), Ok(response));
    }
}

#[test]
fn a_character_that_xml_cannot_carry_is_found_wherever_it_is() {
    for len in (1..=100).chain([127, 128, 129]) {
        for at in 0..len {
            let text = format!("{}\u{B}{}", "x".repeat(at), "y".repeat(len - at - 1));
            let request = Resource::User("anika".into()).list_tags(None, None);
            let response = request.tagging().unwrap().respond(vec![Tag::new("k", text)], "id");
            let message = "XML cannot carry U+000B: element Tags.member.1.Value";
            assert_eq!(response.encode().unwrap_err().to_string(), message, "{at} of {len}");
        }
    }
}

/// The role in a `GetRole` that was created at this time, which has this oddity.
#[track_caller]
fn created(text: &str) -> (Timestamp, Vec<String>) {
    let body = format!(
        "<GetRoleResponse><GetRoleResult><Role><Path>/</Path><RoleName>r</RoleName><RoleId>AROA</RoleId>\
         <Arn>arn</Arn><CreateDate>{text}</CreateDate></Role></GetRoleResult>{METADATA}</GetRoleResponse>"
    );
    let (reply, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
    let Reply::Response(response) = reply else { unreachable!() };
    let OperationResult::GetRole(result) = response.result else { unreachable!() };
    let kinds = oddities.iter().map(|oddity| oddity.kind().to_string()).collect();
    (result.role.create_date, kinds)
}

#[test]
fn a_time_ends_with_the_year_9999_and_has_nine_digits_of_a_second() {
    for (text, time) in [
        ("253402300798", "9999-12-31T23:59:58Z"),
        ("253402300799", "9999-12-31T23:59:59Z"),
        ("253402300799.999", "9999-12-31T23:59:59.999Z"),
        ("9999-12-31T23:59:58-00:00", "9999-12-31T23:59:58Z"),
        ("9999-12-31T22:59:59-01:00", "9999-12-31T23:59:59Z"),
        ("1970-01-01T01:00:00+01:00", "1970-01-01T00:00:00Z"),
        ("2000-01-01 00:00:00.12345678", "2000-01-01T00:00:00.123456780Z"),
        ("2000-01-01 00:00:00.123456789", "2000-01-01T00:00:00.123456789Z"),
        ("2000-01-01 00:00:00.1234567891", "2000-01-01T00:00:00.123456789Z"),
        ("2000-01-01T23:59:60Z", "2000-01-01T23:59:59Z"),
    ] {
        let expected = (time.parse().unwrap(), vec![format!("value in another notation {text:?}")]);
        assert_eq!(created(text), expected);
    }
    for text in [
        "253402300800",
        "253402300800.0",
        "9999-12-31T23:00:00-01:00",
        "1970-01-01T00:59:59+01:00",
        "2000-01-01T23:59:61Z",
        "2000-01-01T23:60:00Z",
        "2000-01-01T24:00:00Z",
    ] {
        assert_eq!(created(text), (Timestamp::default(), vec![format!("invalid value {text:?}")]));
    }
}

#[test]
fn an_integer_of_a_result_has_32_bits() {
    for (text, value) in [
        ("-2147483649", Err("invalid value \"-2147483649\"")),
        ("-2147483648", Ok(i32::MIN)),
        ("-2147483647", Ok(-i32::MAX)),
        ("2147483646", Ok(i32::MAX - 1)),
        ("2147483647", Ok(i32::MAX)),
        ("2147483648", Err("invalid value \"2147483648\"")),
        ("4294967297", Err("invalid value \"4294967297\"")),
    ] {
        let body = format!(
            "<GetAccountSummaryResponse><GetAccountSummaryResult><SummaryMap><entry><key>Users</key>\
             <value>{text}</value></entry></SummaryMap></GetAccountSummaryResult>{METADATA}\
             </GetAccountSummaryResponse>"
        );
        let read = Response::decode(body.as_bytes()).map(|response| match response.result {
            OperationResult::GetAccountSummary(result) => {
                result.summary_map.unwrap().iter().map(|(_, value)| *value).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        });
        let end = body.find("</entry>").unwrap();
        let place = format!(": GetAccountSummaryResult.SummaryMap.entry.1.value at byte {end}");
        let expected = value.map(|value| vec![value]).map_err(|kind| format!("{kind}{place}"));
        assert_eq!(read.map_err(|e| e.to_string()), expected);
    }
}
