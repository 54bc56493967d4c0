//! Cases for runners in other languages: one JSON document each.

use std::collections::BTreeMap;

use serde_json::{Map as Object, Value as Json, json};

use crate::cases::case::{Case, Expect, Preparation};
use crate::cases::rows::ResourceRow;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::text::scope::Scope;
use crate::text::value::{self, Map, Value, get};

impl Suite {
    /// A file name and a JSON document for each case: `tags/2.1.1.json`. `README.md` of `parity/cases` says
    /// what the members mean. The calls are those of a run; `${…}` stands for parts of the endpoint's own
    /// answers.
    pub fn export(&self) -> Vec<(String, String)> {
        let document = |case: &Case| {
            let text =
                serde_json::to_string_pretty(&self.document(case)).expect("names are strings");
            (case.number() + ".json", text + "\n")
        };
        self.cases.iter().map(document).collect()
    }

    fn document(&self, case: &Case) -> Json {
        let template = &case.template;
        let row = case.resource.map(|resource| &self.resources[resource]);
        let mut scope = self.export_scope(case);
        let setup = self.setup(case, row, &mut scope);
        let create = row.zip(template.create.as_ref()).map(|(row, more)| merged(&row.create, more));
        let request = Call::new(create.as_ref().or(template.send.as_ref()), &template.raw, &scope);
        let mut request = request.map_or(Json::Null, |request| call_json(&request));
        let mut keep = template.keep.clone();
        let mut cleanup: Vec<_> =
            template.after.iter().map(|step| call(&step.send, &scope)).collect();
        if let (Some(row), true) = (row, create.is_some()) {
            cleanup.push(removal(row, &mut keep, scope.clone()));
        }
        if !keep.is_empty() {
            request["keep"] = json!(keep);
        }
        // A refused create has made nothing that could have tags.
        let stored = case.stored().filter(|_| create.is_none() || !template.expect.is_error());
        let reads = template.then.iter().map(|read| {
            let mut step = call(&read.send, &scope);
            step["expect"] = expected(&read.expect, &scope);
            step
        });
        json!({
            "number": case.number(),
            "title": case.title(),
            "operation": case.operation(),
            "basis": case.basis(),
            "source": case.source(),
            "setup": setup,
            "request": request,
            "expect": expected(&template.expect, &scope),
            "stored_tags": stored.map(|tags| filled(tags, &scope)),
            "reads": reads.collect::<Vec<_>>(),
            "cleanup": cleanup,
        })
    }

    /// The calls that prepare a case. They set the variables of its request.
    fn setup(&self, case: &Case, row: Option<&ResourceRow>, scope: &mut Scope) -> Vec<Json> {
        let template = &case.template;
        let mut setup = Vec::new();
        for need in &template.needs {
            let (name, variable) = need.split_once(" as ").unwrap_or((need, need));
            if let Some(row) = self.resource(name) {
                setup.push(made(row, variable, setup.len(), scope));
            }
        }
        if let Some(row) = row {
            row.describe(scope);
            let absent = scope.get(&format!("absent {}", row.name)).unwrap_or_default().to_owned();
            scope.set("absent", absent);
            match template.create {
                None => setup.push(made(row, "id", setup.len(), scope)),
                Some(_) => scope.set("id", scope.fill(&row.absent).unwrap_or_default()),
            }
            scope.set("not found", scope.fill(&row.not_found).unwrap_or_default());
        }
        if !template.tags.is_empty() {
            setup.push(call(&tag_call(&template.tags), scope));
        }
        setup.extend(template.before.iter().map(|step| prepared(step, scope)));
        setup
    }

    /// Names that follow from the number, and placeholders for what only the endpoint knows.
    fn export_scope(&self, case: &Case) -> Scope {
        let mut scope = Scope::default();
        for (name, value) in &self.constants {
            scope.set(name, value);
        }
        let name = format!("parity-{}", case.number().replace(['/', '.'], "-"));
        scope.set("account", "${account}");
        scope.set("prefix", &name);
        scope.set("new", format!("{name}-new"));
        scope.set("name", format!("{name}-absent"));
        for row in &self.resources {
            let absent = scope.fill(&row.absent).unwrap_or_default();
            scope.set(format!("absent {}", row.name), absent);
        }
        scope.set("name", name);
        for step in &case.template.before {
            for variable in step.keep.keys() {
                scope.set(variable, format!("${{{variable}}}"));
            }
        }
        for variable in case.template.keep.keys() {
            scope.set(variable, format!("${{{variable}}}"));
        }
        scope
    }
}

