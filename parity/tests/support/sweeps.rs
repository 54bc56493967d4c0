//! Faults of what is stored: an operation takes along what it must leave alone.

use iam_codec::Params;
use iam_parity::{Answer, Call, Level};

use crate::endpoint::Emulator;

/// A fault: with an operation, all that a list shows is removed.
pub(crate) struct Sweep {
    /// Removal before the operation lets it succeed where it must be refused; removal after it loses more than
    /// was asked for.
    pub(crate) when: When,
    pub(crate) action: &'static str,
    /// The list, its parameter, and the element that names what is removed.
    pub(crate) list: &'static str,
    pub(crate) of: &'static str,
    pub(crate) element: &'static str,
    /// The operation that removes it, and the parameter that names it.
    pub(crate) remove: &'static str,
    pub(crate) by: &'static str,
    pub(crate) level: Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    After,
}

/// One row for each: the operation, the list of an owner and its element, the removal and its parameter.
macro_rules! sweeps {
    ($($when:ident $level:ident { $($action:literal $list:literal $of:literal $element:literal $remove:literal $by:literal;)* })*) => {
        &[$($(Sweep {
            when: When::$when,
            action: $action,
            list: $list,
            of: $of,
            element: $element,
            remove: $remove,
            by: $by,
            level: Level::$level,
        },)*)*]
    };
}

pub(crate) const SWEEPS: &[Sweep] = sweeps! {
    After State {
        "DeleteUserPolicy" "ListUserPolicies" "UserName" "member" "DeleteUserPolicy" "PolicyName";
        "DeleteRolePolicy" "ListRolePolicies" "RoleName" "member" "DeleteRolePolicy" "PolicyName";
        "DeleteGroupPolicy" "ListGroupPolicies" "GroupName" "member" "DeleteGroupPolicy" "PolicyName";
        "DeleteAccessKey" "ListAccessKeys" "UserName" "AccessKeyId" "DeleteAccessKey" "AccessKeyId";
        "DetachUserPolicy" "ListAttachedUserPolicies" "UserName" "PolicyArn" "DetachUserPolicy" "PolicyArn";
        "DetachGroupPolicy" "ListAttachedGroupPolicies" "GroupName" "PolicyArn" "DetachGroupPolicy" "PolicyArn";
        "DetachRolePolicy" "ListEntitiesForPolicy" "PolicyArn" "RoleName" "DetachRolePolicy" "RoleName";
        "RemoveUserFromGroup" "ListGroupsForUser" "UserName" "GroupName" "RemoveUserFromGroup" "GroupName";
        "RemoveUserFromGroup" "GetGroup" "GroupName" "UserName" "RemoveUserFromGroup" "UserName";
        "DeletePolicyVersion" "ListPolicyVersions" "PolicyArn" "VersionId" "DeletePolicyVersion" "VersionId";
        "UpdateUser" "ListUserTags" "UserName" "Key" "UntagUser" "TagKeys.member.1";
        "UpdateUser" "ListUserPolicies" "UserName" "member" "DeleteUserPolicy" "PolicyName";
        "UpdateUser" "ListAttachedUserPolicies" "UserName" "PolicyArn" "DetachUserPolicy" "PolicyArn";
        "UpdateUser" "ListGroupsForUser" "UserName" "GroupName" "RemoveUserFromGroup" "GroupName";
        "UpdateUser" "ListAccessKeys" "UserName" "AccessKeyId" "DeleteAccessKey" "AccessKeyId";
        "UpdateUser" "GetUser" "UserName" "UserName" "DeleteUserPermissionsBoundary" "UserName";
        "UpdateGroup" "GetGroup" "GroupName" "UserName" "RemoveUserFromGroup" "UserName";
        "UpdateGroup" "ListGroupPolicies" "GroupName" "member" "DeleteGroupPolicy" "PolicyName";
        "UpdateRole" "ListRoleTags" "RoleName" "Key" "UntagRole" "TagKeys.member.1";
        "UpdateRole" "GetRole" "RoleName" "RoleName" "DeleteRolePermissionsBoundary" "RoleName";
        "UpdateAssumeRolePolicy" "ListRoleTags" "RoleName" "Key" "UntagRole" "TagKeys.member.1";
        "PutUserPermissionsBoundary" "ListUserTags" "UserName" "Key" "UntagUser" "TagKeys.member.1";
        "DeleteUser" "ListUsers" "Path" "UserName" "DeleteUser" "UserName";
        "DeleteGroup" "ListGroups" "Path" "GroupName" "DeleteGroup" "GroupName";
        "DeleteRole" "ListRoles" "Path" "RoleName" "DeleteRole" "RoleName";
        "DeletePolicy" "ListPolicies" "Path" "Arn" "DeletePolicy" "PolicyArn";
        "DeleteInstanceProfile" "ListInstanceProfiles" "Path" "InstanceProfileName" "DeleteInstanceProfile" "InstanceProfileName";
        "AttachUserPolicy" "ListUsers" "PolicyArn" "UserName" "AttachUserPolicy" "UserName";
        "TagUser" "ListUsers" "Path" "UserName" "TagUser" "UserName";
    }
    Before State {
        "AddUserToGroup" "ListGroupsForUser" "UserName" "GroupName" "RemoveUserFromGroup" "GroupName";
        "PutRolePolicy" "ListRolePolicies" "RoleName" "member" "DeleteRolePolicy" "PolicyName";
        "AttachGroupPolicy" "ListAttachedGroupPolicies" "GroupName" "PolicyArn" "DetachGroupPolicy" "PolicyArn";
    }
    Before Accepts {
        "DeleteUser" "ListUserPolicies" "UserName" "member" "DeleteUserPolicy" "PolicyName";
        "DeleteUser" "ListAttachedUserPolicies" "UserName" "PolicyArn" "DetachUserPolicy" "PolicyArn";
        "DeleteUser" "ListGroupsForUser" "UserName" "GroupName" "RemoveUserFromGroup" "GroupName";
        "DeleteUser" "ListAccessKeys" "UserName" "AccessKeyId" "DeleteAccessKey" "AccessKeyId";
        "DeleteUser" "ListSSHPublicKeys" "UserName" "SSHPublicKeyId" "DeleteSSHPublicKey" "SSHPublicKeyId";
        "DeleteUser" "ListSigningCertificates" "UserName" "CertificateId" "DeleteSigningCertificate" "CertificateId";
        "DeleteGroup" "GetGroup" "GroupName" "UserName" "RemoveUserFromGroup" "UserName";
        "DeleteGroup" "ListGroupPolicies" "GroupName" "member" "DeleteGroupPolicy" "PolicyName";
        "DeleteRole" "ListRolePolicies" "RoleName" "member" "DeleteRolePolicy" "PolicyName";
        "DeleteRole" "ListInstanceProfilesForRole" "RoleName" "InstanceProfileName" "RemoveRoleFromInstanceProfile" "InstanceProfileName";
        "DeleteInstanceProfile" "GetInstanceProfile" "InstanceProfileName" "RoleName" "RemoveRoleFromInstanceProfile" "RoleName";
        "DeletePolicy" "ListEntitiesForPolicy" "PolicyArn" "UserName" "DetachUserPolicy" "UserName";
        "DeletePolicy" "ListPolicyVersions" "PolicyArn" "VersionId" "DeletePolicyVersion" "VersionId";
    }
};

