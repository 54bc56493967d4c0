//! Small requests of operations that are not about tags.

use iam_codec::Request;

use crate::peers::users as peers;
use crate::table::{Goal, Row};
use crate::workloads::{Requests, users as workloads};

pub fn print() -> bool {
    let are_met = [
        decode("decode_unchecked, GetUser", workloads::get_user(), 1.1),
        decode("decode_unchecked, ListUsers", workloads::list_users(), 1.1),
        decode("decode_unchecked, CreateUser", workloads::create_user(0), 1.0),
        decode("decode_unchecked, CreateUser with 3 tags", workloads::create_user(3), 2.2),
        decode("decode_unchecked, CreateUser with 50 tags", workloads::create_user(50), 5.5),
    ];
    !are_met.contains(&false)
}

fn decode(name: &'static str, work: Requests, tuned: f64) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(tuned), |body| peers::tuned(body), is_right);
    row.print()
}
