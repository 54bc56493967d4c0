//! Does one piece of work, to be counted by callgrind: see the script `instructions`.

use std::hint::black_box;
use std::slice::from_ref;

use iam_codec::policy::{Kind, judge};
use iam_codec::{Reply, Request, Response, sts};
use iam_codec_benches::rows::exchanges;
use iam_codec_benches::workloads::{
    Parts, REQUEST_ID, Requests, UNKNOWN_ACTION, account, action_last, heavy, heavy_page, lists,
    page_of_references, page_with_reference, plain, plain_page, policies, refused, roles, scripts,
    sessions, sorted, success, umlaut, users, varied, with_comment, with_declaration, with_prefix,
};

/// The name, the length of the wire form, and the work.
type Work<'w> = (&'static str, usize, Box<dyn Fn() + 'w>);

fn main() {
    let (one, fifty, heavy, varied) = (plain(1), plain(50), heavy(50), varied(false));
    let (umlaut, scripts) = (umlaut(), scripts());
    let page = plain_page();
    let document = page.encode().unwrap_or_default();
    let success = success();
    let success_len = success.encode().unwrap_or_default().len();
    let [reference, references, heavy_document] =
        [page_with_reference(), page_of_references(), heavy_page()]
            .map(|page| page.encode().unwrap_or_default());
    let (declaration, comment) = (with_declaration(&document), with_comment(&document));
    let prefixed = with_prefix(&document);
    let last = action_last(&fifty.bodies[0]);
    let (sorted, (refused, _)) = (sorted(), refused());
    let [.., parts] = Parts::of(&fifty);
    let ((create, create_body), roles) = (roles::create_role(), roles::list_roles());
    let policy_body = roles::put_role_policy();
    let (get, few, many) = (users::get_user(), users::create_user(3), users::create_user(50));
    let create_user = users::create_user(2);
    let users = lists::users();
    let users_document = users.encode().unwrap_or_default();
    let details = account::details();
    let details_document = details.encode().unwrap_or_default();
    let json = serde_json::to_string(&fifty.requests[0]).unwrap_or_default();
    let trust = policies::github();
    let (assume, assumed) = (sessions::assume_role(), sessions::assumed());
    let assumed_document = assumed.encode().unwrap_or_default();
    let roles_document = roles.encode().unwrap_or_default();
    let works = [
        unchecked("decode_unchecked, 1 plain tag", &one),
        unchecked("decode_unchecked, 50 plain tags", &fifty),
        unchecked("decode_unchecked, 50 plain tags, sorted", &sorted),
        unchecked("decode_unchecked, 50 heavy tags", &heavy),
        unchecked("decode_unchecked, varied", &varied),
        checked("decode, 50 plain tags", &fifty),
        checked("decode, 50 tags, one umlaut", &umlaut),
        unchecked("decode_unchecked, 50 tags, 25 scripts", &scripts),
        checked("decode, 50 tags, 25 scripts", &scripts),
        ("decode_parts, 50 plain tags", parts.whole.len(), {
            Box::new(|| each(from_ref(&parts), |p| Request::decode_parts(&p.query, &p.body)))
        }),
        ("refuse 50 tags, three violations", refused.wire_len(), {
            Box::new(|| each(&refused.bodies, |body| refusal(body)))
        }),
        unchecked("decode_unchecked, GetUser", &get),
        ("decode_unchecked, unknown action", UNKNOWN_ACTION.len(), {
            Box::new(|| each(&[UNKNOWN_ACTION], |b| Request::decoder().unchecked().body(b)))
        }),
        ("decode, 50 plain tags, Action last", last.len(), {
            Box::new(|| each(from_ref(&last), |body| Request::decode(body)))
        }),
        unchecked("decode_unchecked, CreateUser with 3 tags", &few),
        unchecked("decode_unchecked, CreateUser with 50 tags", &many),
        ("decode_unchecked, CreateRole", create_body.len(), {
            Box::new(|| each(from_ref(&create_body), |b| Request::decoder().unchecked().body(b)))
        }),
        ("decode, CreateRole", create_body.len(), {
            Box::new(|| each(from_ref(&create_body), |body| Request::decode(body)))
        }),
        ("decode, PutRolePolicy of 6 kB", policy_body.len(), {
            Box::new(|| each(from_ref(&policy_body), |body| Request::decode(body)))
        }),
        ("encode request, CreateRole", create_body.len(), {
            Box::new(|| each(from_ref(&create), Request::encode))
        }),
        encode("encode request, 50 plain tags", &fifty),
        encode("encode request, 50 heavy tags", &heavy),
        ("encode response, 50 plain tags", document.len(), {
            Box::new(|| each(from_ref(&page), Response::encode))
        }),
        ("encode TagUserResponse", success_len, {
            Box::new(|| each(from_ref(&success), Response::encode))
        }),
        read("decode response, 50 plain tags", &document),
        read("decode response, 50 plain tags, declaration", &declaration),
        read("decode response, 50 plain tags, comment", &comment),
        read("decode response, 50 plain tags, one reference", &reference),
        read("decode response, 50 tags of references", &references),
        read("decode response, 50 heavy tags", &heavy_document),
        tolerantly("decode tolerantly, 50 plain tags", &document),
        tolerantly("decode tolerantly, 50 plain tags, comment", &comment),
        tolerantly("decode tolerantly, 50 plain tags, prefix", &prefixed),
        read("decode response, 50 plain tags, prefix", &prefixed),
        tolerantly("decode tolerantly, 100 roles", &roles_document),
        ("encode response, 100 roles", roles_document.len(), {
            Box::new(|| each(from_ref(&roles), Response::encode))
        }),
        read("decode response, 100 roles", &roles_document),
        ("encode response, 100 users", users_document.len(), {
            Box::new(|| each(from_ref(&users), Response::encode))
        }),
        read("decode response, 100 users", &users_document),
        ("encode response, account details", details_document.len(), {
            Box::new(|| each(from_ref(&details), Response::encode))
        }),
        read("decode response, account details", &details_document),
        ("CreateUser, decode, respond, encode", create_user.wire_len(), {
            Box::new(|| each(&create_user.bodies, |body| exchanges::served(body)))
        }),
        ("decode, AssumeRole with 5 tags", assume.len(), {
            Box::new(|| each(from_ref(&assume), |body| sts::Request::decode(body)))
        }),
        ("encode response, AssumeRole", assumed_document.len(), {
            Box::new(|| each(from_ref(&assumed), sts::Response::encode))
        }),
        ("decode response, AssumeRole", assumed_document.len(), {
            Box::new(|| each(from_ref(&assumed_document), |d| sts::decode_response(d.as_bytes())))
        }),
        ("from JSON, 50 plain tags", json.len(), {
            Box::new(|| each(from_ref(&json), |json| serde_json::from_str::<Request<'_>>(json)))
        }),
        ("judge a trust policy for GitHub", trust.len(), {
            Box::new(|| each(from_ref(&trust), |policy| judge(Kind::Trust, policy)))
        }),
    ];
    match std::env::args().nth(1) {
        None => works.iter().for_each(|(name, len, _)| println!("{len}\t{name}")),
        Some(wanted) => {
            let (.., work) = works.iter().find(|(name, ..)| *name == wanted).expect("a name");
            // The first time also pays for what is set up once.
            work();
            counted(work);
        }
    }
}

fn unchecked<'w>(name: &'static str, work: &'w Requests) -> Work<'w> {
    (
        name,
        work.wire_len(),
        Box::new(|| each(&work.bodies, |b| Request::decoder().unchecked().body(b))),
    )
}

fn checked<'w>(name: &'static str, work: &'w Requests) -> Work<'w> {
    (name, work.wire_len(), Box::new(|| each(&work.bodies, |b| Request::decode(b))))
}

fn encode<'w>(name: &'static str, work: &'w Requests) -> Work<'w> {
    (name, work.wire_len(), Box::new(|| each(&work.requests, Request::encode)))
}

fn read<'w>(name: &'static str, document: &'w String) -> Work<'w> {
    (
        name,
        document.len(),
        Box::new(move || each(from_ref(document), |d| Response::decode(d.as_bytes()))),
    )
}

fn tolerantly<'w>(name: &'static str, document: &'w String) -> Work<'w> {
    (
        name,
        document.len(),
        Box::new(move || each(from_ref(document), |d| Reply::decode_tolerantly(d.as_bytes()))),
    )
}

fn refusal(body: &[u8]) -> Option<String> {
    let error = Request::decode(body).err()?;
    Some(error.to_response(REQUEST_ID).encode())
}

/// All that is counted.
#[inline(never)]
fn counted(work: &dyn Fn()) {
    work();
}

fn each<'i, I, T>(inputs: &'i [I], work: impl Fn(&'i I) -> T) {
    for input in inputs {
        black_box(work(black_box(input)));
    }
}