impl Sweep {
    pub(crate) fn name(&self) -> String {
        let Sweep { when, action, list, remove, .. } = self;
        format!("{when:?} {action}, {remove} of all in {list}")
    }

    pub(crate) fn answer(&self, emulator: &Emulator, call: &Call) -> Answer {
        let body = String::from_utf8_lossy(&call.body).into_owned();
        if !body.starts_with(&format!("Action={}&", self.action)) {
            return emulator.answer(call);
        }
        if self.when == When::Before {
            self.sweep(emulator, call, &body);
            return emulator.answer(call);
        }
        let answer = emulator.answer(call);
        if answer.status == 200 {
            self.sweep(emulator, call, &body);
        }
        answer
    }

    fn sweep(&self, emulator: &Emulator, call: &Call, body: &str) {
        let params = Params::parse(body.as_bytes()).unwrap_or_default();
        let sent = |name: &str| params.get(name).map(str::to_owned);
        let owner = sent(&format!("New{}", self.of)).or_else(|| sent(self.of)).unwrap_or_default();
        let own = [(self.of, owner)];
        let own = own.iter().filter(|(_, value)| !value.is_empty()).cloned().collect::<Vec<_>>();
        let listed = emulator.answer_body(call, &form(self.list, &own)).text();
        for part in listed.split(&format!("<{}>", self.element)).skip(1) {
            let named = part.split('<').next().unwrap_or_default();
            // What the operation itself is about stays in what it takes along.
            if self.when == When::Before && sent(self.by).is_some_and(|own| own == named) {
                continue;
            }
            let mut removal = own.clone();
            removal.push((self.by, named.to_owned()));
            let tags = params.iter().filter(|param| {
                self.remove.starts_with("Tag") && param.name().starts_with("Tags.")
            });
            let tags = tags.map(|param| (param.name(), param.value().to_owned()));
            removal.extend(tags);
            emulator.answer_body(call, &form(self.remove, &removal));
        }
    }
}

fn form(action: &str, parameters: &[(&str, String)]) -> String {
    let mut params = Params::default();
    params.push("Action".to_owned(), action.to_owned());
    params.push("Version".to_owned(), "2010-05-08".to_owned());
    for (name, value) in parameters {
        params.push((*name).to_owned(), value.clone());
    }
    params.encode()
}
