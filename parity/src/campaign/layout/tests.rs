//! The rules for all answers in campaigns.

use super::*;
use crate::cases::level::Level;
use crate::cases::suite::Suite;

#[test]
fn settled_rules_are_judged_and_a_breach_has_the_level_of_its_rule() {
    let all = Suite::built_in().checks;
    let unsettled = all.iter().filter(|check| check.basis == Basis::Unsettled).count();
    let count = all.len();
    let checks = settled(all);
    assert_eq!((checks.len(), unsettled > 0), (count - unsettled, true));
    let call = Call::received(
        "POST".into(),
        "/".into(),
        "".into(),
        Vec::new(),
        b"Action=GetUser".to_vec(),
    );
    let body = "<a xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/ \">\n  <RequestId>x</RequestId>\n</a>\n";
    let headers = [("Content-Type", "text/xml"), ("x-amzn-RequestId", "x")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let answer = Answer { status: 200, headers, body: body.into() };
    let found = breaches(&checks, &call, &answer, &ParsedAnswer::read(&answer));
    let told: Vec<_> = found
        .iter()
        .map(|(number, breach)| (&*checks[*number].number, breach.level, breach.line()))
        .collect();
    let uuid = "layout every answer: another form, not a UUID in lower case".to_owned();
    let space = "no-answer every answer: white space in the namespace, not a namespace".to_owned();
    assert_eq!(told, [("1.5", Level::Layout, uuid), ("2.7", Level::NoAnswer, space)]);
    let check = checks.iter().find(|check| check.number == "1.2").unwrap();
    assert_eq!(cause(check), "every answer: layout there is a header x-amzn-RequestId");
}
