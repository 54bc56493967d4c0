//! The policies of requests: their members and their kinds.

use iam_codec::policy::Kind;
use iam_codec::{Action, Member, Request};

/// Every operation whose input has a policy, and the kind of it.
#[test]
fn an_operation_says_which_kind_its_policies_are() {
    let kind = |action: Action| match action.as_str() {
        "CreatePolicy" | "CreatePolicyVersion" => Kind::Managed,
        "CreateRole" | "UpdateAssumeRolePolicy" => Kind::Trust,
        "PutGroupPolicy" | "PutRolePolicy" | "PutUserPolicy" => Kind::Inline,
        name if name.starts_with("Simulate") || name.starts_with("GetContextKeys") => {
            Kind::ContextKeys
        }
        name => panic!("{name}"),
    };
    let mut count = 0;
    for action in Action::ALL {
        for member in action.input().iter().filter(|member| has_policy(member)) {
            let name = member.name();
            let part = if member.is_list() { ".member.1" } else { "" };
            let mut body = format!("Action={action}&Version=2010-05-08&{name}{part}=a");
            for other in action.input().iter().filter(|other| other.is_required()) {
                if other.name() != name {
                    let part = if other.is_list() { ".member.1" } else { "" };
                    body += &format!("&{}{part}=b", other.name());
                }
            }
            let request = Request::decoder().unchecked().body(body.as_bytes()).unwrap();
            let policies = request.policies();
            assert!(policies.contains(&(kind(*action), "a")), "{body}: {policies:?}");
            count += 1;
        }
    }
    assert!(count >= 10, "{count}");
}

/// `is_policy` is of texts alone; a list of policies has no such flag, and is known by its name.
fn has_policy(member: &Member) -> bool {
    let is_list = member.is_list() && member.members().is_empty();
    member.is_policy() || is_list && member.name().ends_with("PolicyInputList")
}
