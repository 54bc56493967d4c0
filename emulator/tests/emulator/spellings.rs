//! A name in other letters is the same name, wherever it is sent, and a thing may be renamed to it.

use super::conflicts::{ROWS, emulator, filled};
use super::{Emulator, refusal};

/// The parameters whose values have no case.
const NAMES: [&str; 5] =
    ["UserName", "GroupName", "RoleName", "InstanceProfileName", "ServerCertificateName"];

/// Requests about names beside those that make and remove what hangs on things.
const MORE: &[&str] = &[
    "GetUser &UserName=a",
    "TagUser &UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v",
    "ListUserTags &UserName=a",
    "ListGroupsForUser &UserName=u",
    "GetGroup &GroupName=g",
    "GetRole &RoleName=r",
    "UpdateRole &RoleName=r&Description=d",
    "UpdateAssumeRolePolicy &RoleName=r&PolicyDocument=$TRUST",
    "ListInstanceProfilesForRole &RoleName=r",
    "GetInstanceProfile &InstanceProfileName=i",
    "UploadServerCertificate &ServerCertificateName=s&PrivateKey=k&CertificateBody=-----BEGIN%20CERTIFICATE-----",
    "GetServerCertificate &ServerCertificateName=s",
    "UpdateServerCertificate &ServerCertificateName=s&NewPath=/n/",
    "DeleteServerCertificate &ServerCertificateName=s",
    "UpdateUser &UserName=u&NewPath=/n/",
    "UpdateGroup &GroupName=g&NewPath=/n/",
    "CreateServiceLinkedRole &AWSServiceName=lex.amazonaws.com",
    "DeleteServiceLinkedRole &RoleName=AWSServiceRoleForLexBots",
    // Whoever asks again is told of the same task.
    "DeleteServiceLinkedRole &RoleName=AWSServiceRoleForLexBots",
    "DeleteRole &RoleName=r",
];

/// The request with its names in capital letters, unless it makes what they name.
fn capital(step: &str) -> String {
    if step.starts_with("Upload") && step.contains("ServerCertificateName") {
        return step.to_owned();
    }
    let part = |part: &str| match part.split_once('=') {
        Some((name, value)) if NAMES.contains(&name) => {
            format!("{name}={}", value.to_ascii_uppercase())
        }
        _ => part.to_owned(),
    };
    step.split('&').map(part).collect::<Vec<_>>().join("&")
}

#[test]
fn names_in_capital_letters_are_the_same_names_in_every_request() {
    let (plain, other) = (emulator(), emulator());
    let hindrances = ROWS.iter().flat_map(|(_, hindrances)| *hindrances);
    let steps = hindrances.flat_map(|(_, come, go)| [*come, *go]);
    let deletes = ROWS.iter().map(|(delete, _)| *delete);
    for step in steps.chain(MORE.iter().copied()).chain(deletes) {
        let step = filled(&plain, step);
        let [first, second] =
            [(&plain, step.clone()), (&other, capital(&step))].map(|(emulator, step)| {
                let (action, parameters) = step.split_once(' ').unwrap();
                let answer = emulator.call(action, parameters);
                (answer.status, answer.body)
            });
        assert_eq!((first.0, &second), (200, &first), "{step}");
        assert!(other.0.state() == plain.0.state(), "{step}");
    }
}

/// Operations that rename: the parameters of the old and of the new name, the list, and what there is none of.
const RENAMES: [(&str, &str, &str, &str); 3] = [
    ("UpdateUser", "UserName", "ListUsers", "User"),
    ("UpdateGroup", "GroupName", "ListGroups", "Group"),
    (
        "UpdateServerCertificate",
        "ServerCertificateName",
        "ListServerCertificates",
        "Server Certificate",
    ),
];

#[test]
fn a_thing_is_renamed_to_any_name_that_no_other_has_in_whatever_letters() {
    for (action, name, list, kind) in RENAMES {
        for (old, new, names) in [
            ("one", "one", Ok("one two")),
            ("one", "ONE", Ok("ONE two")),
            ("ONE", "One", Ok("One two")),
            ("one", "three", Ok("three two")),
            ("one", "two", Err("two")),
            ("one", "TWO", Err("TWO")),
        ] {
            let emulator = Emulator::new();
            let create = match action {
                "UpdateServerCertificate" => "UploadServerCertificate &PrivateKey=k&CertificateBody=-----BEGIN%20CERTIFICATE-----".to_owned(),
                _ => format!("{} ", action.replace("Update", "Create")),
            };
            emulator.perform(&format!("{create}&{name}=one\n{create}&{name}=two"));
            let parameters = format!("&{name}={old}&New{name}={new}");
            match names {
                Ok(names) => {
                    emulator.perform(&format!("{action} {parameters}"));
                    assert_eq!(emulator.texts(name, list, "").join(" "), names, "{parameters}");
                }
                Err(taken) => {
                    let message = match kind {
                        "Server Certificate" => {
                            format!("The {kind} with name {taken} already exists.")
                        }
                        _ => format!("{kind} with name {taken} already exists."),
                    };
                    let refused = refusal(409, "EntityAlreadyExists", &message);
                    assert_eq!(emulator.refused(action, &parameters), refused);
                }
            }
        }
    }
}
