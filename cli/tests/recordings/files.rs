//! One exchange in the files of tools that record.

use serde_json::{Value, json};

use crate::exchange::{Exchange, Headers, head};

/// `{"name": …, "value": …}` for each.
fn pairs(headers: &Headers<'_>) -> Value {
    headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// Each name once, with the list of its values.
fn listed(headers: &Headers<'_>) -> Value {
    let mut members = json!({});
    for (name, value) in headers {
        match members[*name].as_array_mut() {
            Some(values) => values.push(json!(value)),
            None => members[*name] = json!([value]),
        }
    }
    members
}

fn single(headers: &Headers<'_>) -> Value {
    headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect()
}

pub(crate) fn har(it: &Exchange<'_>) -> String {
    let request = json!({ "method": "POST", "url": "http://a/", "headers": pairs(&it.sent), "postData": { "text": it.body } });
    let response = json!({ "status": it.status, "headers": pairs(&it.received), "content": { "text": it.answer } });
    json!({ "log": { "entries": [{ "request": request, "response": response }] } }).to_string()
}

/// The exchange as betamax and VCR have it.
fn interaction(it: &Exchange<'_>) -> Value {
    json!({
        "request": { "method": "POST", "uri": "http://a/", "headers": listed(&it.sent), "body": { "string": it.body } },
        "response": { "status": { "code": it.status }, "headers": listed(&it.received), "body": { "string": it.answer } },
    })
}

pub(crate) fn betamax(it: &Exchange<'_>) -> String {
    json!({ "http_interactions": [interaction(it)] }).to_string()
}

/// JSON is YAML too.
pub(crate) fn vcr(it: &Exchange<'_>) -> String {
    format!("---\nhttp_interactions:\n- {}\n", interaction(it))
}

pub(crate) fn vcrpy(it: &Exchange<'_>) -> String {
    let request = json!({ "method": "POST", "uri": "http://a/", "headers": listed(&it.sent), "body": it.body });
    let response = json!({ "status": { "code": it.status }, "headers": listed(&it.received), "body": { "string": it.answer } });
    format!("interactions:\n- request: {request}\n  response: {response}\nversion: 1\n")
}

pub(crate) fn go_vcr(it: &Exchange<'_>) -> String {
    let request = json!({ "method": "POST", "url": "http://a/", "headers": listed(&it.sent), "body": it.body });
    let response = json!({ "code": it.status, "status": "x", "headers": listed(&it.received), "body": it.answer });
    format!("---\nversion: 1\ninteractions:\n- request: {request}\n  response: {response}\n")
}

pub(crate) fn php_vcr(it: &Exchange<'_>) -> String {
    let request = json!({ "method": "POST", "url": "http://a/", "headers": single(&it.sent), "body": it.body });
    let status = json!({ "code": it.status.to_string() });
    let response = json!({ "status": status, "headers": single(&it.received), "body": it.answer });
    json!([{ "request": request, "response": response }]).to_string()
}

/// A value of mitmproxy's flows.
fn net(content: &str, kind: char) -> String {
    format!("{}:{content}{kind}", content.len())
}

fn net_message(members: &[(&str, String)], headers: &Headers<'_>) -> String {
    let pair = |(name, value): &(&str, &str)| net(&(net(name, ',') + &net(value, ',')), ']');
    let headers = net(&headers.iter().map(pair).collect::<String>(), ']');
    let members: String = members.iter().map(|(name, value)| net(name, ',') + value).collect();
    net(&(members + &net("headers", ',') + &headers), '}')
}

pub(crate) fn flows(it: &Exchange<'_>) -> String {
    let [method, path, content] = ["POST", "/", it.body].map(|text| net(text, ','));
    let request = [("method", method), ("path", path), ("content", content)];
    let response =
        [("status_code", net(&it.status.to_string(), '#')), ("content", net(it.answer, ','))];
    let flow = net("request", ',')
        + &net_message(&request, &it.sent)
        + &net("response", ',')
        + &net_message(&response, &it.received);
    net(&flow, '}')
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {}\n", line.trim_end())).collect()
}

pub(crate) fn mitmdump(it: &Exchange<'_>) -> String {
    let table: String =
        it.body.split('&').map(|pair| pair.replacen('=', ":  ", 1) + "\n").collect();
    let (sent, received) = (indented(&head(&it.sent)), indented(&head(&it.received)));
    let (table, answer) = (indented(&table), indented(it.answer));
    format!(
        "127.0.0.1:5: POST http://a/\n{sent}\n{table}\n << {} A 1k\n{received}\n{answer}",
        it.status
    )
}
