//! Each kind of expectation as runners in other languages get it.

use super::*;

fn of(toml: &str) -> String {
    let expect: Expect = toml::from_str(toml).unwrap();
    let checks: Vec<_> = checks_of(&expect).iter().map(Json::to_string).collect();
    checks.join("\n")
}

#[test]
fn each_expectation_is_a_path_a_rule_and_a_word() {
    for (expect, checks) in [
        ("", ""),
        ("result = {}", r#"[".","only",[]]"#),
        (
            "result = { User = { Path = \"/\" }, Count = \"@any\" }",
            "[\".\",\"only\",[\"User\",\"Count\"]]\n[\"User\",\"only\",[\"Path\"]]\n\
             [\"User/Path\",\"text\",\"/\"]\n[\"Count\",\"any\",\"\"]",
        ),
        ("elements = { \"A/B\" = \"@not x y\" }", r#"["A/B","not","x y"]"#),
        ("elements = { A = \"@trust {}\" }", r#"["A","encoded","{}"]"#),
        ("elements = { A = \"@encoded {}\" }", r#"["A","encoded","{}"]"#),
        ("elements = { Tags = { k = \"v\" } }", r#"["Tags","tags",[["k","v"]]]"#),
        (
            "ordered = true\nelements = { \"A/Tags\" = { k = \"v\" } }",
            r#"["A/Tags","tags in order",[["k","v"]]]"#,
        ),
        (
            "elements = { A = [\"x\", { B = \"y\" }] }",
            "[\"A\",\"members\",\"2\"]\n[\"A/member[1]\",\"text\",\"x\"]\n\
             [\"A/member[2]\",\"only\",[\"B\"]]\n[\"A/member[2]/B\",\"text\",\"y\"]",
        ),
    ] {
        assert_eq!(of(expect), checks, "{expect}");
    }
}
