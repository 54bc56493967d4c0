//! The cases that every client runs.

use std::sync::LazyLock;

use aws_sdk_iam::types::Tag;
use serde::Deserialize;

pub static CASES: LazyLock<Cases> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../cases.json")).unwrap());

#[derive(Deserialize)]
pub struct Cases {
    pub resources: Vec<Case>,
    tags: Vec<CaseTag>,
    as_stored: Vec<String>,
    as_hashed: Vec<String>,
    pub bad_value: BadValue,
    pub limit_exceeded: String,
    pub bad_marker: String,
    pub not_served: NotServed,
}

#[derive(Deserialize)]
pub struct Case {
    pub tag: String,
    pub identifier: String,
    pub missing: String,
    pub no_such_entity: String,
    pub duplicates: Vec<String>,
    pub duplicate_keys: String,
    pub ignores_key_case: bool,
    pub untagged: Vec<String>,
    order: Order,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    AsStored,
    AsHashed,
}

#[derive(Deserialize)]
pub struct NotServed {
    pub code: String,
    pub message: String,
}

#[derive(Deserialize)]
pub struct BadValue {
    tags: Vec<CaseTag>,
    pub message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CaseTag {
    key: String,
    value: String,
}

impl Cases {
    pub fn tags(&self) -> Vec<Tag> {
        self.tags.iter().map(CaseTag::to_sdk).collect()
    }
}

impl Case {
    /// All tags, in the order in which this type of resource lists them.
    pub fn sorted_tags(&self) -> Vec<Tag> {
        let keys = match self.order {
            Order::AsStored => &CASES.as_stored,
            Order::AsHashed => &CASES.as_hashed,
        };
        let with_key =
            |key: &String| CASES.tags.iter().find(|tag| tag.key == *key).unwrap().to_sdk();
        keys.iter().map(with_key).collect()
    }
}

impl BadValue {
    pub fn tags(&self) -> Vec<Tag> {
        self.tags.iter().map(CaseTag::to_sdk).collect()
    }
}

impl CaseTag {
    fn to_sdk(&self) -> Tag {
        Tag::builder().key(&self.key).value(&self.value).build().unwrap()
    }
}
