//! Cases for runners in other languages: one JSON document each.

use iam_codec::SERVICE;
use serde_json::{Map as Object, Value as Json, json};

use crate::cases::case::Case;
use crate::cases::expect::Expect;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::exchange::service::{authorization, is_of_sts};
use crate::plan::checks::checks_of;
use crate::plan::request::{of_params, unknown_call};
use crate::plan::{Plan, PlannedCall, PlannedRead, StoredTags, scope};
use crate::text::value::Value;
use crate::text::visible;

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
            let plan = self.plan(case)?;
            let mut document = document(case, &plan);
            document["expect"]["result_element"] = json!(self.has_result(case.operation()));
            for part in ["setup", "reads"] {
                for step in document[part].as_array_mut().into_iter().flatten() {
                    let name = step["operation"].as_str();
                    let has_result = json!(name.and_then(|name| self.has_result(name)));
                    if let Some(expect) = step.get_mut("expect") {
                        expect["result_element"] = has_result;
                    }
                }
            }
            document["not_implemented"] = self.not_implemented(case);
            documents.push((case.number() + ".json", visible::document(&document)));
        }
        let cases: Vec<_> = documents.iter().map(|(name, _)| name.as_str()).collect();
        let version = env!("CARGO_PKG_VERSION");
        let suite =
            json!({ "format": FORMAT, "version": version, "suite": self.hash(), "cases": cases });
        documents.push(("suite.json".to_owned(), format!("{suite:#}\n")));
        Ok(documents)
    }

    /// Whether answers of the operation have a `…Result` element; `None` if the operation is not known.
    pub(crate) fn has_result(&self, operation: &str) -> Option<bool> {
        let of_iam = self.operation(operation).map(|row| !row.gives.is_empty());
        // Every operation of STS has one.
        of_iam.or(is_of_sts(operation).then_some(true))
    }

    /// How to tell that an endpoint lacks the operation of a case.
    fn not_implemented(&self, case: &Case) -> Json {
        let is_routing = |(_, code)| code == "InvalidAction";
        let row = self.operation(case.operation());
        let is_known = row.is_some() || is_of_sts(case.operation());
        if !is_known || case.template.expect.status_and_code().is_some_and(is_routing) {
            return Json::Null;
        }
        let absent = row.and_then(|row| row.absent.clone()).and_then(|absent| {
            let action = ("Action".to_owned(), Value::text(case.operation()));
            let send = std::iter::once(action).chain(absent).collect();
            let prefix = "parity-absent".to_owned();
            let scope = scope(self, &prefix, &mut || prefix.clone());
            of_params(&send, &scope).ok()
        });
        json!({
            "statuses": [501],
            "codes": ["InvalidAction", "NotImplemented"],
            "unknown": call_json(&unknown_call()),
            "absent": absent.as_ref().map(call_json),
        })
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
    pub(crate) fn plan(&self, case: &Case) -> Result<Plan, String> {
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
    let read = |read: &PlannedRead| {
        let mut step = step(&read.read);
        step["expect"] = expected(&read.expect);
        step
    };
    let stored = plan.stored.as_ref().and_then(stored);
    let reads = stored.into_iter().chain(plan.reads.iter().map(read));
    let undo = plan.setup.iter().rev().filter_map(|call| call.undo.as_ref());
    json!({
        "format": FORMAT,
        "number": case.number(),
        "title": case.title(),
        "operation": case.operation(),
        "resource": plan.resource.as_ref().map(|(kind, id)| json!({ "type": kind, "id": id })),
        "basis": case.basis(),
        "source": case.source(),
        "headers": { "Authorization": authorization(KEY, &SERVICE) },
        "setup": plan.setup.iter().map(step).chain(plan.given.iter().map(read)).collect::<Vec<_>>(),
        "request": step(&plan.request),
        "otherwise": plan.identifier.as_ref().map(|id| json!({ "id": id })),
        "expect": expected(&plan.expect),
        "reads": reads.collect::<Vec<_>>(),
        "cleanup": plan.cleanup.iter().chain(undo).map(call_json).collect::<Vec<_>>(),
    })
}

/// The version of the form: it changes when a member changes its meaning or goes.
const FORMAT: u32 = 2;

/// The key that each request is signed with which is not signed with another one, for endpoints that look at no
/// signature: it names the service.
const KEY: &str = "AKIDEXAMPLE";

fn step(planned: &PlannedCall) -> Json {
    let mut json = call_json(&planned.call);
    json["operation"] = json!(planned.action);
    if let Some(resource) = &planned.makes {
        json["makes"] = json!(resource);
    }
    if !planned.keep.is_empty() {
        json["keep"] = json!(planned.keep);
    }
    json
}

/// The read of the stored tags. A refused create has made nothing that could have tags.
fn stored(stored: &StoredTags) -> Option<Json> {
    let tags = stored.tags.as_ref()?;
    let mut json = step(&stored.list);
    let pairs: Vec<_> = tags.iter().map(|(key, value)| [key.clone(), value.to_string()]).collect();
    json["expect"] = match stored.is_refused_create {
        true => json!({ "refused": true }),
        false => json!({ "tags": pairs }),
    };
    Some(json)
}

/// In bodies, which are escaped, a placeholder reads `%24%7Bid%7D`.
fn call_json(call: &Call) -> Json {
    let mut headers: Object<_, _> =
        call.headers.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    let service = call.service();
    if call.is_presigned() {
        // The URL is the signature: the usual header is left out.
        headers.insert("Authorization".to_owned(), json!(""));
    } else if call.keys.is_none() && *service != SERVICE {
        headers.insert("Authorization".to_owned(), json!(authorization(KEY, service)));
    }
    let mut json = json!({ "method": call.method, "target": call.target(), "headers": headers });
    match std::str::from_utf8(&call.body) {
        Ok(body) => json["body"] = json!(body),
        Err(_) => json["body_bytes"] = json!(call.body),
    }
    json
}

fn expected(expect: &Expect) -> Json {
    if expect.done {
        return json!({ "done": true });
    }
    if expect.any_answer {
        return json!({ "any_answer": true });
    }
    if expect.refused {
        return json!({ "refused": true });
    }
    let mut json = json!({ "status": 200 });
    if let Some((status, code)) = expect.status_and_code() {
        json = json!({ "status": status, "code": code, "type": if status >= 500 { "Receiver" } else { "Sender" } });
        if let Some(message) = expect.full_message() {
            json["message"] = json!(message);
        }
        if expect.no_message {
            json["message"] = Json::Null;
        }
        if let Some(namespace) = &expect.namespace {
            json["namespace"] = json!(namespace);
        }
    }
    json["checks"] = json!(checks_of(expect));
    json
}

#[cfg(test)]
mod tests;
