//! Who searches the documentation for a name of AWS's model, or of its SDK for Rust, finds the item: the
//! search ignores case, and names that differ in more than case are aliases.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// All names that a search finds: of blocks, their members, tag operations, and aliases; in lower case.
fn names(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            self::names(&path, names);
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            names.extend(name(line.trim()).map(str::to_lowercase));
        }
    }
}

/// The name that a line of a table gives an item.
fn name(line: &str) -> Option<&str> {
    if let Some(alias) = line.strip_prefix("#[doc(alias = \"") {
        return alias.strip_suffix("\")]");
    }
    // `Group {`, `} -> GetGroupResult {`, `group_name: … = "GroupName"`, `TagUser = "TagUser": […]`
    let line = line.strip_prefix("} -> ").or(line.strip_prefix("r#")).unwrap_or(line);
    let end = line.find([' ', ':'])?;
    let (name, rest) = line.split_at(end);
    let is_item = rest == " {" || rest.starts_with(": ") || rest.starts_with(" = \"");
    let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    (is_item && is_name).then_some(name)
}

/// A member as the SDK for Rust calls it: `AWSServiceName` is `aws_service_name`.
fn snake(name: &str) -> String {
    let bytes = name.as_bytes();
    let mut snake = String::new();
    for (i, c) in name.char_indices() {
        let before = i.checked_sub(1).map(|before| bytes[before]);
        let ends_word = before.is_some_and(|before| !before.is_ascii_uppercase());
        let begins_word = bytes.get(i + 1).is_some_and(u8::is_ascii_lowercase);
        if c.is_ascii_uppercase() && before.is_some() && (ends_word || begins_word) {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

#[test]
fn every_name_of_the_model_is_found() {
    // The structure that is not a block.
    let mut ours = BTreeSet::from(["tag".to_owned()]);
    names(Path::new("src/iam"), &mut ours);
    let model = fs::read_to_string("testdata/model/iam.json").unwrap();
    let model: Value = serde_json::from_str(&model).unwrap();
    let object = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let mut theirs: BTreeSet<String> = object(&model["operations"]).keys().cloned().collect();
    for (name, shape) in object(&model["shapes"]) {
        // Inputs and results go by their operation, errors by their code.
        let is_own = !name.ends_with("Request") && !name.ends_with("Response");
        let is_type = shape["type"] == "structure" && shape["exception"].is_null() && is_own;
        if is_type || shape.get("enum").is_some() {
            theirs.insert(name);
        }
        if shape["exception"].is_null() {
            theirs.extend(object(&shape["members"]).keys().map(|member| snake(member)));
        }
    }
    assert!(theirs.len() > 500, "{}", theirs.len());
    let missing: Vec<_> =
        theirs.iter().filter(|name| !ours.contains(&name.to_lowercase())).collect();
    assert!(missing.is_empty(), "not found: {missing:#?}");
}
