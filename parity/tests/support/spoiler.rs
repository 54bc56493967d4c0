//! An endpoint that spoils a good one: each fault is one that a server was seen to have, or one of its kind.

use iam_codec::Params;
use iam_parity::{Answer, Call, Level};

use crate::endpoint::Emulator;

/// A fault, the cases that must find it, and the least level of the finding.
#[allow(dead_code, reason = "campaigns need no cases")]
pub(crate) struct Fault {
    pub(crate) spoil: Spoil,
    pub(crate) cases: &'static [&'static str],
    pub(crate) level: Level,
}

/// How an endpoint is spoiled.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "the names of faults are printed by Debug alone")]
pub(crate) enum Spoil {
    /// The operation answers that it was done, and does nothing.
    DoesNothing(&'static str),
    /// The operation does not see this parameter.
    Loses(&'static str, &'static str),
    /// The operation is done although it must be refused with this code.
    Accepts(&'static str, &'static str),
    /// In answers to the operation, or to all, a text is another one.
    Writes(&'static str, &'static str, &'static str),
    /// Answers are changed.
    Answers(&'static str, fn(Answer) -> Answer),
    /// Requests are changed; a request without a change is answered as it is.
    Requests(&'static str, fn(&str) -> Option<String>),
    /// Some requests are answered with a failure.
    Fails(&'static str, fn(&str) -> bool),
}

impl Spoil {
    pub(crate) fn answer(self, emulator: &Emulator, call: &Call) -> Answer {
        let body = String::from_utf8_lossy(&call.body).into_owned();
        let is_of = |action: &str| body.starts_with(&format!("Action={action}&"));
        match self {
            Spoil::DoesNothing(action) if is_of(action) => success(action),
            Spoil::Loses(action, member) if is_of(action) => {
                emulator.answer_body(call, &without(&body, member))
            }
            Spoil::Accepts(action, code) if is_of(action) => match emulator.answer(call) {
                answer if answer.text().contains(&format!("<Code>{code}</Code>")) => {
                    success(action)
                }
                answer => answer,
            },
            Spoil::Writes(action, from, to) if action.is_empty() || is_of(action) => {
                let answer = emulator.answer(call);
                Answer { body: answer.text().replace(from, to).into(), ..answer }
            }
            Spoil::Answers(_, change) => change(emulator.answer(call)),
            Spoil::Requests(_, change) => match change(&body) {
                Some(changed) => emulator.answer_body(call, &changed),
                None => emulator.answer(call),
            },
            Spoil::Fails(_, fails) if fails(&body) => Answer { status: 500, ..Answer::default() },
            _ => emulator.answer(call),
        }
    }
}

/// The body without a parameter; one that cannot be read stays.
fn without(body: &str, member: &str) -> String {
    let Ok(params) = Params::parse(body.as_bytes()) else {
        return body.to_owned();
    };
    let mut kept = Params::default();
    for param in &params {
        let top = param.name().split('.').next().unwrap_or_default();
        if top != member {
            kept.push(param.name().to_owned(), param.value().to_owned());
        }
    }
    kept.encode()
}

pub(crate) fn success(action: &str) -> Answer {
    let result = match action {
        "UpdateRole" | "PutAccountProperties" => format!("  <{action}Result/>\n"),
        _ => String::new(),
    };
    let id = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";
    let body = format!(
        "<{action}Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\n{result}  <ResponseMetadata>\n    \
         <RequestId>{id}</RequestId>\n  </ResponseMetadata>\n</{action}Response>\n"
    );
    let headers = vec![
        ("Content-Type".to_owned(), "text/xml".to_owned()),
        ("x-amzn-RequestId".to_owned(), id.to_owned()),
    ];
    Answer { status: 200, headers, body: body.into() }
}

/// Faults of one operation each, found by its own cases.
macro_rules! of_operations {
    ($($Spoil:ident $level:ident { $($action:literal $(, $more:literal)?;)* })*) => {
        &[$($(Fault {
            spoil: Spoil::$Spoil($action $(, $more)?),
            cases: &[$action],
            level: Level::$level,
        },)*)*]
    };
}

pub(crate) const OF_OPERATIONS: &[Fault] = of_operations! {
    DoesNothing State {
        "AddClientIDToOpenIDConnectProvider";
        "AddRoleToInstanceProfile";
        "AddUserToGroup";
        "AttachGroupPolicy";
        "AttachRolePolicy";
        "AttachUserPolicy";
        "CreateAccountAlias";
        "DeleteAccessKey";
        "DeleteAccountAlias";
        "DeleteAccountPasswordPolicy";
        "DeleteGroup";
        "DeleteGroupPolicy";
        "DeleteInstanceProfile";
        "DeleteLoginProfile";
        "DeleteOpenIDConnectProvider";
        "DeletePolicy";
        "DeletePolicyVersion";
        "DeleteRole";
        "DeleteRolePermissionsBoundary";
        "DeleteRolePolicy";
        "DeleteSAMLProvider";
        "DeleteSSHPublicKey";
        "DeleteServerCertificate";
        "DeleteServiceSpecificCredential";
        "DeleteSigningCertificate";
        "DeleteUser";
        "DeleteUserPermissionsBoundary";
        "DeleteUserPolicy";
        "DeleteVirtualMFADevice";
        "DetachGroupPolicy";
        "DetachRolePolicy";
        "DetachUserPolicy";
        "PutGroupPolicy";
        "PutRolePermissionsBoundary";
        "PutRolePolicy";
        "PutUserPermissionsBoundary";
        "PutUserPolicy";
        "RemoveClientIDFromOpenIDConnectProvider";
        "RemoveRoleFromInstanceProfile";
        "RemoveUserFromGroup";
        "SetDefaultPolicyVersion";
        "TagRole";
        "UntagPolicy";
        "UpdateAccessKey";
        "UpdateAccountPasswordPolicy";
        "UpdateAssumeRolePolicy";
        "UpdateGroup";
        "UpdateLoginProfile";
        "UpdateOpenIDConnectProviderThumbprint";
        "UpdateRole";
        "UpdateSSHPublicKey";
        "UpdateServerCertificate";
        "UpdateServiceSpecificCredential";
        "UpdateSigningCertificate";
        "UpdateUser";
    }
    Loses State {
        "CreateGroup", "Path";
        "CreateInstanceProfile", "Path";
        "CreateLoginProfile", "PasswordResetRequired";
        "CreateOpenIDConnectProvider", "ClientIDList";
        "CreateOpenIDConnectProvider", "ThumbprintList";
        "CreatePolicy", "Description";
        "CreatePolicy", "Path";
        "CreatePolicyVersion", "SetAsDefault";
        "CreateRole", "Description";
        "CreateRole", "MaxSessionDuration";
        "CreateRole", "PermissionsBoundary";
        "CreateRole", "Tags";
        "CreateUser", "Path";
        "CreateUser", "PermissionsBoundary";
        "UpdateAccountPasswordPolicy", "MaxPasswordAge";
        "UpdateRole", "Description";
        "UpdateRole", "MaxSessionDuration";
        "UpdateUser", "NewPath";
        "UpdateUser", "NewUserName";
        "UploadServerCertificate", "CertificateChain";
        "UploadServerCertificate", "Path";
    }
    Loses Answer {
        "GetAccountAuthorizationDetails", "Filter";
        "GetGroup", "MaxItems";
        "ListAccessKeys", "Marker";
        "ListAttachedUserPolicies", "MaxItems";
        "ListAttachedUserPolicies", "PathPrefix";
        "ListEntitiesForPolicy", "EntityFilter";
        "ListGroupPolicies", "MaxItems";
        "ListGroups", "PathPrefix";
        "ListGroupsForUser", "Marker";
        "ListPolicies", "OnlyAttached";
        "ListPolicies", "Scope";
        "ListPolicyVersions", "MaxItems";
        "ListRolePolicies", "Marker";
        "ListRoles", "MaxItems";
        "ListServerCertificates", "PathPrefix";
        "ListUserPolicies", "MaxItems";
        "ListUsers", "PathPrefix";
        "ListVirtualMFADevices", "AssignmentStatus";
    }
    Accepts Accepts {
        "CreateUser", "EntityAlreadyExists";
        "DeleteGroup", "NoSuchEntity";
        "DeleteLoginProfile", "NoSuchEntity";
        "DetachRolePolicy", "NoSuchEntity";
        "PutUserPolicy", "MalformedPolicyDocument";
        "TagRole", "LimitExceeded";
        "TagUser", "ValidationError";
        "UpdateAccessKey", "InvalidInput";
    }
};

/// Faults that only a certain state shows.
#[allow(dead_code, reason = "a campaign seldom comes to such a state")]
pub(crate) const OF_STATE: &[Fault] = of_operations! {
    Loses Answer {
        "ListEntitiesForPolicy", "PolicyUsageFilter";
    }
    Accepts Accepts {
        "AddRoleToInstanceProfile", "LimitExceeded";
        "AddUserToGroup", "LimitExceeded";
        "AttachGroupPolicy", "LimitExceeded";
        "AttachRolePolicy", "LimitExceeded";
        "AttachUserPolicy", "LimitExceeded";
        "CreateAccessKey", "LimitExceeded";
        "CreateGroup", "EntityAlreadyExists";
        "CreateLoginProfile", "EntityAlreadyExists";
        "CreatePolicy", "LimitExceeded";
        "CreatePolicyVersion", "LimitExceeded";
        "CreateRole", "LimitExceeded";
        "CreateServiceSpecificCredential", "LimitExceeded";
        "DeletePolicyVersion", "DeleteConflict";
        "PutUserPolicy", "LimitExceeded";
        "UpdateUser", "EntityAlreadyExists";
        "UploadSigningCertificate", "LimitExceeded";
    }
};

/// Faults of many operations, each with the cases that find it.
pub(crate) const OF_ANSWERS: &[Fault] = &[
    of(
        Spoil::Writes(
            "",
            "<ResponseMetadata>\n    <RequestId>",
            "<ResponseMetadata><p:a/>\n    <RequestId>",
        ),
        &["TagUser"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Writes("", "doc/2010-05-08/\">", "doc/2010-05-08/\" a='1' a='2'>"),
        &["TagUser"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Writes("", "doc/2010-05-08/\"", "doc/2010-05-08/\n\""),
        &["layout/2.7", "TagUser"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Writes("", "</CreateDate>", "+00:00</CreateDate>"),
        &["layout/2.6", "GetUser", "GetPolicyVersion"],
        Level::Answer,
    ),
    of(
        Spoil::Writes("", "Z</CreateDate>", "</CreateDate>"),
        &["layout/2.6", "GetUser"],
        Level::NoAnswer,
    ),
    of(Spoil::Writes("", "Z</CreateDate>", " </CreateDate>"), &["GetPolicyVersion"], Level::Answer),
    of(Spoil::Answers("metadata first", metadata_first), &["layout/3.1", "GetUser"], Level::Answer),
    of(
        Spoil::Answers("every answer begins with a declaration twice", |answer| {
            let declaration = "<?xml version=\"1.0\"?>\n";
            Answer { body: format!("{declaration}{declaration}{}", answer.text()).into(), ..answer }
        }),
        &["TagUser"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Answers("a control character in messages", |answer| Answer {
            body: answer.text().replace("<Message>", "<Message>\u{1}").into(),
            ..answer
        }),
        &["tags/4.1"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Answers("pages of errors in HTML", |answer| match answer.status {
            200 => answer,
            status => Answer { status, headers: Vec::new(), body: "<html><p>no</html>".into() },
        }),
        &["tags/4.1"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Answers("errors with the status 200", |answer| Answer { status: 200, ..answer }),
        &["tags/4.1"],
        Level::Answer,
    ),
    of(
        Spoil::Answers("no bodies of errors", |answer| match answer.status {
            200 => answer,
            status => Answer { status, headers: Vec::new(), body: Vec::new() },
        }),
        &["tags/4.1"],
        Level::Answer,
    ),
    of(Spoil::Writes("", "<ErrorResponse", "<Response"), &["tags/4.1"], Level::Answer),
    of(Spoil::Writes("", "<IsTruncated>false</IsTruncated>", ""), &["ListUserTags"], Level::Answer),
    of(Spoil::Writes("", ">false<", ">False<"), &["ListUserTags"], Level::Answer),
    of(Spoil::Writes("", "%22", "\""), &["GetUserPolicy"], Level::Answer),
    of(Spoil::Writes("", "%3A", "%3a"), &["GetUserPolicy"], Level::Answer),
    of(Spoil::Writes("", "<member>", "<item>"), &["ListUserTags"], Level::NoAnswer),
    of(
        Spoil::Requests("policies are decoded once too often", |body| {
            body.contains("PolicyDocument=").then(|| body.replace("%25", "%"))
        }),
        &["policies/1"],
        Level::State,
    ),
    of(
        Spoil::Requests("a plus sign in a policy becomes a space", |body| {
            body.contains("PolicyDocument=").then(|| body.replace("%2B", "%20"))
        }),
        &["policies/1"],
        Level::State,
    ),
    of(
        Spoil::Requests("policies lose their line feeds", |body| {
            body.contains("PolicyDocument=").then(|| body.replace("%0A", ""))
        }),
        &["policies/1"],
        Level::State,
    ),
    of(
        Spoil::Requests("policies are read as Latin-1", |body| {
            body.contains("PolicyDocument=").then(|| body.replace("%C3%A9", "%C3%83%C2%A9"))
        }),
        &["policies/1"],
        Level::State,
    ),
    of(
        Spoil::Requests("names keep no case", |body| {
            body.starts_with("Action=TagUser&").then(|| body.replace("Key=Dept", "Key=dept"))
        }),
        &["TagUser"],
        Level::State,
    ),
    of(
        Spoil::Fails("without a user", |body| {
            ["GetUser", "ListAccessKeys"]
                .iter()
                .any(|action| body.starts_with(&format!("Action={action}&")))
                && !body.contains("UserName=")
        }),
        &["effects/201"],
        Level::NoAnswer,
    ),
    of(
        Spoil::Fails("with a text beyond ASCII", |body| body.contains("%C3%A9")),
        &["texts/1.1"],
        Level::NoAnswer,
    ),
];

const fn of(spoil: Spoil, cases: &'static [&'static str], level: Level) -> Fault {
    Fault { spoil, cases, level }
}

fn metadata_first(answer: Answer) -> Answer {
    let text = answer.text();
    let Some((start, metadata)) = text.split_once("  <ResponseMetadata>") else {
        return answer;
    };
    let Some((metadata, end)) = metadata.split_once("</ResponseMetadata>\n") else {
        return answer;
    };
    let (first, rest) = start.split_once('\n').unwrap_or((start, ""));
    let body = format!("{first}\n  <ResponseMetadata>{metadata}</ResponseMetadata>\n{rest}{end}");
    Answer { body: body.into(), ..answer }
}
