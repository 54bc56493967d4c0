//! Seed → sequence: the creation of a resource, and what is then done to it.

use arbitrary::{Arbitrary, Result, Unstructured};
use memchr::memmem;

use super::prediction::Prediction;
use super::scenario::Scenarios;
use super::sequence::{ACCOUNT, LONGEST, NAME, Sequence, Step, existing};
use super::unicode::{has_old_letters, with_old_letters};
use crate::cases::rows::ResourceRow;
use crate::cases::suite::Suite;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get, params};
use iam_codec::generators::{Forbidden, Incomplete, Violating, request_of};
use iam_codec::mutator::mutate;
use iam_codec::{Action, Params, Request};

/// The sequence of this number. The same seed and number give the same sequence.
pub(crate) fn sequence(suite: &Suite, scenarios: &Scenarios, seed: u64, number: usize) -> Sequence {
    let mut bytes = vec![0; 1 << 16];
    fastrand::Rng::with_seed(seed ^ (number as u64).rotate_left(32)).fill(&mut bytes);
    let mut u = Unstructured::new(&bytes);
    if number % 3 > 0 {
        return scenarios.sequence(seed, number / 3 * 2 + number % 3 - 1, &mut u);
    }
    let rows: Vec<_> = suite.resources.iter().filter(|row| row.number.is_some()).collect();
    let row = u.choose(&rows).copied().unwrap_or(&suite.resources[0]);
    let generator = Generator::new(suite, row);
    let mut steps = Vec::new();
    // Where the bytes end, the sequence ends.
    let _ = generator.fill(&mut u, &mut steps);
    Sequence { resource: row.name.clone(), steps: steps.into_iter().map(Step::new).collect() }
}

struct Generator<'s> {
    row: &'s ResourceRow,
    /// The request that creates the resource.
    create: Map,
    /// The values by which parameters name the resource, and valid documents.
    own: Map,
}

