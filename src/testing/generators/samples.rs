//! TABLE: texts for the patterns of the service's model that are more than a set of characters.

/// A pattern that is more than a set of characters, with texts that match it and texts that do not. In
/// `good`, `*` stands for any number of `a`.
pub(super) struct Sampled {
    pub(super) pattern: &'static str,
    pub(super) good: &'static [&'static str],
    pub(super) bad: &'static [&'static str],
}

impl Sampled {
    /// The texts for this pattern. A pattern without any is an error of this table, which a test finds.
    pub(super) fn of(pattern: &str) -> &'static Sampled {
        SAMPLES.iter().find(|sampled| sampled.pattern == pattern).unwrap_or(&UNKNOWN)
    }
}

/// The pattern of the path of a managed policy.
pub(super) const POLICY_PATH: &str = r"((/[A-Za-z0-9\.,\+@=_-]+)*)/";

/// What a pattern gets that the table lacks.
static UNKNOWN: Sampled = Sampled { pattern: "", good: &[""], bad: &[""] };

static SAMPLES: [Sampled; 9] = [
    Sampled {
        pattern: r"[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+( [\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+)*",
        good: &["a*", "read write:a*", "!#+-[]~ a*"],
        bad: &["a  b", " a", "a ", "a,b", "a\"b", "a\\b", "é"],
    },
    Sampled {
        pattern: r"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
        good: &["a-1", "000", "aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa-aaa"],
        bad: &["-ab", "ab-", "a--b", "Abc", "a_b", "a b", "äbc", "abc\n"],
    },
    Sampled {
        pattern: r"\d{12}",
        good: &["123456789012", "000000000000"],
        bad: &["12345678901", "1234567890123", "12345678901a", "", "١٢٣٤٥٦٧٨٩٠١٢", " 12345678901"],
    },
    Sampled {
        pattern: r"^o-[0-9a-z]{10,32}\/r-[0-9a-z]{4,32}[0-9a-z-\/]*",
        good: &[
            "o-a1b2c3d4e5/r-f6g7",
            "o-a1b2c3d4e5/r-f6g7/ou-f6g7-a*",
            "o-abcdefghijabcdefghijabcdefghijab/r-abcd",
        ],
        bad: &[
            "o-a1b2c3d4e/r-f6g7h",
            "o-abcdefghijabcdefghijabcdefghijabc/r-abcd",
            "o-a1b2c3d4e5/r-f6g/",
            "a1b2c3d4e5f6/r-f6g7",
            "o-a1b2c3d4e5/f6g7h8i",
            "o-a1b2c3d4e5/r-f6g7/A",
            "O-a1b2c3d4e5/r-f6g7",
        ],
    },
    Sampled {
        pattern: r"^p-[0-9a-zA-Z_]{8,128}$",
        good: &["p-abcdefg1", "p-A_______9"],
        bad: &["p-abcdefg", "abcdefgh", "p-abcdefg-", "P-abcdefgh", "", "p-abcdefghé"],
    },
    Sampled {
        pattern: POLICY_PATH,
        good: &["/", "/a*/", "/a/B.,+@=_-9*/c/"],
        bad: &["a", "/a", "a/", "//", "/a//b/", "/a b/", "/é/", "/a:b/"],
    },
    Sampled {
        pattern: r"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?",
        good: &["v1", "v10", "v2.", "v3.a*-Z9"],
        bad: &["", "v", "v0", "v01", "1", "V1", "v1a", "v1.a.b", "v1._", "v1 "],
    },
    Sampled {
        pattern: r"^[A-Za-z][A-Za-z0-9/_-]*$",
        good: &["a*", "Z/_-9*", "b"],
        bad: &["", "1", "_a", "a.b", "a b", "é", "a\n"],
    },
    Sampled {
        pattern: r"^http(s?)://[a-zA-Z0-9._/-]*(\?[a-zA-Z0-9._=&-]*)?(#[a-zA-Z0-9._/-]*)?$",
        good: &["https://a.example/a*", "http://", "https://a_-.9/?b=c&d._-#e/._-*", "http://a#"],
        bad: &[
            "ftp://a",
            "https:/a",
            "http://a:80/",
            "http://a?b/c",
            "http://a#b?c",
            "http://a#b#c",
            "http://a b",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::iam::operations::{Action, Request};
    use crate::message::service::Requests;
    use crate::schema::shape::{Form, Shape};
    use crate::schema::structure::{Kind, Table};

    /// Each text holds what the table of limits says of it.
    fn hold(shape: &Shape) {
        match shape {
            Shape::Text(text) => {
                if let Form::Pattern(pattern, matches) = &text.form {
                    let sampled = Sampled::of(pattern);
                    assert_eq!(sampled.pattern, *pattern);
                    assert!(sampled.good.iter().all(|good| matches(&good.replace('*', "a"))));
                    assert!(!sampled.bad.iter().any(|bad| matches(bad)), "{pattern}");
                }
            }
            Shape::List(list) => hold(list.member),
            Shape::Map(map) => [map.key, map.value].into_iter().for_each(hold),
            _ => {}
        }
    }

    fn hold_all(table: &Table) {
        for member in table.members {
            hold(member.shape());
            let mut kind = &member.kind;
            while let Kind::List(part) | Kind::Map(_, part) = kind {
                kind = part;
            }
            if let Kind::Structure(table) = kind {
                hold_all(table);
            }
        }
    }

    #[test]
    fn every_pattern_has_texts_that_match_and_texts_that_do_not() {
        for request in Action::ALL.iter().map(|action| Request::empty(*action)) {
            hold_all(request.known().unwrap().1.table());
        }
    }
}
