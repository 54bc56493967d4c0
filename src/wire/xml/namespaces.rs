//! Prefixes of names, and the namespaces that attributes bind them to
//! ([Namespaces in XML 1.0](https://www.w3.org/TR/xml-names/)).
//!
//! The decoders compare names without their prefixes. A prefix that nothing binds still makes a document
//! that no conforming parser reads.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::wire::xml::grammar::{Attribute, Breach, attribute_text};

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// The prefixes that are bound inside the open elements.
#[derive(Default)]
pub(crate) struct Prefixes<'a> {
    /// The namespaces of each prefix, the innermost last.
    bound: HashMap<&'a str, Vec<Cow<'a, str>>>,
    /// The prefixes in the order in which they were bound, each with the depth of its element.
    order: Vec<(usize, &'a str)>,
}

impl<'a> Prefixes<'a> {
    /// Takes the start tag of an element at this depth.
    ///
    /// # Errors
    ///
    /// A prefix is bound to nothing or to something reserved, or an attribute is repeated.
    #[inline]
    pub(crate) fn open(
        &mut self,
        name: &'a str,
        attributes: &[Attribute<'a>],
        depth: usize,
    ) -> Result<(), Breach> {
        for attribute in attributes {
            self.bind(attribute, depth)?;
        }
        if let Some((prefix, _)) = name.split_once(':') {
            self.namespace(prefix, "<".len())?;
        }
        if attributes.is_empty() { Ok(()) } else { self.expect_unique(attributes) }
    }

    /// Forgets the prefixes that the elements from this depth on have bound.
    #[inline]
    pub(crate) fn close(&mut self, depth: usize) {
        while let Some((_, prefix)) = self.order.pop_if(|(bound, _)| *bound >= depth) {
            self.bound.get_mut(prefix).and_then(Vec::pop);
        }
    }

    /// Binds the prefix of `xmlns:prefix="namespace"`.
    fn bind(&mut self, attribute: &Attribute<'a>, depth: usize) -> Result<(), Breach> {
        let prefix = match attribute.name.strip_prefix("xmlns") {
            Some("") => "",
            Some(prefixed) if prefixed.starts_with(':') => &prefixed[1..],
            _ => return Ok(()),
        };
        let namespace = attribute_text(attribute.value);
        let is_allowed = match prefix {
            "" => ![XML, XMLNS].contains(&&*namespace),
            "xml" => namespace == XML,
            "xmlns" => false,
            _ => !["", XML, XMLNS].contains(&&*namespace),
        };
        if !is_allowed {
            return Err(Breach::new(attribute.at, "reserved prefix or namespace"));
        }
        if !prefix.is_empty() {
            self.bound.entry(prefix).or_default().push(namespace);
            self.order.push((depth, prefix));
        }
        Ok(())
    }

    fn namespace(&self, prefix: &str, at: usize) -> Result<&str, Breach> {
        if prefix == "xml" {
            return Ok(XML);
        }
        match self.bound.get(prefix).and_then(|namespaces| namespaces.last()) {
            Some(namespace) => Ok(namespace),
            None => Err(Breach::new(at, format!("unbound prefix {prefix}"))),
        }
    }

    /// Two attributes may differ in their prefixes and still be the same one.
    fn expect_unique(&self, attributes: &[Attribute<'a>]) -> Result<(), Breach> {
        let mut seen = HashSet::new();
        for Attribute { name, at, .. } in attributes {
            let expanded = match name.split_once(':') {
                Some(("xmlns", local)) => (XMLNS, local),
                Some((prefix, local)) => (self.namespace(prefix, *at)?, local),
                None => ("", *name),
            };
            if !seen.insert(expanded) {
                return Err(Breach::new(*at, format!("repeated attribute {name}")));
            }
        }
        Ok(())
    }
}
