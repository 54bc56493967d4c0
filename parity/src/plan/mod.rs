//! A case → the calls of a run. What only the endpoint's answers give is left open ([`bindings`]), so that
//! one plan is sent by a run and printed by an export.

pub(crate) mod bindings;
mod checks;
pub(crate) mod export;
pub(crate) mod request;

use std::collections::BTreeMap;

use crate::cases::case::{Case, Preparation, Read, Template};
use crate::cases::effects::{self, Effect};
use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::cases::rows::ResourceRow;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get};
use bindings::{Bindings, placeholder};
use request::{action, of_params, request, signed_by};

/// The calls of a case, in the order in which they are sent.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Each must succeed, or the case makes no sense.
    pub(crate) setup: Vec<PlannedCall>,
    /// Reads that must be as expected before the request.
    pub(crate) given: Vec<PlannedRead>,
    /// The request that is judged.
    pub(crate) request: PlannedCall,
    pub(crate) expect: Expect,
    /// Type and identifier of the resource that the case is about.
    pub(crate) resource: Option<(String, String)>,
    /// The identifier of the resource that the request makes, if its result does not say it.
    pub(crate) identifier: Option<String>,
    pub(crate) stored: Option<StoredTags>,
    /// Reads that show the effect.
    pub(crate) reads: Vec<PlannedRead>,
    /// Calls that remove what the request has made.
    pub(crate) cleanup: Vec<Call>,
}

/// A call of a plan.
#[derive(Clone, Debug)]
pub(crate) struct PlannedCall {
    pub(crate) action: String,
    pub(crate) call: Call,
    /// Variable = path of elements inside the result.
    pub(crate) keep: BTreeMap<String, String>,
    /// The type of the resource that it makes.
    pub(crate) makes: Option<String>,
    /// The call that removes that resource.
    pub(crate) undo: Option<Call>,
}

#[derive(Clone, Debug)]
pub(crate) struct PlannedRead {
    pub(crate) read: PlannedCall,
    pub(crate) expect: Expect,
}

/// The tags of the resource that the case is about.
#[derive(Clone, Debug)]
pub(crate) struct StoredTags {
    /// The request for their first page.
    pub(crate) list: PlannedCall,
    /// The tags after the request; `None` if the case does not say.
    pub(crate) tags: Option<Map>,
    /// The request is refused and would have made the resource.
    pub(crate) is_refused_create: bool,
}

impl PlannedCall {
    fn new(send: &Map, keep: &BTreeMap<String, String>, scope: &Scope) -> Result<Self, String> {
        Self::signed(send, keep, None, scope)
    }

    /// A call that the keys of this name sign.
    fn signed(
        send: &Map,
        keep: &BTreeMap<String, String>,
        by: Option<&str>,
        scope: &Scope,
    ) -> Result<Self, String> {
        Ok(PlannedCall {
            action: action(send, scope),
            call: signed_by(of_params(send, scope)?, by, scope),
            keep: keep.clone(),
            makes: None,
            undo: None,
        })
    }
}

impl Plan {
    /// The plan of a case. `names` gives the names of the run, each time another one.
    ///
    /// # Errors
    ///
    /// A placeholder of the case is not known.
    pub(crate) fn new(
        suite: &Suite,
        case: &Case,
        prefix: &str,
        names: &mut dyn FnMut() -> String,
    ) -> Result<Plan, String> {
        let scope = scope(suite, prefix, names);
        let effect = effect_of(suite, case);
        let mut planner = Planner { suite, case, names, scope, effect, setup: Vec::new() };
        planner.prepare()?;
        planner.finish()
    }

    /// The variables of the plan, without values.
    pub(crate) fn bindings(&self) -> Bindings {
        let mut bindings = Bindings::default();
        for call in self.setup.iter().chain([&self.request]) {
            call.keep.keys().for_each(|name| bindings.declare(name));
        }
        bindings
    }
}

struct Planner<'p> {
    suite: &'p Suite,
    case: &'p Case,
    names: &'p mut dyn FnMut() -> String,
    scope: Scope,
    effect: Effect,
    setup: Vec<PlannedCall>,
}

