//! One exchange in logs and traces.

use serde_json::{Value, json};

use crate::exchange::{Exchange, Headers, head};

pub(crate) fn botocore(it: &Exchange<'_>) -> String {
    let dictionary = |headers: &Headers<'_>| {
        let members: Vec<_> = headers.iter().map(|(n, v)| format!("'{n}': '{v}'")).collect();
        format!("{{{}}}", members.join(", "))
    };
    format!(
        "Making request for GetUser with params: {{'method': 'POST', 'headers': {}, 'body': '{}', 'url': 'http://a/'}}\n\
         Response headers: {}\nResponse body: b'{}'\n",
        dictionary(&it.sent),
        it.body,
        dictionary(&it.received),
        it.answer.replace('\n', "\\n"),
    )
}

/// Blocks of `--trace` for the head and the body of both messages.
fn blocks(it: &Exchange<'_>, dump: fn(&str) -> String) -> String {
    let block = |title: &str, text: &str| {
        format!("{title}, {} bytes (0x{:x})\n{}", text.len(), text.len(), dump(text))
    };
    let (request, reply) = (it.request(), it.reply());
    let (sent, body) = request.split_at(request.len() - it.body.len());
    let (received, answer) = reply.split_at(reply.len() - it.answer.len());
    block("=> Send header", sent)
        + &block("=> Send data", body)
        + &block("<= Recv header", received)
        + &block("<= Recv data", answer)
}

pub(crate) fn trace(it: &Exchange<'_>) -> String {
    blocks(it, |text| {
        let line = |(index, bytes): (usize, &[u8])| {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x} ")).collect();
            format!("{:04x}: {hex:<48}.\n", index * 16)
        };
        text.as_bytes().chunks(16).enumerate().map(line).collect()
    })
}

pub(crate) fn ascii(it: &Exchange<'_>) -> String {
    blocks(it, |text| {
        let mut at = 0;
        let line = |line: &str| {
            let start = at;
            at += line.len();
            format!("{start:04x}: {}\n", line.trim_end_matches("\r\n").replace('\n', "."))
        };
        text.split_inclusive("\r\n").map(line).collect()
    })
}

pub(crate) fn go_1(it: &Exchange<'_>) -> String {
    let rule = "-".repeat(53);
    let (request, received, status) = (it.request(), head(&it.received), it.status);
    format!(
        "[aws-sdk-go] DEBUG: Request iam/GetUser Details:\n---[ REQUEST POST-SIGN ]---\n{request}\n{rule}\n\
         [aws-sdk-go] DEBUG: Response iam/GetUser Details:\n---[ RESPONSE ]---\nHTTP/1.1 {status} A\n{received}\n\n{rule}\n\
         [aws-sdk-go] {}\n",
        it.answer
    )
}

pub(crate) fn go_2(it: &Exchange<'_>) -> String {
    let (request, reply) = (it.request(), it.reply());
    format!(
        "SDK 2023 DEBUG Request\n{request}\nSDK 2023 DEBUG Response\n{reply}\nSDK 2023 DEBUG end\n"
    )
}

pub(crate) fn java(it: &Exchange<'_>) -> String {
    let shown = |arrow: &str, text: &str| -> String {
        let line = |line: &str| {
            let line = line.replace('\r', "[\\r]").replace('\n', "[\\n]");
            format!("DEBUG wire http-outgoing-0 {arrow} \"{line}\"\n")
        };
        text.split_inclusive('\n').map(line).collect()
    };
    shown(">>", &it.request()) + &shown("<<", &it.reply())
}

pub(crate) fn ruby(it: &Exchange<'_>) -> String {
    format!("<- {:?}\n-> {:?}\n", it.request(), it.reply())
}

pub(crate) fn python(it: &Exchange<'_>) -> String {
    let received = it.received.iter().map(|(name, value)| format!("header: {name}: {value}\n"));
    let received: String = received.collect();
    format!("send: b{:?}\nreply: 'HTTP/1.1 {} A\\r\\n'\n{received}", it.request(), it.status)
}

pub(crate) fn amazonka(it: &Exchange<'_>) -> String {
    let joined = |headers: &Headers<'_>| {
        let headers: Vec<_> = headers.iter().map(|(n, v)| format!("{n}: {v}")).collect();
        headers.join("; ")
    };
    format!(
        "[Client Request] {{\n  method    = POST\n  query     = \n  headers   = {}\n  body      = {}\n}}\n\
         [Client Response] {{\n  status    = {} A\n  headers   = {}\n}}\n[Raw Response Body] {{\n{}\n}}\n",
        joined(&it.sent),
        it.body,
        it.status,
        joined(&it.received),
        it.answer,
    )
}

pub(crate) fn terraform(it: &Exchange<'_>) -> String {
    let attributes = |prefix: &str, headers: &Headers<'_>| -> String {
        let name = |name: &str| name.to_ascii_lowercase().replace('-', "_");
        headers.iter().map(|(n, v)| format!(" {prefix}.{}={v:?}", name(n))).collect()
    };
    format!(
        "[DEBUG] aws: HTTP Request Sent: http.method=POST http.url=http://a/{} http.request.body={:?}\n\
         [DEBUG] aws: HTTP Response Received: http.status_code={}{}\n  http.response.body=\n{}",
        attributes("http.request.header", &it.sent),
        it.body,
        it.status,
        attributes("http.response.header", &it.received),
        it.answer.lines().map(|line| format!("  | {line}\n")).collect::<String>(),
    )
}

/// The same as JSON, where several values are a list.
pub(crate) fn terraform_json(it: &Exchange<'_>) -> String {
    let attributes = |prefix: &str, headers: &Headers<'_>, rest: Value| {
        let mut attributes = rest;
        for (name, value) in headers {
            let name = format!("{prefix}.{}", name.to_ascii_lowercase().replace('-', "_"));
            match attributes[&name].as_array_mut() {
                Some(values) => values.push(json!(value)),
                None => attributes[&name] = json!([value]),
            }
        }
        attributes
    };
    let sent = json!({ "@message": "HTTP Request Sent", "http.method": "POST", "http.request.body": it.body });
    let received = json!({ "@message": "HTTP Response Received", "http.status_code": it.status, "http.response.body": it.answer });
    format!(
        "{}\n{}\n",
        attributes("http.request.header", &it.sent, sent),
        attributes("http.response.header", &it.received, received),
    )
}
