//! Cases for runners in other languages: one JSON document each.

use serde_json::{Map as Object, Value as Json, json};

use crate::cases::case::Case;
use crate::cases::expect::Expect;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::plan::{Plan, PlannedCall, StoredTags};
use crate::text::value::{self, Value};

impl Suite {
    /// A file name and a JSON document for each case: `tags/2.1.1.json`. `README.md` of `parity/cases` says
    /// what the members mean. The calls are those of a run; `${…}` stands for parts of the endpoint's own
    /// answers.
    ///
    /// # Errors
    ///
    /// A case uses a placeholder that is not known. The message names the case and its line.
    pub fn export(&self) -> Result<Vec<(String, String)>, String> {
        let mut documents = Vec::new();
        for case in &self.cases {
            let document = document(case, &self.plan(case)?);
            let text = serde_json::to_string_pretty(&document).expect("names are strings");
            documents.push((case.number() + ".json", text + "\n"));
        }
        Ok(documents)
    }

    /// Whether every case can be carried out: all placeholders are known.
    ///
    /// # Errors
    ///
    /// One is not. The message names the case and its line.
    pub fn check(&self) -> Result<(), String> {
        self.cases.iter().try_for_each(|case| self.plan(case).map(drop))
    }

    /// The plan of a case, with names that follow from its number.
    fn plan(&self, case: &Case) -> Result<Plan, String> {
        let prefix = format!("parity-{}", case.number().replace(['/', '.'], "-"));
        let mut made = 0;
        let mut names = || {
            made += 1;
            match made {
                1 => format!("{prefix}-new"),
                2 => format!("{prefix}-absent"),
                3 => prefix.clone(),
                _ => format!("{prefix}-{}", made - 2),
            }
        };
        Plan::new(self, case, &prefix, &mut names)
            .map_err(|e| format!("line {}: {}: {e}", case.line, case.number()))
    }
}

fn document(case: &Case, plan: &Plan) -> Json {
    let reads = plan.reads.iter().map(|read| {
        let mut step = step(&read.read);
        step["expect"] = expected(&read.expect);
        step
    });
    let undo = plan.setup.iter().rev().filter_map(|call| call.undo.as_ref());
    json!({
        "number": case.number(),
        "title": case.title(),
        "operation": case.operation(),
        "basis": case.basis(),
        "source": case.source(),
        "setup": plan.setup.iter().map(step).collect::<Vec<_>>(),
        "request": step(&plan.request),
        "expect": expected(&plan.expect),
        "stored_tags": plan.stored.as_ref().and_then(stored),
        "reads": reads.collect::<Vec<_>>(),
        "cleanup": plan.cleanup.iter().chain(undo).map(call_json).collect::<Vec<_>>(),
    })
}

fn step(planned: &PlannedCall) -> Json {
    let mut json = call_json(&planned.call);
    json["operation"] = json!(planned.action);
    if !planned.keep.is_empty() {
        json["keep"] = json!(planned.keep);
    }
    json
}

/// The request that lists the tags, and the tags. A refused create has made nothing that could have tags.
fn stored(stored: &StoredTags) -> Option<Json> {
    let tags = stored.tags.as_ref()?;
    let mut json = step(&stored.list);
    json["tags"] = match stored.is_refused_create {
        true => Json::Null,
        false => value::json(&Value::Map(tags.clone())),
    };
    Some(json)
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

fn expected(expect: &Expect) -> Json {
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
