//! What IAM demands of statements that trust an identity provider which many organizations share.
//!
//! Anyone can get a token from such a provider, so a condition must say whose tokens are meant. Only
//! statements that allow something are judged, each by itself.

use crate::policy::arn::Arn;
use crate::policy::malformed::{MalformedPolicy, refuse};
use crate::policy::operator::without_set;
use crate::policy::sentences::trust as sentences;
use crate::policy::statement::{Key, Statement};
use crate::policy::value::Value;

/// The provider that IAM treats apart: it demands a condition of any kind first.
const COGNITO: (&str, &str) = ("cognito-identity.amazonaws.com", "aud");

/// The providers that need a claim to be compared with something else than `*`: the name behind
/// `oidc-provider/`, and the claim. From AWS's page "Identity-provider controls for shared OIDC
/// providers"; three are recorded.
const SHARED: [(&str, &str); 13] = [
    ("gitlab.com", "sub"),
    ("app.terraform.io", "sub"),
    ("vstoken.actions.githubusercontent.com", "sub"),
    ("oidc-configuration.audit-log.githubusercontent.com", "sub"),
    ("agent.buildkite.com", "sub"),
    ("oidc.codefresh.io", "sub"),
    ("studio.datachain.ai/api", "sub"),
    ("scalr.io", "sub"),
    ("tokens.cloud.shisho.dev", "sub"),
    ("proidc.upbound.io", "sub"),
    ("oidc.vercel.com", "aud"),
    ("api.pulumi.com/oidc", "aud"),
    ("sandboxes.cloud", "aud"),
];

/// GitHub's provider; longer names that begin with it are GitHub's too.
const GITHUB: &str = "token.actions.githubusercontent.com";
const GITHUB_CLAIMS: [&str; 2] = ["sub", "job_workflow_ref"];

/// The providers that need an application to be named: any value will do.
const APPLICATIONS: [(&str, &[&str]); 3] = [
    ("accounts.google.com", &["aud", "oaud", "sub"]),
    ("www.amazon.com", &["app_id", "sub"]),
    ("graph.facebook.com", &["app_id", "sub"]),
];

/// The operators that compare with something; the second table is that of applications.
const COMPARING: [&str; 3] = ["StringEquals", "StringLike", "StringEqualsIgnoreCase"];
const COMPARING_EQUAL: [&str; 2] = ["StringEquals", "StringEqualsIgnoreCase"];

pub(super) fn judge(statement: &Statement<'_>) -> Result<(), MalformedPolicy> {
    if statement.text(Key::Effect).as_deref() != Some("Allow") || !lets_in(statement) {
        return Ok(());
    }
    let principals = statement.get(Key::Principal).into_iter().flat_map(Value::members);
    let federated = principals.filter(|(key, _)| key.text().as_deref() == Some("Federated"));
    for (value, principal) in federated.flat_map(|(_, value)| value.texts()) {
        if let Some(sentence) = missing(&principal, statement.get(Key::Condition)) {
            return refuse(sentence, value.offset());
        }
    }
    Ok(())
}

/// Whether a statement allows more than to tag sessions.
fn lets_in(statement: &Statement<'_>) -> bool {
    let mut actions = statement.get(Key::Action).into_iter().flat_map(Value::texts);
    actions.any(|(_, action)| !action.eq_ignore_ascii_case("sts:TagSession"))
}

/// IAM's sentence for a principal whose condition lacks or lets all in.
fn missing(principal: &str, condition: Option<Value<'_>>) -> Option<String> {
    if principal == COGNITO.0 {
        let Some(condition) = condition else { return Some(sentences::COGNITO.to_owned()) };
        return unscoped(COGNITO.0, COGNITO.1, Some(condition));
    }
    if let Some((issuer, claims)) = APPLICATIONS.iter().find(|row| row.0 == principal) {
        let names_one = blocks(condition, &COMPARING_EQUAL)
            .any(|keys| claimed(keys, issuer, claims, |key, claim| key == claim).next().is_some());
        return (!names_one).then(|| sentences::application(issuer));
    }
    let issuer = Arn::new(principal).resource()?.strip_prefix("oidc-provider/")?;
    if issuer.starts_with(GITHUB) {
        return unscoped_github(principal, issuer, condition);
    }
    let (issuer, claim) = SHARED.iter().find(|row| row.0 == issuer)?;
    unscoped(issuer, claim, condition)
}

/// The demand of most providers: a block compares the claim, and not with `*`.
fn unscoped(issuer: &str, claim: &str, condition: Option<Value<'_>>) -> Option<String> {
    let is_scoped = |values: Value<'_>| values.texts().all(|(_, value)| value != "*");
    let passes = blocks(condition, &COMPARING)
        .any(|keys| claimed(keys, issuer, &[claim], str::eq_ignore_ascii_case).any(is_scoped));
    (!passes).then(|| sentences::unscoped(issuer, &format!("{issuer}:{claim}")))
}

/// GitHub's demand: one bad claim spoils its block, and so does a value that begins with `*`.
fn unscoped_github(principal: &str, issuer: &str, condition: Option<Value<'_>>) -> Option<String> {
    let is_scoped = |value: &str| !value.trim().is_empty() && !value.starts_with('*');
    let passes = blocks(condition, &COMPARING).any(|keys| {
        let mut claims =
            claimed(keys, issuer, &GITHUB_CLAIMS, str::eq_ignore_ascii_case).peekable();
        claims.peek().is_some()
            && claims.all(|values| values.texts().all(|(_, value)| is_scoped(&value)))
    });
    let claims = || GITHUB_CLAIMS.map(|claim| format!("{issuer}:{claim}")).join(" or ");
    (!passes).then(|| sentences::unscoped(principal, &claims()))
}

/// The blocks of a condition under one of `operators`.
fn blocks<'d>(condition: Option<Value<'d>>, operators: &[&str]) -> impl Iterator<Item = Value<'d>> {
    let blocks = condition.into_iter().flat_map(Value::members);
    let is_one =
        |name: Value<'_>| name.text().is_some_and(|name| operators.contains(&without_set(&name)));
    blocks.filter_map(move |(name, keys)| is_one(name).then_some(keys))
}

/// The values of a block under the keys `issuer:claim`.
fn claimed<'d>(
    keys: Value<'d>,
    issuer: &str,
    claims: &[&str],
    is_equal: fn(&str, &str) -> bool,
) -> impl Iterator<Item = Value<'d>> {
    let is_claim = move |key: &str| {
        let (start, rest) = key.split_at_checked(issuer.len())?;
        let claim = rest.strip_prefix(':').filter(|_| is_equal(start, issuer))?;
        claims.iter().any(|other| is_equal(claim, other)).then_some(())
    };
    keys.members().filter_map(move |(key, values)| is_claim(&key.text()?).map(|()| values))
}
