//! The dictionaries have the words of the whole model, so that no operation is forgotten.

use iam_codec_fuzz::model::{self, Shape};

const QUERY: &str = include_str!("../../dictionaries/aws-query.dict");
const XML: &str = include_str!("../../dictionaries/aws-xml.dict");
const JSON: &str = include_str!("../../dictionaries/aws-json.dict");

#[track_caller]
fn assert_has(dictionary: &str, word: &str) {
    assert!(dictionary.lines().any(|line| line == format!("\"{word}\"")), "{word} is missing");
}

#[test]
fn have_all_operations() {
    for action in model::operations() {
        assert_has(QUERY, &format!("Action={action}"));
        assert_has(JSON, &format!("\\\"Action\\\":\\\"{action}\\\""));
        assert_has(XML, &format!("<{action}Response>"));
        if let Some((output, result)) = model::operation(action).unwrap().output() {
            assert_has(XML, &format!("<{result}>"));
            assert_has_elements(output);
        }
    }
}

#[test]
fn have_all_parameters() {
    for input in model::operations().filter_map(|action| model::operation(action)?.input()) {
        assert_has_parameters(input, "");
    }
}

fn assert_has_parameters(shape: Shape, name: &str) {
    match shape.kind() {
        "structure" => {
            let dot = if name.is_empty() { "" } else { "." };
            for (member, shape, _) in shape.members() {
                assert_has(JSON, &format!("\\\"{member}\\\":"));
                assert_has_parameters(shape, &format!("{name}{dot}{member}"));
            }
            return;
        }
        "list" => assert_has_parameters(shape.part("member"), &format!("{name}.member.1")),
        "map" => {
            assert_has_parameters(shape.part("key"), &format!("{name}.entry.1.key"));
            assert_has_parameters(shape.part("value"), &format!("{name}.entry.1.value"));
        }
        _ => shape.texts().unwrap_or_default().iter().for_each(|text| {
            assert_has(QUERY, text.as_str().unwrap());
        }),
    }
    assert_has(QUERY, &format!("&{name}="));
}

fn assert_has_elements(shape: Shape) {
    match shape.kind() {
        "structure" => {
            for (member, shape, _) in shape.members() {
                assert_has(XML, &format!("</{member}>"));
                assert_has_elements(shape);
            }
        }
        "list" => assert_has_elements(shape.part("member")),
        "map" => assert_has_elements(shape.part("value")),
        _ => {}
    }
}
