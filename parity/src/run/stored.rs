//! Reads what is stored after a request: the tags of the resource that a case is about.

use crate::cases::case::Case;
use crate::cases::level::Level;
use crate::exchange::call::Call;
use crate::judge::answer::Difference;
use crate::judge::result::{compare_tags, read_tags, tags_text};
use crate::run::Runner;
use crate::run::stage::Stage;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value};

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
        case: &Case,
        stage: &Stage,
        stored: &Map,
    ) -> Result<Option<Difference>, String> {
        let is_refused_create = case.template.create.is_some() && case.template.expect.is_error();
        Ok(match self.stored(case, stage)? {
            Stored::Unknown => None,
            Stored::Unreadable(_) if is_refused_create => None,
            Stored::Tags(_) if is_refused_create => {
                Some(Difference::new(Level::State, "effect", "nothing is made", "it exists"))
            }
            Stored::Unreadable(why) => Some(unreadable(why)),
            Stored::Tags(tags) => compare_tags(stored, &tags),
        })
    }

    /// The difference if the tags can no longer be read after a request that was wrongly accepted.
    pub(crate) fn spoils(
        &mut self,
        case: &Case,
        stage: &Stage,
    ) -> Result<Option<Difference>, String> {
        Ok(match self.stored(case, stage)? {
            Stored::Unreadable(why) => Some(unreadable(why)),
            _ => None,
        })
    }

    /// The tags after an unsettled case, in words.
    pub(crate) fn stored_text(&mut self, case: &Case, stage: &Stage) -> Result<String, String> {
        Ok(match self.stored(case, stage)? {
            Stored::Tags(tags) => format!("; stored tags {}", tags_text(&tags)),
            _ => String::new(),
        })
    }

    /// Reads the tags of the resource that the case is about, page by page.
    fn stored(&mut self, case: &Case, stage: &Stage) -> Result<Stored, String> {
        if case.resource.is_none() || stage.scope.get("id").is_none() {
            return Ok(Stored::Unknown);
        }
        let action = stage.scope.fill("List${Type}Tags")?;
        let mut tags = Vec::new();
        let mut marker = String::new();
        for _ in 0..MOST_PAGES {
            let (answer, parsed) = match self.send(&list_call(&marker, &stage.scope)?) {
                Ok(answered) => answered,
                Err(e) => return Ok(Stored::Unreadable(e)),
            };
            if !self.knows(&action, &answer, &parsed) {
                return Ok(Stored::Unknown);
            }
            if let Some(defect) = parsed.document.defects.first() {
                return Ok(Stored::Unreadable(defect.clone()));
            }
            if !parsed.is_success() {
                return Ok(Stored::Unreadable(parsed.summary()));
            }
            let list = parsed.result().or(parsed.root()).and_then(|result| result.child("Tags"));
            tags.extend(list.map(read_tags).unwrap_or_default());
            match parsed.in_result("Marker") {
                Some(next) if parsed.in_result("IsTruncated") == Some("true") => {
                    marker = next.to_owned();
                }
                _ => break,
            }
        }
        Ok(Stored::Tags(tags))
    }
}

fn list_call(marker: &str, scope: &Scope) -> Result<Call, String> {
    let text = |text: &str| Value::Text(text.to_owned());
    let mut send: Map =
        vec![("Action".to_owned(), text("List${Type}Tags")), ("${Id}".to_owned(), text("${id}"))];
    let mut scope = scope.clone();
    if !marker.is_empty() {
        scope.set("marker", marker);
        send.push(("Marker".to_owned(), text("${marker}")));
    }
    Call::of_params(&send, &scope)
}

fn unreadable(why: String) -> Difference {
    Difference::new(Level::State, "stored tags", "a list of tags", why)
}
