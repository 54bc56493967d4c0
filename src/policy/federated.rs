//! What IAM demands of statements that trust an identity provider which many organizations share.
//!
//! Anyone can get a token from such a provider, so a condition must say whose tokens are meant. Only
//! statements that allow something are judged, each by itself.

use std::collections::{HashMap, HashSet};

use crate::policy::arn::Arn;
use crate::policy::malformed::{MalformedPolicy, refuse};
use crate::policy::operator::without_set;
use crate::policy::sentences::trust as sentences;
use crate::policy::statement::{Key, Statement};
use crate::policy::value::Value;

/// What IAM demands of the condition of a statement that trusts a provider.
#[derive(Clone, Copy)]
enum Demand {
    /// A claim that is compared with something else than `*`. The provider is an ARN.
    Scoped,
    /// The same, with its own rules; longer names that begin with GitHub's are GitHub's too.
    Github,
    /// A condition of any kind first, then the same.
    Cognito,
    /// A claim that names an application: any value will do.
    Application,
}

/// The providers, what is demanded, and the claims that will do. The name of one that is an ARN is behind
/// `oidc-provider/`. From AWS's page "Identity-provider controls for shared OIDC providers"; three are
/// recorded.
const PROVIDERS: [(&str, Demand, &[&str]); 18] = [
    ("token.actions.githubusercontent.com", Demand::Github, &["sub", "job_workflow_ref"]),
    ("cognito-identity.amazonaws.com", Demand::Cognito, &["aud"]),
    ("accounts.google.com", Demand::Application, &["aud", "oaud", "sub"]),
    ("www.amazon.com", Demand::Application, &["app_id", "sub"]),
    ("graph.facebook.com", Demand::Application, &["app_id", "sub"]),
    ("gitlab.com", Demand::Scoped, &["sub"]),
    ("app.terraform.io", Demand::Scoped, &["sub"]),
    ("vstoken.actions.githubusercontent.com", Demand::Scoped, &["sub"]),
    ("oidc-configuration.audit-log.githubusercontent.com", Demand::Scoped, &["sub"]),
    ("agent.buildkite.com", Demand::Scoped, &["sub"]),
    ("oidc.codefresh.io", Demand::Scoped, &["sub"]),
    ("studio.datachain.ai/api", Demand::Scoped, &["sub"]),
    ("scalr.io", Demand::Scoped, &["sub"]),
    ("tokens.cloud.shisho.dev", Demand::Scoped, &["sub"]),
    ("proidc.upbound.io", Demand::Scoped, &["sub"]),
    ("oidc.vercel.com", Demand::Scoped, &["aud"]),
    ("api.pulumi.com/oidc", Demand::Scoped, &["aud"]),
    ("sandboxes.cloud", Demand::Scoped, &["aud"]),
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
    let mut condition =
        Condition { value: statement.get(Key::Condition), asked: 0, of_github: None };
    for (value, principal) in federated.flat_map(|(_, value)| value.texts()) {
        if let Some(sentence) = condition.missing(&principal) {
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

/// The condition of a statement. However many providers are trusted, it is walked once for each row of
/// [`PROVIDERS`], and once more for all of GitHub's but the first.
struct Condition<'d> {
    value: Option<Value<'d>>,
    /// A bit for each row that a principal before was of.
    asked: u32,
    /// GitHub's providers that are scoped, in lower case, as soon as there is a second one.
    of_github: Option<HashSet<String>>,
}

impl Condition<'_> {
    /// IAM's sentence for a principal whose condition lacks or lets all in.
    fn missing(&mut self, principal: &str) -> Option<String> {
        let resource = Arn::new(principal).resource();
        let issuer = resource.and_then(|resource| resource.strip_prefix("oidc-provider/"));
        let row = PROVIDERS.iter().position(|(name, demand, _)| match demand {
            Demand::Scoped => issuer == Some(name),
            Demand::Github => issuer.is_some_and(|issuer| issuer.starts_with(name)),
            Demand::Cognito | Demand::Application => principal == *name,
        })?;
        let is_first = self.asked & 1 << row == 0;
        self.asked |= 1 << row;
        let (name, demand, claims) = PROVIDERS[row];
        match demand {
            Demand::Github => self.unscoped_github(principal, issuer?, claims, is_first),
            // The first one passed.
            _ if !is_first => None,
            Demand::Cognito if self.value.is_none() => Some(sentences::COGNITO.to_owned()),
            Demand::Cognito | Demand::Scoped => unscoped(name, claims, self.value),
            Demand::Application => unnamed(name, claims, self.value),
        }
    }

    /// GitHub's demand: some block scopes the provider. The first one is looked for, by which lives the bench
    /// row "judge a trust policy for GitHub"; the others are looked up.
    fn unscoped_github(
        &mut self,
        principal: &str,
        issuer: &str,
        claims: &[&str],
        is_first: bool,
    ) -> Option<String> {
        let passes = match is_first {
            true => blocks(self.value, &COMPARING).any(|keys| scopes_github(keys, issuer, claims)),
            false => {
                let scoped =
                    self.of_github.get_or_insert_with(|| scoped_github(self.value, claims));
                scoped.contains(&issuer.to_ascii_lowercase())
            }
        };
        let named = || claims.iter().map(|claim| format!("{issuer}:{claim}")).collect::<Vec<_>>();
        (!passes).then(|| sentences::unscoped(principal, &named().join(" or ")))
    }
}

/// The demand of applications: a block compares a claim, in its exact spelling.
fn unnamed(issuer: &str, claims: &[&str], condition: Option<Value<'_>>) -> Option<String> {
    let passes = blocks(condition, &COMPARING_EQUAL)
        .any(|keys| claimed(keys, issuer, claims, |key, claim| key == claim).next().is_some());
    (!passes).then(|| sentences::application(issuer))
}

/// The demand of most providers: a block compares the claim, and not with `*`.
fn unscoped(issuer: &str, claims: &[&str], condition: Option<Value<'_>>) -> Option<String> {
    let is_scoped = |values: Value<'_>| values.texts().all(|(_, value)| value != "*");
    let passes = blocks(condition, &COMPARING)
        .any(|keys| claimed(keys, issuer, claims, str::eq_ignore_ascii_case).any(is_scoped));
    (!passes).then(|| sentences::unscoped(issuer, &format!("{issuer}:{}", claims.concat())))
}

/// Whether a block scopes this provider of GitHub: one bad claim spoils it.
fn scopes_github(keys: Value<'_>, issuer: &str, claims: &[&str]) -> bool {
    let mut claims = claimed(keys, issuer, claims, str::eq_ignore_ascii_case).peekable();
    claims.peek().is_some() && claims.all(is_good_for_github)
}

/// The providers that some block of a condition [scopes](scopes_github), in lower case.
fn scoped_github(condition: Option<Value<'_>>, claims: &[&str]) -> HashSet<String> {
    let mut scoped = HashSet::new();
    for keys in blocks(condition, &COMPARING) {
        let mut of_block = HashMap::new();
        for (key, values) in keys.members() {
            let key = key.text().unwrap_or_default();
            let Some((issuer, claim)) = key.rsplit_once(':') else { continue };
            if claims.iter().any(|other| claim.eq_ignore_ascii_case(other)) {
                let is_scoped = of_block.entry(issuer.to_ascii_lowercase()).or_insert(true);
                *is_scoped &= is_good_for_github(values);
            }
        }
        of_block.retain(|_, is_scoped| *is_scoped);
        scoped.extend(of_block.into_keys());
    }
    scoped
}

/// A value that is blank or begins with `*` is bad.
fn is_good_for_github(values: Value<'_>) -> bool {
    values.texts().all(|(_, value)| !value.trim().is_empty() && !value.starts_with('*'))
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