impl<'s> Generator<'s> {
    fn new(suite: &'s Suite, row: &'s ResourceRow) -> Self {
        let scope = scope(suite);
        let filled = |map: &Map| scope.fill_map(map).unwrap_or_default();
        let mut own = Map::new();
        for row in &suite.resources {
            own.push((row.parameter.clone(), Value::Text(row.absent.clone())));
            let own_texts = row.create.iter().filter(|(name, _)| name != "Action");
            own.extend(own_texts.cloned());
        }
        let more = [
            ("PolicyName", "${name}"),
            ("NewUserName", "${name}"),
            ("NewGroupName", "${name}"),
            ("NewServerCertificateName", "${name}"),
            ("PermissionsBoundary", "arn:aws:iam::${account}:policy/${name}"),
        ];
        own.extend(more.map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned()))));
        Generator { row, create: filled(&row.create), own: filled(&own) }
    }

    fn fill(&self, u: &mut Unstructured<'_>, steps: &mut Vec<Vec<u8>>) -> Result<()> {
        steps.push(self.in_old_letters(self.creation(u)?));
        for _ in 0..u.int_in_range(1..=8)? {
            let body = self.in_old_letters(self.step(u, steps)?);
            if body.len() <= LONGEST {
                steps.push(body);
            }
        }
        steps.push(self.read());
        Ok(())
    }

    /// The creation, with further members in half of the sequences.
    fn creation(&self, u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
        let plain = params(&self.create);
        let mut body = Params::default();
        let action = get(&self.create, "Action").and_then(Value::as_text).unwrap_or_default();
        body.push("Action", action.to_owned());
        body.push("Version", iam_codec::VERSION);
        for param in plain.iter().filter(|param| param.name() != "Action") {
            body.push(param.name().to_owned(), param.value().to_owned());
        }
        if let (true, Ok(action)) = (u.arbitrary()?, action.parse::<Action>()) {
            let further = request_of(action, u)?.encode();
            for param in &Params::parse(further.as_bytes()).unwrap_or_default() {
                let top = param.name().split('.').next().unwrap_or_default();
                let is_known = top == "Version" || get(&self.create, top).is_some();
                // The path would be a part of the ARN, which is to be known beforehand.
                let is_path = top == "Path" && self.row.identifier.starts_with('/');
                if !is_known && !is_path {
                    body.push(param.name().to_owned(), existing(param.value()).to_owned());
                }
            }
        }
        Ok(body.encode().into_bytes())
    }

    fn step(&self, u: &mut Unstructured<'_>, steps: &[Vec<u8>]) -> Result<Vec<u8>> {
        let body = match u.int_in_range(0..=19)? {
            0..=8 => {
                let verb = *u.choose(&["Tag", "Tag", "Untag", "List"])?;
                let end = if verb == "List" { "Tags" } else { "" };
                let action = format!("{verb}{}{end}", self.row.word).parse();
                let action = action.map_or_else(|_| Action::arbitrary(u), Ok)?;
                request_of(action, u)?.encode()
            }
            9 => self.creation(u).map(lossy)?,
            10 | 11 => Request::arbitrary(u)?.encode(),
            12 | 13 => self.nearby(u, Violating::arbitrary, |wrong| wrong.request.encode())?,
            14 | 15 => self.nearby(u, Forbidden::arbitrary, |wrong| wrong.request.encode())?,
            16 => self.nearby(u, Incomplete::arbitrary, |wrong| wrong.body)?,
            _ => return self.mutated(u, steps),
        };
        Ok(self.moved(body.into_bytes()))
    }

    /// Of up to eight wrong requests the first that is about the sequence's type of resource, or else the last.
    fn nearby<'u, T>(
        &self,
        u: &mut Unstructured<'u>,
        make: impl Fn(&mut Unstructured<'u>) -> Result<T>,
        body: impl Fn(T) -> String,
    ) -> Result<String> {
        let mut text = String::new();
        for _ in 0..8 {
            text = body(make(u)?);
            let action = text.split('&').next().unwrap_or_default();
            if action.contains(&self.row.word) || text.len() > LONGEST {
                break;
            }
        }
        Ok(text)
    }

    fn mutated(&self, u: &mut Unstructured<'_>, steps: &[Vec<u8>]) -> Result<Vec<u8>> {
        let mut body = u.choose(steps)?.clone();
        let size = body.len();
        let room = size + 1024;
        body.resize(room, 0);
        let spell = u.arbitrary::<u8>()?;
        let bytes = |text: &mut [u8], size: usize, _: usize| {
            change_first(&mut text[..size], spell);
            size
        };
        let size = mutate(&mut body, size, room, u.arbitrary()?, bytes);
        body.truncate(size);
        Ok(if hides_the_name(&body) { self.read() } else { body })
    }

    /// The request with letters that every server knows. If it cannot be read, the request that reads the
    /// resource takes its place.
    fn in_old_letters(&self, body: Vec<u8>) -> Vec<u8> {
        match has_old_letters(&body) {
            true => body,
            false => with_old_letters(&body).unwrap_or_else(|| self.read()),
        }
    }

    /// The request about the resource of the sequence, unless the codec then says something else of it.
    fn moved(&self, body: Vec<u8>) -> Vec<u8> {
        let Ok(given) = Params::parse(&body) else {
            return body;
        };
        let mut moved = Params::default();
        for param in &given {
            let own = get(&self.own, param.name()).and_then(Value::as_text);
            let value = own.unwrap_or_else(|| existing(param.value()));
            moved.push(param.name().to_owned(), value.to_owned());
        }
        let moved = moved.encode().into_bytes();
        match Prediction::of(&moved).says == Prediction::of(&body).says {
            true => moved,
            false => body,
        }
    }

    /// The request that reads the resource.
    fn read(&self) -> Vec<u8> {
        let mut body = Params::default();
        body.push("Action", format!("Get{}", self.row.word));
        body.push("Version", iam_codec::VERSION);
        let id = get(&self.own, &self.row.parameter).and_then(Value::as_text);
        body.push(self.row.parameter.clone(), id.unwrap_or_default().to_owned());
        body.encode().into_bytes()
    }
}

/// The variables of sequences.
pub(crate) fn scope(suite: &Suite) -> Scope {
    let mut scope = Scope::default();
    for (name, value) in &suite.constants {
        scope.set(name, value);
    }
    scope.set("account", ACCOUNT);
    scope.set("name", NAME);
    scope
}

/// Whether the name is written with escapes, so that the name of a play cannot take its place.
fn hides_the_name(body: &[u8]) -> bool {
    let Ok(params) = Params::parse(body) else {
        return false;
    };
    let read: usize = params.iter().map(|param| param.value().matches(NAME).count()).sum();
    read > memmem::find_iter(body, NAME).count()
}

/// Stands for the mutator of a fuzzing engine: one byte becomes another.
fn change_first(text: &mut [u8], spell: u8) {
    if let Some(byte) = text.first_mut() {
        *byte ^= spell;
    }
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
