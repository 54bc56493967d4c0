//! Faults of what is shown: an operation, or each, writes another text into an element, or leaves the element out.

use iam_parity::{Answer, Call, Level};

use crate::endpoint::Emulator;

/// A fault: the beginning of the operations' names, the element, and what its text becomes; nothing, if the element
/// is left out.
pub(crate) struct TextFault {
    pub(crate) action: &'static str,
    pub(crate) element: &'static str,
    pub(crate) change: fn(&str) -> Option<String>,
    pub(crate) cases: &'static [&'static str],
    pub(crate) level: Level,
}

macro_rules! texts {
    ($($level:ident { $($action:literal $element:literal $change:expr, [$($case:literal),*];)* })*) => {
        &[$($(TextFault {
            action: $action,
            element: $element,
            change: $change,
            cases: &[$($case),*],
            level: Level::$level,
        },)*)*]
    };
}

pub(crate) const TEXTS: &[TextFault] = texts! {
    Answer {
        "" "UserId" |_| is("AIDAAAAAAAAAAAAAAAAAA"), ["layout/5.5", "CreateUser"];
        "" "GroupId" |_| is("AGPAAAAAAAAAAAAAAAAAA"), ["layout/5.5", "CreateGroup"];
        "" "SecretAccessKey" |_| is("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), ["layout/5.5", "CreateAccessKey"];
        "GetSessionToken" "SessionToken" |_| is("FwoGZXIvYXdzEXAMPLE"), ["layout/5.5", "GetSessionToken"];
        "" "UserId" |id| is(&id.replace("AIDA", "AKIA")), ["CreateUser"];
        "" "UserId" |id| is(&id.to_lowercase()), ["GetUser"];
        "" "RoleId" |_| is("9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11"), ["CreateRole"];
        "" "PolicyId" |id| is(&id.replace("ANPA", "A")), ["CreatePolicy"];
        "" "GroupId" |id| is(&id.replace("AGPA", "AIDA")), ["ListGroups"];
        "" "InstanceProfileId" |id| is(&id.replace("AIPA", "AROA")), ["GetInstanceProfile"];
        "" "ServerCertificateId" |id| is(&id.replace("ASCA", "AIDA")), ["ListServerCertificates"];
        "" "SSHPublicKeyId" |id| is(&id.replace("APKA", "AKIA")), ["UploadSSHPublicKey"];
        "" "ServiceSpecificCredentialId" |id| is(&id.replace("ACCA", "AKIA")), ["CreateServiceSpecificCredential"];
        "" "Arn" |arn| is(&arn.replace("/parity/effects/", "/")), ["layout/5.4", "CreateUser"];
        "" "Arn" |arn| is(&arn.replace(":user/", ":user//")), ["GetUser"];
        "List" "Arn" |arn| is(&arn.replace("arn:aws:", "arn:aws-us-gov:")), ["ListUsers"];
        "List" "Arn" |arn| is(&arn.replace("123456789012", "000000000000")), ["ListRoles"];
        "" "Arn" |arn| is(&arn.replace(":iam::", ":iam:us-east-1:")), ["GetGroup"];
        "ListUsers" "Arn" |arn| is(&format!("{}/{}", arn.split('/').next()?, arn.rsplit('/').next()?)), ["ListUsers"];
        "ListRoles" "Path" |_| is("/"), ["ListRoles"];
        "" "CreateDate" |date| is(&date.replace('T', " ")), ["CreateUser"];
        "ListUsers" "CreateDate" |_| is("1700000000"), ["ListUsers"];
        "Create" "CreateDate" |date| is(&format!("2100{}", &date[4..])), ["CreateRole"];
        "Create" "CreateDate" |_| is("1970-01-01T00:00:00Z"), ["CreatePolicy"];
        "" "PermissionsBoundaryUsageCount" |_| is("0"), ["lists/50"];
        "" "AttachmentCount" |_| is("0"), ["GetPolicy"];
        "" "AttachmentCount" |count| is(&(count.parse::<u32>().ok()? * 2).to_string()), ["GetPolicy"];
        "" "IsDefaultVersion" |_| is("true"), ["ListPolicyVersions"];
        "" "VersionId" |id| is(&id.replace("v3", "v2")), ["CreatePolicyVersion"];
        "ListRoles" "MaxSessionDuration" |_| None, ["ListRoles"];
        "ListRoles" "AssumeRolePolicyDocument" |_| None, ["ListRoles"];
        "GetInstanceProfile" "AssumeRolePolicyDocument" |_| None, ["GetInstanceProfile"];
        "ListPolicies" "IsAttachable" |_| None, ["ListPolicies"];
        "ListPolicies" "UpdateDate" |_| None, ["ListPolicies"];
        "ListAccessKeys" "CreateDate" |_| None, ["ListAccessKeys"];
        "ListAccessKeys" "Status" |status| is(&status.to_uppercase()), ["ListAccessKeys"];
        "GetLoginProfile" "CreateDate" |_| None, ["GetLoginProfile"];
        "" "Fingerprint" |_| is("00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"), ["GetSSHPublicKey"];
        "" "PermissionsBoundaryArn" |_| None, ["PutUserPermissionsBoundary"];
        "GetAccountAuthorizationDetails" "PolicyName" |_| None, ["GetAccountAuthorizationDetails"];
        "GetGroup" "UserId" |_| None, ["GetGroup"];
        "" "Expiration" |_| is("2001-01-01T00:00:00Z"), ["AssumeRole"];
        "GetFederationToken" "Expiration" |_| is("2100-01-01T00:00:00Z"), ["GetFederationToken"];
        "" "ExpirePasswords" |_| None, ["GetAccountPasswordPolicy"];
        "CreatePolicy" "Arn" |_| None, ["CreatePolicy"];
        "" "Region" |_| None, ["GetAccessKeyLastUsed"];
    }
    NoAnswer {
        "GetRole" "CreateDate" |date| is(&date.replace('Z', "+02:00")), ["layout/2.6", "GetRole"];
    }
    Layout {
        "" "RequestId" |_| is("9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11"), ["layout/1", "GetUser"];
        "ListAccessKeys" "Status" |status| is(&format!("{status}</Status><SecretAccessKey>s</SecretAccessKey><Status>")), ["layout/5.2", "ListAccessKeys"];
    }
};

#[expect(clippy::unnecessary_wraps, reason = "the rows need the same type")]
fn is(text: &str) -> Option<String> {
    Some(text.to_owned())
}

impl TextFault {
    pub(crate) fn answer(&self, emulator: &Emulator, call: &Call) -> Answer {
        let answer = emulator.answer(call);
        let body = String::from_utf8_lossy(&call.body).into_owned();
        match body.starts_with(&format!("Action={}", self.action)) {
            true => Answer { body: self.spoil(&answer.text()).into(), ..answer },
            false => answer,
        }
    }

    fn spoil(&self, text: &str) -> String {
        let (start, end) = (format!("<{}>", self.element), format!("</{}>", self.element));
        let mut parts = text.split(&start);
        let mut spoiled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (text, rest) = part.split_once(&end).unwrap_or((part, ""));
            match (self.change)(text) {
                Some(text) => spoiled += &format!("{start}{text}{end}{rest}"),
                None => spoiled += rest,
            }
        }
        spoiled
    }
}
