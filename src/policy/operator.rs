//! TABLE: the operators of conditions, and the literals that each compares.

use std::net::{IpAddr, Ipv4Addr};

use crate::policy::date;

/// What an operator compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    Ip,
    Arn,
    Null,
}

/// The operators, without prefix and suffix.
const OPERATORS: [(&str, Operator); 27] = [
    ("StringEquals", Operator::String),
    ("StringNotEquals", Operator::String),
    ("StringEqualsIgnoreCase", Operator::String),
    ("StringNotEqualsIgnoreCase", Operator::String),
    ("StringLike", Operator::String),
    ("StringNotLike", Operator::String),
    ("NumericEquals", Operator::Numeric),
    ("NumericNotEquals", Operator::Numeric),
    ("NumericLessThan", Operator::Numeric),
    ("NumericLessThanEquals", Operator::Numeric),
    ("NumericGreaterThan", Operator::Numeric),
    ("NumericGreaterThanEquals", Operator::Numeric),
    ("DateEquals", Operator::Date),
    ("DateNotEquals", Operator::Date),
    ("DateLessThan", Operator::Date),
    ("DateLessThanEquals", Operator::Date),
    ("DateGreaterThan", Operator::Date),
    ("DateGreaterThanEquals", Operator::Date),
    ("Bool", Operator::Bool),
    ("BinaryEquals", Operator::Binary),
    ("IpAddress", Operator::Ip),
    ("NotIpAddress", Operator::Ip),
    ("ArnEquals", Operator::Arn),
    ("ArnNotEquals", Operator::Arn),
    ("ArnLike", Operator::Arn),
    ("ArnNotLike", Operator::Arn),
    ("Null", Operator::Null),
];

/// `name` without the prefix for keys of several values.
pub(super) fn without_set(name: &str) -> &str {
    let prefixes = ["ForAnyValue:", "ForAllValues:"];
    prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

impl Operator {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = without_set(name);
        let known = |name: &str| OPERATORS.iter().find(|row| row.0 == name).map(|row| row.1);
        // `Null` asks whether the key exists, so it does not take the suffix.
        let with_suffix =
            || known(name.strip_suffix("IfExists")?).filter(|it| *it != Operator::Null);
        known(name).or_else(with_suffix)
    }

    /// Whether the syntax allows the literal. Only base64 is judged that early.
    pub(super) fn has_syntax(self, literal: &str) -> bool {
        self != Operator::Binary || is_base64(literal)
    }

    /// Whether the legacy parser takes the literal. It is lenient where IAM's bounds are not known.
    pub(super) fn takes(self, literal: &str) -> bool {
        match self {
            Operator::Numeric => is_number(literal),
            Operator::Date => date::is_date(literal),
            Operator::Ip => is_network(literal),
            Operator::Arn => may_be_arn(literal),
            Operator::String | Operator::Bool | Operator::Binary | Operator::Null => true,
        }
    }
}

fn is_base64(literal: &str) -> bool {
    let digits = literal.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let padding = literal.len() - digits.len();
    !digits.is_empty() && padding <= 2 && literal.len() % 4 == 0 && digits.bytes().all(is_digit)
}

/// Any spelling of a number, but for the words that Rust takes for one.
fn is_number(literal: &str) -> bool {
    let literal = literal.trim();
    literal.parse::<f64>().is_ok() && literal.bytes().any(|byte| byte.is_ascii_digit())
}

/// An address, or a network with the length of its prefix.
fn is_network(literal: &str) -> bool {
    let (address, prefix) = match literal.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (literal, None),
    };
    let longest = if address.parse::<Ipv4Addr>().is_ok() { 32 } else { 128 };
    let is_prefix = |prefix: &str| {
        !prefix.starts_with('+') && prefix.parse::<u8>().is_ok_and(|bits| bits <= longest)
    };
    address.parse::<IpAddr>().is_ok() && prefix.is_none_or(is_prefix)
}

/// The beginning of an ARN, or something that wildcards or variables may turn into one.
fn may_be_arn(literal: &str) -> bool {
    literal.starts_with("arn:") || literal.contains(['*', '?', '$'])
}