/// The call that makes a resource, the identifier that it gives, and the call that removes it. Each resource
/// has a name of its own, by the number of those before it.
fn made(row: &ResourceRow, variable: &str, before: usize, scope: &mut Scope) -> Json {
    let mut name = scope.get("prefix").unwrap_or_default().to_owned();
    if before > 0 {
        name += &format!("-{}", before + 1);
    }
    scope.set("name", &name);
    scope.set(format!("{variable} name"), name);
    let mut step = call(&row.create, scope);
    let identifier = match row.identifier.strip_prefix('/') {
        None => scope.fill(&row.identifier).unwrap_or_default(),
        Some(path) => {
            step["keep"] = json!({ variable: path });
            format!("${{{variable}}}")
        }
    };
    scope.set(variable, identifier.clone());
    let mut removal = scope.clone();
    removal.set("id", identifier);
    step["undo"] = call(&row.delete, &removal);
    step
}

/// The call that removes what the request itself makes. If only the result names that, `keep` says where.
fn removal(row: &ResourceRow, keep: &mut BTreeMap<String, String>, mut scope: Scope) -> Json {
    if let Some(path) = row.identifier.strip_prefix('/') {
        keep.insert("id".to_owned(), path.to_owned());
        scope.set("id", "${id}");
    }
    call(&row.delete, &scope)
}

fn prepared(step: &Preparation, scope: &Scope) -> Json {
    let mut json = call(&step.send, scope);
    if !step.keep.is_empty() {
        json["keep"] = json!(step.keep);
    }
    json
}

fn tag_call(tags: &Map) -> Map {
    let text = |text: &str| Value::Text(text.to_owned());
    vec![
        ("Action".to_owned(), text("Tag${Type}")),
        ("${Id}".to_owned(), text("${id}")),
        ("Tags".to_owned(), Value::Map(tags.clone())),
    ]
}

pub(crate) fn merged(usual: &Map, further: &Map) -> Map {
    let kept = usual.iter().filter(|(name, _)| get(further, name).is_none());
    kept.chain(further).cloned().collect()
}

fn call(send: &Map, scope: &Scope) -> Json {
    Call::of_params(send, scope).map_or(Json::Null, |call| call_json(&call))
}

/// In bodies, which are escaped, a placeholder reads `%24%7Bid%7D`.
fn call_json(call: &Call) -> Json {
    let headers: Object<_, _> =
        call.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let mut json = json!({ "method": call.method, "target": call.target(), "headers": headers });
    match std::str::from_utf8(&call.body) {
        Ok(body) => json["body"] = json!(body),
        Err(_) => json["body_bytes"] = json!(call.body),
    }
    json
}

fn expected(expect: &Expect, scope: &Scope) -> Json {
    let expect = expect.fill(scope).unwrap_or_default();
    let mut json = json!({ "status": 200 });
    if let Some((status, code)) = expect.status_and_code() {
        json = json!({ "status": status, "code": code });
        if let Some(message) = expect.full_message() {
            json["message"] = json!(message);
        }
        if !expect.violations.is_empty() {
            json["violations"] = json!(expect.violations);
        }
        if expect.no_message {
            json["message"] = Json::Null;
        }
        if let Some(namespace) = &expect.namespace {
            json["namespace"] = json!(namespace);
        }
    }
    if let Some(result) = &expect.result {
        json["result"] = value::json(&Value::Map(result.clone()));
    }
    if !expect.elements.is_empty() {
        json["elements"] = value::json(&Value::Map(expect.elements.clone()));
    }
    if expect.ordered {
        json["ordered"] = json!(true);
    }
    json
}

fn filled(tags: &Map, scope: &Scope) -> Json {
    value::json(&Value::Map(scope.fill_map(tags).unwrap_or_default()))
}
