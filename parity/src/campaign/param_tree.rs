//! [`ParamTree`]: parameters as a tree of structures, lists and maps.

use iam_codec::Params;

/// A value of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ParamTree {
    Text(String),
    /// Members without their numbers, which follow from their order; `member` or `entry`.
    Many(&'static str, Vec<ParamTree>),
    Fields(Vec<(String, ParamTree)>),
}

impl ParamTree {
    /// The values of a body; `None` if its parameters are not such a tree.
    pub(crate) fn of(body: &[u8]) -> Option<ParamTree> {
        let mut root = ParamTree::Fields(Vec::new());
        for param in &Params::parse(body).ok()? {
            let segments: Vec<_> = param.name().split('.').collect();
            root.insert(&segments, param.value())?;
        }
        Some(root)
    }

    /// The parameters of these values, with new numbers.
    pub(crate) fn body(&self) -> String {
        let mut params = Params::default();
        self.push(String::new(), &mut params);
        params.encode()
    }

    fn insert(&mut self, segments: &[&str], value: &str) -> Option<()> {
        let [first, rest @ ..] = segments else {
            *self = ParamTree::Text(value.to_owned());
            return Some(());
        };
        let word = ["member", "entry"].into_iter().find(|word| word == first);
        if let (Some(word), Some(number)) = (word, rest.first().and_then(|n| n.parse().ok())) {
            return self.insert_member(word, number, &rest[1..], value);
        }
        if matches!(self, ParamTree::Text(text) if text.is_empty()) {
            *self = ParamTree::Fields(Vec::new());
        }
        let ParamTree::Fields(fields) = self else {
            return None;
        };
        let at = fields.iter().position(|(name, _)| name == first).unwrap_or_else(|| {
            fields.push(((*first).to_owned(), ParamTree::Text(String::new())));
            fields.len() - 1
        });
        fields[at].1.insert(rest, value)
    }

    fn insert_member(
        &mut self,
        word: &'static str,
        number: usize,
        rest: &[&str],
        value: &str,
    ) -> Option<()> {
        if matches!(self, ParamTree::Text(text) if text.is_empty()) {
            *self = ParamTree::Many(word, Vec::new());
        }
        let ParamTree::Many(_, members) = self else {
            return None;
        };
        // Members that come in another order, or with gaps, are not taken apart.
        if number == members.len() + 1 {
            members.push(ParamTree::Text(String::new()));
        }
        members.get_mut(number.checked_sub(1)?)?.insert(rest, value)
    }

    fn push(&self, name: String, params: &mut Params<'static>) {
        let below = |part: &str| match name.as_str() {
            "" => part.to_owned(),
            name => format!("{name}.{part}"),
        };
        match self {
            ParamTree::Text(text) => params.push(name, text.clone()),
            ParamTree::Many(word, members) => {
                for (member, number) in members.iter().zip(1..) {
                    member.push(below(&format!("{word}.{number}")), params);
                }
            }
            ParamTree::Fields(fields) => {
                for (field, node) in fields {
                    node.push(below(field), params);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_members_anew() {
        let body = b"Action=TagUser&Tags.member.1.Key=a&Tags.member.2.Key=b&Tags.member.2.Value=";
        let mut node = ParamTree::of(body).unwrap();
        assert_eq!(node.body().as_bytes(), body);
        if let ParamTree::Fields(fields) = &mut node {
            if let ParamTree::Many(_, members) = &mut fields[1].1 {
                members.remove(0);
            }
        }
        assert_eq!(node.body(), "Action=TagUser&Tags.member.1.Key=b&Tags.member.1.Value=");
    }

    #[test]
    fn takes_no_gaps_and_no_broken_escapes_apart() {
        for body in ["Tags.member.2.Key=a", "Tags.member.0=a", "A=%", "A=1&A.b=2"] {
            assert_eq!(ParamTree::of(body.as_bytes()), None, "{body}");
        }
    }
}