impl Planner<'_> {
    fn row(&self) -> Option<&ResourceRow> {
        self.case.resource.map(|resource| &self.suite.resources[resource])
    }

    fn prepare(&mut self) -> Result<(), String> {
        let case = self.case;
        for need in &case.template.needs {
            let (name, variable) = need.split_once(" as ").unwrap_or((need, need));
            let row = self.suite.resource(name).ok_or_else(|| format!("no resource {name}"))?;
            self.make(row, variable)?;
        }
        if let Some(row) = case.resource.map(|resource| &self.suite.resources[resource]) {
            row.describe(&mut self.scope);
            let absent = self.scope.fill(&format!("${{absent {}}}", row.name))?;
            self.scope.set("absent", absent);
            match case.template.create {
                None => self.make(row, "id")?,
                Some(_) => self.will_make(row)?,
            }
            self.scope.set("not found", self.scope.fill(&row.not_found)?);
            if !case.template.tags.is_empty() {
                let tag = tag_call(&case.template.tags);
                self.setup.push(PlannedCall::new(&tag, &BTreeMap::new(), &self.scope)?);
            }
        }
        for Preparation { send, keep, by } in &case.template.before {
            self.setup.push(PlannedCall::signed(send, keep, by.as_deref(), &self.scope)?);
            self.leave_open(keep);
        }
        self.leave_open(&case.template.keep);
        let keep = self.effect.keep.clone();
        self.leave_open(&keep);
        Ok(())
    }

    fn leave_open(&mut self, keep: &BTreeMap<String, String>) {
        for variable in keep.keys() {
            self.scope.set(variable, placeholder(variable));
        }
    }

    /// Plans the call that makes a resource, and the one that removes it.
    fn make(&mut self, row: &ResourceRow, variable: &str) -> Result<(), String> {
        let name = (self.names)();
        self.scope.set("name", &name);
        self.scope.set(format!("{variable} name"), name);
        let mut keep = BTreeMap::new();
        let identifier = match row.identifier.strip_prefix('/') {
            Some(path) => {
                keep.insert(variable.to_owned(), path.to_owned());
                placeholder(variable)
            }
            None => self.scope.fill(&row.identifier)?,
        };
        let mut made = PlannedCall::new(&row.create, &keep, &self.scope)?;
        self.scope.set(variable, &identifier);
        let mut scope = self.scope.clone();
        scope.set("id", identifier);
        made.undo = Some(of_params(&row.delete, &scope)?);
        made.makes = Some(row.name.clone());
        self.setup.push(made);
        Ok(())
    }

    /// The request itself makes the resource.
    fn will_make(&mut self, row: &ResourceRow) -> Result<(), String> {
        let name = (self.names)();
        self.scope.set("name", name);
        let identifier = match row.identifier.starts_with('/') {
            true => placeholder("id"),
            false => self.scope.fill(&row.absent)?,
        };
        self.scope.set("id", identifier);
        Ok(())
    }

    fn finish(self) -> Result<Plan, String> {
        let (template, scope) = (&self.case.template, &self.scope);
        let create = self.row().zip(template.create.as_ref());
        let send = create.map(|(row, further)| merged(&row.create, further));
        let mut keep = template.keep.clone();
        keep.extend(self.effect.keep.clone());
        let mut identifier = None;
        let mut cleanup = Vec::new();
        for Preparation { send, .. } in &template.after {
            cleanup.push(of_params(send, scope)?);
        }
        if let Some((row, _)) = create {
            if let Some(path) = row.identifier.strip_prefix('/') {
                keep.insert("id".to_owned(), path.to_owned());
                identifier = Some(scope.fill(&row.absent)?);
            }
            cleanup.push(of_params(&row.delete, scope)?);
        }
        let request = PlannedCall {
            action: self.case.operation.clone(),
            call: signed_by(
                request(send.as_ref().or(template.send.as_ref()), &template.raw, scope)?,
                template.by.as_deref(),
                scope,
            ),
            keep,
            makes: create.map(|(row, _)| row.name.clone()),
            undo: None,
        };
        let planned = |read: &Read| {
            let call = PlannedCall::new(&read.send, &BTreeMap::new(), scope)?;
            Ok(PlannedRead { read: call, expect: read.expect.fill(scope)? })
        };
        let given = template.given.iter().map(planned).collect::<Result<_, String>>()?;
        let reads = template.then.iter().chain(&self.effect.reads).map(planned);
        let reads = reads.collect::<Result<_, String>>()?;
        let resource =
            self.row().map(|row| row.name.clone()).zip(scope.get("id").map(str::to_owned));
        let (expect, stored) = (template.expect.fill(scope)?, self.stored()?);
        Ok(Plan {
            setup: self.setup,
            given,
            request,
            expect,
            resource,
            identifier,
            stored,
            reads,
            cleanup,
        })
    }

    fn stored(&self) -> Result<Option<StoredTags>, String> {
        if self.case.resource.is_none() {
            return Ok(None);
        }
        let template = &self.case.template;
        Ok(Some(StoredTags {
            list: PlannedCall::new(&list_call(), &BTreeMap::new(), &self.scope)?,
            tags: self.case.stored().map(|tags| self.scope.fill_map(tags)).transpose()?,
            is_refused_create: template.create.is_some() && template.expect.is_error(),
        }))
    }
}

/// The reads that show what the request of a case has done. After a refusal there is nothing to see, and of an
/// unsettled case nobody knows.
fn effect_of(suite: &Suite, case: &Case) -> Effect {
    let Template { send, create, expect, basis, .. } = &case.template;
    let is_of_others = expect.any_answer || expect.done;
    if expect.is_error() || is_of_others || *basis == Basis::Unsettled {
        return Effect::default();
    }
    let row = case.resource.map(|resource| &suite.resources[resource]);
    let create = row.zip(create.as_ref()).map(|(row, further)| merged(&row.create, further));
    let send = create.as_ref().or(send.as_ref());
    send.map(|send| effects::effect_of(&suite.effects, send)).unwrap_or_default()
}

/// The variables that every case has.
pub(crate) fn scope(suite: &Suite, prefix: &str, names: &mut dyn FnMut() -> String) -> Scope {
    let mut scope = Scope::default();
    for (name, value) in &suite.constants {
        scope.set(name, value);
    }
    scope.set("account", placeholder("account"));
    scope.set("prefix", prefix);
    scope.set("new", names());
    scope.set("name", names());
    for row in &suite.resources {
        if let Ok(absent) = scope.fill(&row.absent) {
            scope.set(format!("absent {}", row.name), absent);
        }
    }
    scope
}

fn tag_call(tags: &Map) -> Map {
    vec![
        ("Action".to_owned(), Value::text("Tag${Type}")),
        ("${Id}".to_owned(), Value::text("${id}")),
        ("Tags".to_owned(), Value::Map(tags.clone())),
    ]
}

fn list_call() -> Map {
    vec![
        ("Action".to_owned(), Value::text("List${Type}Tags")),
        ("${Id}".to_owned(), Value::text("${id}")),
    ]
}

/// Usual parameters with further ones, which replace those of the same name.
pub(crate) fn merged(usual: &Map, further: &Map) -> Map {
    let kept = usual.iter().filter(|(name, _)| get(further, name).is_none());
    kept.chain(further).cloned().collect()
}
