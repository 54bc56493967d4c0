//! Rows for lists: two things are made, and the list is read by pages of one, at once, and by its path prefix.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cases::case::{Preparation, Template};
use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::text::value::{Map, Value, get, read_map};

/// A list operation.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListRow {
    number: u32,
    name: String,
    /// The element of the result that is the list.
    list: String,
    /// The member that tells two entries apart; nothing in a list of texts.
    #[serde(default)]
    key: String,
    /// The entry that was made first, by a part of it, and all its elements.
    #[serde(default)]
    first: String,
    #[serde(default, deserialize_with = "read_map")]
    entry: Map,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(deserialize_with = "read_map")]
    send: Map,
    /// Makes the two entries.
    before: Vec<Preparation>,
    after: Vec<Preparation>,
}

const SOURCE: &str =
    "IAM API Reference: MaxItems, Marker, IsTruncated and PathPrefix of the operation";

impl ListRow {
    pub(crate) fn templates(&self) -> Vec<Template> {
        let templates = [self.first_page(), self.second_page(), self.whole()];
        templates.into_iter().chain(self.absent_prefix()).collect()
    }

    fn first_page(&self) -> Template {
        let elements = [(&*self.list, "@count 1"), ("IsTruncated", "true"), ("Marker", "@any")];
        self.template(1, "a page of one", self.send_with(&[("MaxItems", "1")]), &elements)
    }

    fn second_page(&self) -> Template {
        let entry = format!(
            "{}/member{}{}",
            self.list,
            if self.key.is_empty() { "" } else { "/" },
            self.key
        );
        let elements = [
            (&*self.list, "@count 1"),
            (&*entry, "@not ${first entry}"),
            ("IsTruncated", "false"),
            ("Marker", "@absent"),
        ];
        let send = self.send_with(&[("MaxItems", "1"), ("Marker", "${next page}")]);
        let mut template = self.template(2, "the page behind it", send, &elements);
        let keep = [("next page", "Marker"), ("first entry", &*entry)];
        let keep: BTreeMap<_, _> =
            keep.map(|(name, path)| (name.to_owned(), path.to_owned())).into();
        let send = self.send_with(&[("MaxItems", "1")]);
        template.before.push(Preparation { send, keep, by: None });
        template
    }

    fn whole(&self) -> Template {
        let elements = [(&*self.list, "@count 2"), ("IsTruncated", "false"), ("Marker", "@absent")];
        let mut template = self.template(3, "all on one page", self.send_with(&[]), &elements);
        if !self.entry.is_empty() {
            let path = format!("{}/member[{}]", self.list, self.first);
            template.expect.elements.push((path, Value::Map(self.entry.clone())));
        }
        template
    }

    fn absent_prefix(&self) -> Option<Template> {
        get(&self.send, "PathPrefix")?;
        let send = self.send_with(&[("PathPrefix", "/${new}/absent/")]);
        let elements = [(&*self.list, "@empty"), ("IsTruncated", "false")];
        Some(self.template(4, "a path prefix that nothing has", send, &elements))
    }

    fn send_with(&self, further: &[(&str, &str)]) -> Map {
        let further = further.iter().map(|(name, value)| ((*name).to_owned(), Value::text(*value)));
        let further: Map = further.collect();
        let action = ("Action".to_owned(), Value::text(&*self.name));
        let kept = self.send.iter().filter(|(name, _)| get(&further, name).is_none());
        std::iter::once(action).chain(kept.cloned()).chain(further.clone()).collect()
    }

    fn template(&self, case: u32, title: &str, send: Map, elements: &[(&str, &str)]) -> Template {
        let elements =
            elements.iter().map(|(path, value)| ((*path).to_owned(), Value::text(*value)));
        let (number, title) =
            (format!("{}.{case}", self.number), format!("{}: {title}", self.list));
        Template {
            needs: self.needs.clone(),
            before: self.before.clone(),
            send: Some(send),
            expect: Expect { elements: elements.collect(), ..Expect::default() },
            after: self.after.clone(),
            ..Template::new(number, title, Basis::Documented, SOURCE.to_owned())
        }
    }
}
