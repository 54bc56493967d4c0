//! The kit's rules for all answers, and what the codec writes.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::{Action, Reply, Service, sts};
use iam_parity::{Answer, Call, Options, Suite, Verdict, run};

use super::identities::identified;
use crate::inputs::Dice;

/// What the codec writes breaks none of the kit's rules but those in [`ARE_OF_VALUES`]; spoiled in one way it
/// breaks the rule of that way. A body that is not XML breaks none: the case tells that.
pub fn answer_rules(data: &[u8]) {
    let mut dice = Dice::of(data);
    let Some((service, mut answer)) = answer(data, &mut dice) else { return };
    let is_identified = dice.below(2) == 0;
    if is_identified {
        let account = ["123456789012", "aws"][dice.below(2)];
        answer.body = identified(&String::from_utf8_lossy(&answer.body), account).into_bytes();
    }
    let found = broken(service, &answer);
    let is_laid_out = is_laid_out(&answer.body);
    let is_expected = |number: &str| {
        (ARE_OF_VALUES.contains(&number) && !(is_identified && ARE_IDENTITIES.contains(&number)))
            || (number == "layout/2.3" && !is_laid_out)
    };
    let unexpected: Vec<_> = found.iter().filter(|number| !is_expected(number)).collect();
    assert!(unexpected.is_empty(), "{unexpected:?} {}", String::from_utf8_lossy(&answer.body));
    match dice.below(16) {
        0 => {
            answer.body.truncate(answer.body.len() / 2);
            assert_eq!(broken(service, &answer), [""; 0], "{}", answer.text());
        }
        _ => {
            let Some(rule) = spoil(service, &mut answer, is_identified, &mut dice) else { return };
            let found = broken(service, &answer);
            let body = String::from_utf8_lossy(&answer.body);
            assert!(found.iter().any(|number| number == rule), "{rule}, not {found:?}: {body}");
        }
    }
}

/// An answer of IAM or of STS, as it goes over HTTP.
fn answer(data: &[u8], dice: &mut Dice) -> Option<(&'static Service, Answer)> {
    let mut values = Unstructured::new(data);
    if dice.below(4) > 0 {
        let reply = <Reply<'_>>::arbitrary(&mut values).ok()?;
        return Some((&iam_codec::SERVICE, sent(&reply.to_http().unwrap())));
    }
    let reply = sts::Reply::arbitrary(&mut values).ok()?;
    let mut answer = sent(&reply.to_http().unwrap());
    let id = sts::ExtendedRequestId::new("us-east-1", 1_764_396_000_123, "Rk3JYgTb");
    answer.headers.push((sts::EXTENDED_REQUEST_ID.to_owned(), id.to_string()));
    Some((&sts::SERVICE, answer))
}

/// A header for the id, which values with control characters have not; ids, times and ARNs, which are made of
/// any bytes; and that no two answers have the same, since one is given for all requests.
const ARE_OF_VALUES: [&str; 7] = [
    "layout/1.2",
    "layout/1.5",
    "layout/1.7",
    "layout/2.5",
    "layout/5.3",
    "layout/5.4",
    "layout/5.5",
];

/// The rules of these about ids and ARNs.
const ARE_IDENTITIES: [&str; 2] = ["layout/5.3", "layout/5.4"];

/// What goes over HTTP.
fn sent(message: &http::Response<Vec<u8>>) -> Answer {
    let text = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers = message.headers().iter().map(|(name, value)| (name.to_string(), text(value)));
    Answer {
        status: message.status().as_u16(),
        headers: headers.collect(),
        body: message.body().clone(),
    }
}

/// No text of an element has several lines.
fn is_laid_out(body: &[u8]) -> bool {
    let text = String::from_utf8_lossy(body);
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut leaves = document.descendants().filter(|node| !node.has_children());
    leaves.all(|leaf| {
        leaf.next_sibling_element().is_some()
            || leaf.prev_sibling_element().is_some()
            || !leaf.text().unwrap_or_default().contains('\n')
    })
}

