//! Reads what is stored after a request: the tags of the resource that a case is about.

use crate::exchange::call::Call;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::judge::result::{compare_tags, read_tags, tags_text};
use crate::plan::bindings::Bindings;
use crate::plan::{Plan, PlannedCall};
use crate::run::runner::Runner;
use crate::text::value::Map;

/// The tags of a resource as far as they can be known.
enum Stored {
    Tags(Vec<(String, String)>),
    /// Why the list cannot be read.
    Unreadable(String),
    /// The case is about no resource, or there is no list.
    Unknown,
}

/// The most pages of a list of tags that are read. A server with more gives pages again and again.
const MOST_PAGES: usize = 60;

impl Runner<'_> {
    /// Compares the tags of the resource with those that should be there.
    pub(crate) fn compare_stored(
        &mut self,
        plan: &Plan,
        tags: Option<&Map>,
        bindings: &mut Bindings,
    ) -> Result<Option<Difference>, String> {
        let Some((stored, expected)) = plan.stored.as_ref().zip(tags) else {
            return Ok(None);
        };
        Ok(match self.stored(&stored.list, bindings)? {
            Stored::Unknown => None,
            Stored::Unreadable(_) if stored.is_refused_create => None,
            Stored::Tags(_) if stored.is_refused_create => Some(
                Difference::new(
                    DifferenceKind::MadeThough,
                    "effect",
                    "nothing is made",
                    "it exists",
                )
                .found_by_read(),
            ),
            Stored::Unreadable(why) => Some(unreadable(why)),
            Stored::Tags(tags) => compare_tags(expected, &tags).map(Difference::found_by_read),
        })
    }

    /// The difference if the tags can no longer be read after a request that was wrongly accepted.
    pub(crate) fn spoils(
        &mut self,
        plan: &Plan,
        bindings: &mut Bindings,
    ) -> Result<Option<Difference>, String> {
        let Some(stored) = &plan.stored else {
            return Ok(None);
        };
        Ok(match self.stored(&stored.list, bindings)? {
            Stored::Unreadable(why) => Some(unreadable(why)),
            _ => None,
        })
    }

    /// The tags after an unsettled case, in words.
    pub(crate) fn stored_text(
        &mut self,
        plan: &Plan,
        bindings: &mut Bindings,
    ) -> Result<String, String> {
        let Some(stored) = &plan.stored else {
            return Ok(String::new());
        };
        Ok(match self.stored(&stored.list, bindings)? {
            Stored::Tags(tags) => format!("; stored tags {}", tags_text(&tags)),
            _ => String::new(),
        })
    }

    /// Reads the tags of the resource that the case is about, page by page.
    fn stored(&mut self, list: &PlannedCall, bindings: &mut Bindings) -> Result<Stored, String> {
        // Without its id the resource was not made.
        let Ok(first) = self.bound(&list.call, bindings) else {
            return Ok(Stored::Unknown);
        };
        let mut tags = Vec::new();
        let mut call = first.clone();
        for _ in 0..MOST_PAGES {
            let (answer, parsed) = match self.send(&call) {
                Ok(answered) => answered,
                Err(e) => return Ok(Stored::Unreadable(e)),
            };
            if !self.knows(&list.action, &answer, &parsed) {
                return Ok(Stored::Unknown);
            }
            if let Some(defect) = parsed.document.defects.first() {
                return Ok(Stored::Unreadable(defect.clone()));
            }
            // No client reads a list in nothing.
            if !parsed.is_success() || parsed.root().is_none() {
                return Ok(Stored::Unreadable(parsed.summary()));
            }
            let list = parsed.result().or(parsed.root()).and_then(|result| result.child("Tags"));
            tags.extend(list.map(read_tags).unwrap_or_default());
            match parsed.in_result("Marker") {
                Some(next) if parsed.in_result("IsTruncated") == Some("true") => {
                    call = next_page(&first, next);
                }
                _ => break,
            }
        }
        Ok(Stored::Tags(tags))
    }
}

fn next_page(first: &Call, marker: &str) -> Call {
    let mut body = String::from_utf8_lossy(&first.body).into_owned() + "&Marker=";
    iam_codec::form::encode_text(marker, &mut body);
    Call { body: body.into_bytes(), ..first.clone() }
}

fn unreadable(why: String) -> Difference {
    Difference::new(DifferenceKind::TagsUnreadable, "stored tags", "a list of tags", why)
        .found_by_read()
}
