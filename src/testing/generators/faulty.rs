//! Requests that are wrong in one way, with the error that must be reported.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::aim::Broken;
use super::fill::fill_request;
use super::limit::Fault;
use super::site::{Site, sites};
use super::taken::key_case;
use crate::message::service::Requests;
use crate::{Action, Constraint, Request, RequestErrorKind};

/// A request of any operation that breaks one constraint, with the one violation that
/// [`validate`](Request::validate) must report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violating<'a> {
    /// The request.
    pub request: Request<'a>,
    /// The violation's [path](crate::Violation::path).
    pub path: String,
    /// The violation's [parameter](crate::Violation::parameter).
    pub parameter: String,
    /// The violation's [constraint](crate::Violation::constraint).
    pub constraint: Constraint,
}

impl<'u> Arbitrary<'u> for Violating<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let is_violation = |fault| !is_missing(fault) && !is_forbidden(fault);
        match faulty(u, is_violation)? {
            (request, Broken::Violation { path, parameter, constraint }) => {
                Ok(Violating { request, path, parameter, constraint })
            }
            _ => Err(arbitrary::Error::IncorrectFormat),
        }
    }
}

/// The body of a request of any operation that lacks one required member, outermost or further down,
/// with the one violation that [`decode`](Request::decode) and an
/// [unchecked](crate::Decoder::unchecked) decoder must report: the member must not be
/// [null](Constraint::NotNull).
///
/// ```
/// use arbitrary::{Arbitrary, Unstructured};
/// use iam_codec::generators::Incomplete;
/// use iam_codec::{Constraint, Request};
///
/// let mut bytes = Unstructured::new(b"as many bytes as a fuzzer likes to give");
/// let wrong = Incomplete::arbitrary(&mut bytes)?;
/// let error = Request::decode(wrong.body.as_bytes()).unwrap_err();
/// assert_eq!(error.violations()[0].constraint(), Constraint::NotNull);
/// assert_eq!(error.parameter(), Some(&*wrong.parameter));
/// # Ok::<(), arbitrary::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// The body.
    pub body: String,
    /// The violation's [path](crate::Violation::path).
    pub path: String,
    /// The violation's [parameter](crate::Violation::parameter): the one that is missing.
    pub parameter: String,
}

impl<'u> Arbitrary<'u> for Incomplete {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        match faulty(u, is_missing)? {
            (request, Broken::Violation { path, parameter, .. }) => {
                let body = without(&request.encode(), &parameter);
                Ok(Incomplete { body, path, parameter })
            }
            _ => Err(arbitrary::Error::IncorrectFormat),
        }
    }
}

/// A request that breaks no constraint and is refused for another reason, with that reason.
///
/// ```
/// use arbitrary::{Arbitrary, Unstructured};
/// use iam_codec::generators::Forbidden;
///
/// let mut bytes = Unstructured::new(b"as many bytes as a fuzzer likes to give");
/// let wrong = Forbidden::arbitrary(&mut bytes)?;
/// assert_eq!(*wrong.request.validate().unwrap_err().kind(), wrong.kind);
/// # Ok::<(), arbitrary::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forbidden<'a> {
    /// The request.
    pub request: Request<'a>,
    /// What [`validate`](Request::validate) must report: an invalid name, path or ARN, two equal keys, or
    /// a reserved prefix.
    pub kind: RequestErrorKind,
}

impl<'u> Arbitrary<'u> for Forbidden<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        // Most rules are about tags, and few places hold one.
        let fits = if u.ratio(1, 4)? { is_of_tags } else { is_forbidden };
        match faulty(u, fits)? {
            (request, Broken::Refused(kind)) => Ok(Forbidden { request, kind }),
            _ => Err(arbitrary::Error::IncorrectFormat),
        }
    }
}

fn is_missing(fault: Fault) -> bool {
    fault == Fault::Missing
}

fn is_forbidden(fault: Fault) -> bool {
    fault == Fault::Misformed || is_of_tags(fault)
}

fn is_of_tags(fault: Fault) -> bool {
    matches!(fault, Fault::Repeated | Fault::Reserved)
}

/// A request with one fault that `fits`, and the error that the decoder must report.
fn faulty<'a>(u: &mut Unstructured<'_>, fits: fn(Fault) -> bool) -> Result<(Request<'a>, Broken)> {
    let start = u.choose_index(Action::ALL.len())?;
    // Not every operation has a place for each fault.
    let (before, after) = Action::ALL.split_at(start);
    let mut candidates = after.iter().chain(before).map(|action| (*action, faults(*action, fits)));
    let found = candidates.find(|(_, sites)| !sites.is_empty());
    let (action, sites) = found.ok_or(arbitrary::Error::IncorrectFormat)?;
    let mut request = Request::empty(action);
    let structure = request.input_mut().ok_or(arbitrary::Error::IncorrectFormat)?;
    let broken = fill_request(structure, key_case(action), Some(u.choose(&sites)?), u)?;
    Ok((request, broken.ok_or(arbitrary::Error::IncorrectFormat)?))
}

/// The places in an operation's input where a fault that `fits` is possible.
fn faults(action: Action, fits: fn(Fault) -> bool) -> Vec<Site> {
    let request = Request::empty(action);
    let sites = request.known().map(|(_, input)| sites(input.table()));
    sites.into_iter().flatten().filter(|site| fits(site.fault)).collect()
}

/// The body without a parameter and all below it. Where that was all that a structure had, an unknown member
/// takes its place, so that the structure is still there.
fn without(body: &str, missing: &str) -> String {
    let is_below = |pair: &str, name: &str| {
        pair.strip_prefix(name).is_some_and(|rest| rest.starts_with(['=', '.']))
    };
    let mut kept: Vec<_> = body.split('&').filter(|pair| !is_below(pair, missing)).collect();
    let unknown = missing.rsplit_once('.').map(|(parent, _)| (parent, format!("{parent}.Color=")));
    match &unknown {
        Some((parent, pair)) if !kept.iter().any(|pair| is_below(pair, parent)) => kept.push(pair),
        _ => {}
    }
    kept.join("&")
}
