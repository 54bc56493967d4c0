//! [`Stage`]: the resources that are made for a request, their tags, and their removal.

use std::collections::BTreeMap;

use crate::cases::case::{Case, Preparation};
use crate::cases::rows::ResourceRow;
use crate::exchange::call::Call;
use crate::exchange::parsed::ParsedAnswer;
use crate::plan::export::merged;
use crate::run::Runner;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get};

/// The variables of a case and what it has made so far.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub(crate) scope: Scope,
    /// The calls that prepared the case.
    pub(crate) calls: Vec<Call>,
    /// The calls that remove what was made, the first made first.
    removals: Vec<Call>,
}

impl Stage {
    /// Makes variables of parts of a result.
    pub(crate) fn keep(&mut self, keep: &BTreeMap<String, String>, parsed: &ParsedAnswer) {
        for (variable, path) in keep {
            if let Some(value) = parsed.in_result(path) {
                self.scope.set(variable, value);
            }
        }
    }
}

impl Runner<'_> {
    /// The variables that every case has.
    pub(crate) fn scope(&mut self) -> Scope {
        let mut scope = Scope::default();
        for (name, value) in &self.suite.constants {
            scope.set(name, value);
        }
        scope.set("account", &self.account);
        scope.set("prefix", self.blur.prefix.trim_end_matches('-'));
        scope.set("new", self.new_name());
        scope.set("name", self.new_name());
        for row in &self.suite.resources {
            if let Ok(absent) = scope.fill(&row.absent) {
                scope.set(format!("absent {}", row.name), absent);
            }
        }
        scope
    }

    fn new_name(&mut self) -> String {
        self.names += 1;
        format!("{}{}", self.blur.prefix, self.names)
    }

    /// Makes what a case needs.
    ///
    /// # Errors
    ///
    /// The case cannot be prepared; the text says why.
    pub(crate) fn prepare(&mut self, case: &Case, stage: &mut Stage) -> Result<(), String> {
        let template = &case.template;
        for need in &template.needs {
            let (name, variable) = need.split_once(" as ").unwrap_or((need, need));
            let row = self.suite.resource(name).ok_or_else(|| format!("no resource {name}"))?;
            self.make(row, variable, stage)?;
        }
        if let Some(row) = case.resource.map(|resource| &self.suite.resources[resource]) {
            row.describe(&mut stage.scope);
            let absent =
                stage.scope.get(&format!("absent {}", row.name)).unwrap_or_default().to_owned();
            stage.scope.set("absent", absent);
            match template.create {
                None => self.make(row, "id", stage)?,
                Some(_) => self.makable(row)?,
            }
            stage.scope.set("not found", stage.scope.fill(&row.not_found)?);
            self.tag(&template.tags, stage)?;
        }
        for preparation in &template.before {
            let parsed = self.must(&preparation.send, stage)?;
            stage.keep(&preparation.keep, &parsed);
            let missing = preparation.keep.values().find(|path| parsed.in_result(path).is_none());
            if let Some(path) = missing {
                let action = action(&preparation.send, &stage.scope);
                return Err(format!("set-up: {action}: no {path} in the result"));
            }
        }
        Ok(())
    }

    fn makable(&self, row: &ResourceRow) -> Result<(), String> {
        self.unmakable.get(&row.name).map_or(Ok(()), |why| Err(why.clone()))
    }

    /// The parameters of a case that makes the resource itself.
    pub(crate) fn create_of(&self, case: &Case) -> Option<Map> {
        let row = &self.suite.resources[case.resource?];
        let further = case.template.create.as_ref()?;
        Some(merged(&row.create, further))
    }

    /// Notes the resource that the request itself has made, so that it is removed like the others.
    pub(crate) fn adopt(
        &self,
        case: &Case,
        stage: &mut Stage,
        parsed: &ParsedAnswer,
    ) -> Result<(), String> {
        let Some(row) = case.template.create.as_ref().and(case.resource) else {
            return Ok(());
        };
        let row = &self.suite.resources[row];
        let given = row.identifier.strip_prefix('/').and_then(|path| parsed.in_result(path));
        let identifier =
            given.map_or_else(|| stage.scope.fill(&row.absent), |id| Ok(id.to_owned()))?;
        stage.scope.set("id", identifier);
        stage.removals.push(Call::of_params(&row.delete, &stage.scope)?);
        Ok(())
    }

    fn make(&mut self, row: &ResourceRow, variable: &str, stage: &mut Stage) -> Result<(), String> {
        self.makable(row)?;
        let name = self.new_name();
        stage.scope.set("name", &name);
        stage.scope.set(format!("{variable} name"), &name);
        let parsed = self.must(&row.create, stage).inspect_err(|why| {
            self.unmakable.insert(row.name.clone(), why.clone());
        })?;
        let identifier = match row.identifier.strip_prefix('/') {
            Some(path) => parsed.in_result(path).unwrap_or_default().to_owned(),
            None => stage.scope.fill(&row.identifier)?,
        };
        stage.scope.set(variable, identifier.clone());
        let mut scope = stage.scope.clone();
        scope.set("id", identifier);
        stage.removals.push(Call::of_params(&row.delete, &scope)?);
        Ok(())
    }

    fn tag(&mut self, tags: &Map, stage: &mut Stage) -> Result<(), String> {
        if tags.is_empty() {
            return Ok(());
        }
        let send = [
            ("Action", Value::Text("Tag${Type}".to_owned())),
            ("${Id}", Value::Text("${id}".to_owned())),
            ("Tags", Value::Map(tags.clone())),
        ];
        let send = send.map(|(name, value)| (name.to_owned(), value)).into();
        self.must(&send, stage).map(drop)
    }

    /// Sends a call that must succeed, or the case makes no sense.
    fn must(&mut self, send: &Map, stage: &mut Stage) -> Result<ParsedAnswer, String> {
        let call = Call::of_params(send, &stage.scope)?;
        let action = action(send, &stage.scope);
        stage.calls.push(call.clone());
        let (answer, parsed) = self.send(&call)?;
        if !self.knows(&action, &answer, &parsed) {
            return Err(format!("{action} is not implemented"));
        }
        match parsed.is_success() {
            true => Ok(parsed),
            false => Err(format!("set-up: {action}: {}", parsed.summary())),
        }
    }

    /// Removes what a case made: first what its request made, then the resources, the last one first.
    pub(crate) fn clear(&mut self, case: &Case, stage: Stage) {
        for Preparation { send, .. } in &case.template.after {
            if let Ok(call) = Call::of_params(send, &stage.scope) {
                let _ = self.send(&call);
            }
        }
        for call in stage.removals.iter().rev() {
            let removed = self
                .send(call)
                .is_ok_and(|(_, parsed)| parsed.is_success() || parsed.status == 404);
            if !removed {
                self.leftovers.push(String::from_utf8_lossy(&call.body).into_owned());
            }
        }
    }
}

/// The operation of a call.
pub(crate) fn action(send: &Map, scope: &Scope) -> String {
    let action = get(send, "Action").and_then(|action| action.as_text());
    scope.fill(action.unwrap_or_default()).unwrap_or_default()
}
