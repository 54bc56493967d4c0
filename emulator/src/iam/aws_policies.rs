//! The managed policies of AWS, from a table of AWS's answers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use data_encoding::BASE32;
use iam_codec::ErrorCode;
use sha1::{Digest, Sha1};

use super::{Outcome, failure};
use crate::state::Time;

const ARN: &str = "arn:aws:iam::aws:policy";

/// A policy that AWS manages.
pub(crate) struct AwsPolicy {
    pub(crate) name: &'static str,
    pub(crate) path: &'static str,
    pub(crate) id: String,
    /// The number of the version in force.
    pub(crate) version: u32,
    pub(crate) created: Time,
    pub(crate) updated: Time,
}

/// The policies, by path and name.
static POLICIES: LazyLock<BTreeMap<String, AwsPolicy>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../data/aws_policies.tsv"));
    rows.filter_map(policy)
        .map(|policy| (format!("{}{}", policy.path, policy.name), policy))
        .collect()
});

/// The lines of a table that are not comments, each with its columns.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

fn policy(row: Vec<&'static str>) -> Option<AwsPolicy> {
    let [path, name, id, version, created, updated] = row[..] else { return None };
    let time = |text: &str| text.to_owned().try_into().ok();
    Some(AwsPolicy {
        name,
        path,
        id: if id == "-" { id_of(name) } else { id.to_owned() },
        version: version.parse().ok()?,
        created: time(created)?,
        updated: time(updated)?,
    })
}

/// An id where none was recorded: it is made up, and always the same.
fn id_of(name: &str) -> String {
    format!("ANPA{}", &BASE32.encode(&Sha1::digest(name))[..17])
}

/// Whether an ARN is one of AWS's policies, existing or not.
pub(crate) fn is_of_aws(arn: &str) -> bool {
    arn.starts_with(ARN)
}

pub(crate) fn find(arn: &str) -> Option<&'static AwsPolicy> {
    POLICIES.get(arn.strip_prefix(ARN)?)
}

pub(crate) fn all() -> impl Iterator<Item = &'static AwsPolicy> {
    POLICIES.values()
}

impl AwsPolicy {
    pub(crate) fn arn(&self) -> String {
        format!("{ARN}{}{}", self.path, self.name)
    }

    /// The document, where it was recorded.
    pub(crate) fn recorded_document(&self) -> Option<&'static str> {
        let name = format!("{}{}", self.path, self.name);
        let mut documents = rows(include_str!("../../data/aws_documents.tsv"));
        documents.find(|row| row[0] == name).and_then(|row| row.get(1).copied())
    }

    pub(crate) fn document(&self) -> Outcome<&'static str> {
        let missing = || {
            let message = format!("This emulator does not know the document of {}.", self.arn());
            failure(ErrorCode::NOT_IMPLEMENTED, message)
        };
        self.recorded_document().map_or_else(missing, Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_policy() {
        let rows = rows(include_str!("../../data/aws_policies.tsv")).count();
        assert_eq!(POLICIES.len(), rows);
        assert!(all().all(|policy| policy.id.len() == 21 && find(&policy.arn()).is_some()));
    }

    #[test]
    fn every_document_is_json_and_of_a_policy() {
        for row in rows(include_str!("../../data/aws_documents.tsv")) {
            let policy = find(&format!("{ARN}{}", row[0])).expect(row[0]);
            let document = policy.recorded_document().expect(row[0]);
            assert!(serde_json::from_str::<serde_json::Value>(document).is_ok(), "{}", row[0]);
        }
    }
}
