//! Whatever hangs on a thing keeps it from being deleted: each alone, and all together in their order. And of two causes
//! of a refusal, which one is told.

use super::{Emulator, encoded, refusal};

/// What must be done first, in IAM's words, how it comes that it must, and how it is done.
pub(super) type Hindrance = (&'static str, &'static str, &'static str);

/// A request that deletes, and what hinders it, the first that is told first.
pub(super) type Row = (&'static str, &'static [Hindrance]);

const DETACH: &str = "Cannot delete entity, must detach all policies first.";
const INLINE: &str = "Cannot delete entity, must delete policies first.";
const ROLES: &str = "Cannot delete entity, must remove roles from instance profile first.";
const ATTACHED: &str = "Cannot delete a policy attached to entities.";

pub(super) const ROWS: &[Row] = &[
    (
        "DeleteUser &UserName=a",
        &[
            (DETACH, "AttachUserPolicy &UserName=a@AWS", "DetachUserPolicy &UserName=a@AWS"),
            (
                INLINE,
                "PutUserPolicy &UserName=a&PolicyName=p&PolicyDocument=$POLICY",
                "DeleteUserPolicy &UserName=a&PolicyName=p",
            ),
            (
                "Cannot delete entity, must remove tokens from principal first.",
                "EnableMFADevice &UserName=a&SerialNumber=@MFA&AuthenticationCode1=123456&AuthenticationCode2=654321",
                "DeactivateMFADevice &UserName=a&SerialNumber=@MFA",
            ),
            (
                "Cannot delete entity, must delete access keys first.",
                "CreateAccessKey &UserName=a",
                "DeleteAccessKey &UserName=a&AccessKeyId=@ListAccessKeys",
            ),
            (
                "Cannot delete entity, must delete login profile first.",
                "CreateLoginProfile &UserName=a&Password=p",
                "DeleteLoginProfile &UserName=a",
            ),
            (
                "Cannot delete entity, must delete certificates first.",
                "UploadSigningCertificate &UserName=a&CertificateBody=@C1",
                "DeleteSigningCertificate &UserName=a&CertificateId=@ListSigningCertificates",
            ),
            (
                "Cannot delete entity, must delete SSH public keys first.",
                "UploadSSHPublicKey &UserName=a&SSHPublicKeyBody=@K1",
                "DeleteSSHPublicKey &UserName=a&SSHPublicKeyId=@ListSSHPublicKeys",
            ),
            (
                "Cannot delete entity, must remove referenced objects first.",
                "CreateServiceSpecificCredential &UserName=a&ServiceName=codecommit.amazonaws.com",
                "DeleteServiceSpecificCredential &UserName=a&ServiceSpecificCredentialId=@ListServiceSpecificCredentials",
            ),
            (
                "Cannot delete entity, must remove users from group first.",
                "AddUserToGroup &UserName=a&GroupName=g",
                "RemoveUserFromGroup &UserName=a&GroupName=g",
            ),
        ],
    ),
    (
        "DeleteGroup &GroupName=a",
        &[
            (
                "Cannot delete entity, must remove users from group first.",
                "AddUserToGroup &UserName=u&GroupName=a",
                "RemoveUserFromGroup &UserName=u&GroupName=a",
            ),
            (DETACH, "AttachGroupPolicy &GroupName=a@AWS", "DetachGroupPolicy &GroupName=a@AWS"),
            (
                INLINE,
                "PutGroupPolicy &GroupName=a&PolicyName=p&PolicyDocument=$POLICY",
                "DeleteGroupPolicy &GroupName=a&PolicyName=p",
            ),
        ],
    ),
    (
        "DeleteRole &RoleName=a",
        &[
            (DETACH, "AttachRolePolicy &RoleName=a@AWS", "DetachRolePolicy &RoleName=a@AWS"),
            (
                INLINE,
                "PutRolePolicy &RoleName=a&PolicyName=p&PolicyDocument=$POLICY",
                "DeleteRolePolicy &RoleName=a&PolicyName=p",
            ),
            (
                ROLES,
                "AddRoleToInstanceProfile &RoleName=a&InstanceProfileName=i",
                "RemoveRoleFromInstanceProfile &RoleName=a&InstanceProfileName=i",
            ),
        ],
    ),
    (
        "DeleteInstanceProfile &InstanceProfileName=a",
        &[(
            ROLES,
            "AddRoleToInstanceProfile &RoleName=r&InstanceProfileName=a",
            "RemoveRoleFromInstanceProfile &RoleName=r&InstanceProfileName=a",
        )],
    ),
    (
        "DeletePolicy @OWN",
        &[
            (ATTACHED, "AttachUserPolicy &UserName=u@OWN", "DetachUserPolicy &UserName=u@OWN"),
            (ATTACHED, "AttachGroupPolicy &GroupName=g@OWN", "DetachGroupPolicy &GroupName=g@OWN"),
            (ATTACHED, "AttachRolePolicy &RoleName=r@OWN", "DetachRolePolicy &RoleName=r@OWN"),
            (
                ATTACHED,
                "PutUserPermissionsBoundary &UserName=u&PermissionsBoundary=@ARN:policy/a",
                "DeleteUserPermissionsBoundary &UserName=u",
            ),
            (
                ATTACHED,
                "PutRolePermissionsBoundary &RoleName=r&PermissionsBoundary=@ARN:policy/a",
                "DeleteRolePermissionsBoundary &RoleName=r",
            ),
            (
                "This policy has more than one version. Before you delete a policy, you must delete the policy's \
                 versions. The default version is deleted with the policy.",
                "CreatePolicyVersion @OWN&PolicyDocument=$OTHER",
                "DeletePolicyVersion @OWN&VersionId=@ListPolicyVersions",
            ),
        ],
    ),
    (
        "DeleteVirtualMFADevice &SerialNumber=@MFA",
        &[(
            "MFA VirtualDevice in use. Must deactivate first.",
            "EnableMFADevice &UserName=u&SerialNumber=@MFA&AuthenticationCode1=123456&AuthenticationCode2=654321",
            "DeactivateMFADevice &UserName=u&SerialNumber=@MFA",
        )],
    ),
];

/// What the rows are about, and what may hang on it.
pub(super) fn emulator() -> Emulator {
    let emulator = Emulator::new();
    emulator.perform(
        "CreateUser &UserName=a\nCreateUser &UserName=u
         CreateGroup &GroupName=a\nCreateGroup &GroupName=g
         CreateRole &RoleName=a&AssumeRolePolicyDocument=$TRUST
         CreateRole &RoleName=r&AssumeRolePolicyDocument=$TRUST
         CreateInstanceProfile &InstanceProfileName=a
         CreateInstanceProfile &InstanceProfileName=i
         CreatePolicy &PolicyName=a&PolicyDocument=$POLICY
         CreateVirtualMFADevice &VirtualMFADeviceName=a",
    );
    emulator
}

/// The request, with the id that an earlier one was given.
pub(super) fn filled(emulator: &Emulator, step: &str) -> String {
    let step = step
        .replace("@AWS", "&PolicyArn=arn:aws:iam::aws:policy/ReadOnlyAccess")
        .replace("@OWN", "&PolicyArn=@ARN:policy/a")
        .replace("@MFA", "@ARN:mfa/a")
        .replace("@ARN", "arn:aws:iam::123456789012")
        .replace("@C1", &encoded(include_str!("../keys/c1.pem")))
        .replace("@K1", &encoded(include_str!("../keys/k1.pub")));
    let Some((before, list)) = step.split_once('@') else { return step };
    let element = before.rsplit(['&', '=']).nth(1).unwrap();
    let of = match list {
        "ListPolicyVersions" => "&PolicyArn=arn:aws:iam::123456789012:policy/a",
        _ => "&UserName=a",
    };
    format!("{before}{}", emulator.texts(element, list, of)[0])
}

#[test]
fn what_hangs_on_a_thing_keeps_it_each_alone() {
    for (delete, hindrances) in ROWS {
        let emulator = emulator();
        let perform = |step: &str| emulator.perform(&filled(&emulator, step));
        let delete = filled(&emulator, delete);
        let (action, parameters) = delete.split_once(' ').unwrap();
        for (message, come, go) in *hindrances {
            perform(come);
            let refused = emulator.refused(action, parameters);
            assert_eq!(refused, refusal(409, "DeleteConflict", message), "{delete} after {come}");
            perform(go);
        }
        perform(&delete);
    }
}

#[test]
fn of_all_that_hangs_on_a_thing_the_first_is_told_until_nothing_is_left() {
    for (delete, hindrances) in ROWS {
        let emulator = emulator();
        let perform = |step: &str| emulator.perform(&filled(&emulator, step));
        let delete = filled(&emulator, delete);
        let (action, parameters) = delete.split_once(' ').unwrap();
        hindrances.iter().rev().for_each(|(_, come, _)| perform(come));
        for (message, come, go) in *hindrances {
            let refused = emulator.refused(action, parameters);
            assert_eq!(refused, refusal(409, "DeleteConflict", message), "{delete}: {come}");
            perform(go);
        }
        perform(&delete);
    }
}

/// An operation, parameters with one cause to refuse it, and further ones with a second cause, which is not told.
const CAUSES: &[(&str, &str, &str)] = &[
    (
        "AttachUserPolicy",
        "&UserName=none&PolicyArn=@ARN:policy/a",
        "&UserName=none&PolicyArn=@ARN:policy/none",
    ),
    (
        "AttachRolePolicy",
        "&RoleName=none&PolicyArn=@ARN:policy/a",
        "&RoleName=none&PolicyArn=@ARN:policy/none",
    ),
    ("AddUserToGroup", "&UserName=none&GroupName=g", "&UserName=none&GroupName=none"),
    ("RemoveUserFromGroup", "&UserName=none&GroupName=g", "&UserName=none&GroupName=none"),
    (
        "AddRoleToInstanceProfile",
        "&InstanceProfileName=none&RoleName=r",
        "&InstanceProfileName=none&RoleName=none",
    ),
    ("CreateUser", "&UserName=a", "&UserName=a&PermissionsBoundary=@ARN:policy/none"),
    (
        "CreateRole",
        "&RoleName=new&AssumeRolePolicyDocument=none",
        "&RoleName=r&AssumeRolePolicyDocument=none",
    ),
    ("CreatePolicy", "&PolicyName=new&PolicyDocument=none", "&PolicyName=a&PolicyDocument=none"),
    (
        "EnableMFADevice",
        "&UserName=none&SerialNumber=@MFA@CODES",
        "&UserName=none&SerialNumber=@MFA@EQUAL",
    ),
    (
        "EnableMFADevice",
        "&UserName=a&SerialNumber=@MFA-none@CODES",
        "&UserName=a&SerialNumber=@MFA-none@EQUAL",
    ),
    // The user `u` has it.
    (
        "EnableMFADevice",
        "&UserName=a&SerialNumber=@MFA@CODES",
        "&UserName=a&SerialNumber=@MFA@EQUAL",
    ),
    (
        "ResyncMFADevice",
        "&UserName=a&SerialNumber=@MFA@CODES",
        "&UserName=a&SerialNumber=@MFA@EQUAL",
    ),
];

#[test]
fn of_two_causes_the_same_one_is_told_as_if_it_were_alone() {
    let emulator = emulator();
    let filled = |text: &str| {
        let codes = "&AuthenticationCode1=123456&AuthenticationCode2=654321";
        let text =
            text.replace("@CODES", codes).replace("@EQUAL", &codes.replace("654321", "123456"));
        filled(&emulator, &text)
    };
    emulator.perform(&filled("EnableMFADevice &UserName=u&SerialNumber=@MFA@CODES"));
    for (action, one, both) in CAUSES {
        let [one, both] =
            [one, both].map(|parameters| emulator.refused(action, &filled(parameters)));
        assert_eq!(both, one, "{action}");
    }
}
