//! [`Node`]: parameters as a tree of structures, lists and maps.

use iam_codec::Params;

/// A value of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    /// Members without their numbers, which follow from their order; `member` or `entry`.
    Many(&'static str, Vec<Node>),
    Fields(Vec<(String, Node)>),
}

impl Node {
    /// The values of a body; `None` if its parameters are not such a tree.
    pub(crate) fn of(body: &[u8]) -> Option<Node> {
        let mut root = Node::Fields(Vec::new());
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
            *self = Node::Text(value.to_owned());
            return Some(());
        };
        let word = ["member", "entry"].into_iter().find(|word| word == first);
        if let (Some(word), Some(number)) = (word, rest.first().and_then(|n| n.parse().ok())) {
            return self.insert_member(word, number, &rest[1..], value);
        }
        if matches!(self, Node::Text(text) if text.is_empty()) {
            *self = Node::Fields(Vec::new());
        }
        let Node::Fields(fields) = self else {
            return None;
        };
        let at = fields.iter().position(|(name, _)| name == first).unwrap_or_else(|| {
            fields.push(((*first).to_owned(), Node::Text(String::new())));
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
        if matches!(self, Node::Text(text) if text.is_empty()) {
            *self = Node::Many(word, Vec::new());
        }
        let Node::Many(_, members) = self else {
            return None;
        };
        // Members that come in another order, or with gaps, are not taken apart.
        if number == members.len() + 1 {
            members.push(Node::Text(String::new()));
        }
        members.get_mut(number.checked_sub(1)?)?.insert(rest, value)
    }

    fn push(&self, name: String, params: &mut Params<'static>) {
        let below = |part: &str| match name.as_str() {
            "" => part.to_owned(),
            name => format!("{name}.{part}"),
        };
        match self {
            Node::Text(text) => params.push(name, text.clone()),
            Node::Many(word, members) => {
                for (member, number) in members.iter().zip(1..) {
                    member.push(below(&format!("{word}.{number}")), params);
                }
            }
            Node::Fields(fields) => {
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
        let mut node = Node::of(body).unwrap();
        assert_eq!(node.body().as_bytes(), body);
        if let Node::Fields(fields) = &mut node {
            if let Node::Many(_, members) = &mut fields[1].1 {
                members.remove(0);
            }
        }
        assert_eq!(node.body(), "Action=TagUser&Tags.member.1.Key=b&Tags.member.1.Value=");
    }

    #[test]
    fn takes_no_gaps_and_no_broken_escapes_apart() {
        for body in ["Tags.member.2.Key=a", "Tags.member.0=a", "A=%", "A=1&A.b=2"] {
            assert_eq!(Node::of(body.as_bytes()), None, "{body}");
        }
    }
}