/// The rules that an answer to any request to a service breaks.
fn broken(service: &Service, answer: &Answer) -> Vec<String> {
    static RULES: LazyLock<[Suite; 2]> =
        LazyLock::new(|| [rules_with("routing/1.1"), rules_with("sts-routing/1.1")]);
    let suite = &RULES[usize::from(*service == sts::SERVICE)];
    let mut endpoint = |_: &Call| Ok(answer.clone());
    let report = run(suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    let rules = report.outcomes.into_iter().filter(|it| it.number.starts_with("layout/"));
    rules.filter(|it| it.verdict == Verdict::Differs).map(|it| it.number).collect()
}

/// The rules, and a case that sends one request.
fn rules_with(case: &str) -> Suite {
    let mut suite = Suite::built_in();
    suite.retain(&["layout", case]).unwrap();
    suite
}

/// Spoils an answer, and says which rule it breaks then. `None` if it has nothing to be spoiled.
fn spoil(
    service: &Service,
    answer: &mut Answer,
    is_identified: bool,
    dice: &mut Dice,
) -> Option<&'static str> {
    let namespace = service.namespace();
    let with_a_space = format!("{namespace} ");
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let id = id_element(&text).unwrap_or("no id");
    // The front end, which answers these, has a namespace of its own.
    let is_of_service = !["InvalidAction", "NotImplemented"].iter().any(|code| text.contains(code));
    let (from, to, rule) = match dice.below(25) {
        0 => return without(answer, "content-type", "layout/1.1"),
        1 => return without(answer, "x-amzn-requestid", "layout/1.2"),
        19 => {
            let broken = without(answer, sts::EXTENDED_REQUEST_ID, "layout/1.6");
            return broken.filter(|_| is_of_service);
        }
        20 => {
            let id =
                answer.headers.iter_mut().find(|(name, _)| name == sts::EXTENDED_REQUEST_ID)?;
            id.1.truncate(id.1.len() / 2);
            return is_of_service.then_some("layout/1.6");
        }
        21 => (":iam::123456789012:", ":iam::12345678901:", "layout/5.4"),
        22 => ("<Arn>arn:aws:iam:", "<Arn>arn:aws:sts:", "layout/5.4"),
        23 => ("<RoleId>AROA", "<RoleId>AIDA", "layout/5.3"),
        24 => ("<GroupId>AGPACKCEVSQ6C2EXAMPLE", "<GroupId>AGPA", "layout/5.3"),
        2 => (id, "<Id/>", "layout/1.3"),
        3 => (id, "<RequestId>another</RequestId>", "layout/1.4"),
        4 => ("<", "<?xml version=\"1.0\"?>\n<", "layout/2.1"),
        5 => (namespace, "urn:other", "layout/2.2"),
        6 => ("\n  <", "\n\t<", "layout/2.3"),
        7 => ("<ResponseMetadata>", "<Empty></Empty><ResponseMetadata>", "layout/2.4"),
        8 => (namespace, &*with_a_space, "layout/2.7"),
        9 => ("</Error>", "<Type>Sender</Type></Error>", "layout/3.2"),
        10 => ("<Type>", "<Mood>fine</Mood><Type>", "layout/3.3"),
        11 => ("Z</CreateDate>", "+02:00</CreateDate>", "layout/2.6"),
        12 => {
            ("<ResponseMetadata>", "<a:Empty xmlns:a=\"urn:a\"/><ResponseMetadata>", "layout/2.8")
        }
        13 => (">\n  <", ">\n  <ResponseMetadata/>\n  <", "layout/3.1"),
        14 => ("<IsTruncated>", "<IsTruncated>maybe", "layout/5.1"),
        15 => ("Result>\n", "Result>\n    <Mood>fine</Mood>\n", "layout/5.2"),
        16 => ("<User>\n      <Path>", "<User>\n      <UserId/>\n      <Path>", "layout/4.2"),
        17 => ("<Role>\n      <Path>", "<Role>\n      <RoleId/>\n      <Path>", "layout/4.3"),
        _ => (TAG, "<Tags>\n      <member><Key/>\n        <Value>", "layout/4.1"),
    };
    let is_error = text.starts_with("<ErrorResponse ");
    let has_header = answer.headers.iter().any(|(name, _)| name == "x-amzn-requestid");
    let has_result = text.contains("Result>\n");
    let is_fitting = match rule {
        "layout/3.1" => is_of_iam(&text) && has_result,
        "layout/1.4" => has_header,
        "layout/5.3" | "layout/5.4" => is_identified && has_result,
        "layout/3.2" | "layout/3.3" => is_error,
        // The model has only what IAM has.
        "layout/5.1" | "layout/5.2" => is_of_iam(&text),
        "layout/2.2" => is_of_service,
        _ => true,
    };
    answer.body = text.replacen(from, to, 1).into_bytes();
    (is_fitting && text.contains(from)).then_some(rule)
}

/// Whether it is a response of an operation of IAM.
fn is_of_iam(text: &str) -> bool {
    let name = text.trim_start_matches('<').split("Response ").next().unwrap_or_default();
    name.parse::<Action>().is_ok()
}

/// The beginning of a list of tags in a result.
const TAG: &str = "<Tags>\n      <member>\n        <Value>";

/// Removes a header, and gives the rule that is broken then. `layout/1.2` asks for a header that may have been missing
/// before.
fn without(answer: &mut Answer, header: &str, rule: &'static str) -> Option<&'static str> {
    let count = answer.headers.len();
    answer.headers.retain(|(name, _)| name != header);
    (answer.headers.len() < count || rule == "layout/1.2").then_some(rule)
}

/// The element with the request id, unless there are others of its name.
fn id_element(text: &str) -> Option<&str> {
    let (start, end) = (text.find("<RequestId>")?, text.rfind("</RequestId>")?);
    (text.matches("<RequestId").count() == 1).then(|| &text[start..end + "</RequestId>".len()])
}
