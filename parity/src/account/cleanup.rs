//! Removes what a run has left behind.

use iam_codec::{Params, VERSION};

use crate::exchange::call::{Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;

/// A type of resource: how it is listed and removed, with what hangs on it.
struct Kind {
    list: &'static str,
    /// Further parameters of the list.
    with: &'static [(&'static str, &'static str)],
    /// The element of the list, and the part of an entry that names it.
    element: &'static str,
    key: &'static str,
    parameter: &'static str,
    /// Removed first, if it is there.
    parts: &'static [&'static str],
    dependents: &'static [Dependent],
    delete: &'static str,
}

/// What hangs on a resource.
struct Dependent {
    list: &'static str,
    path: &'static str,
    /// Nothing in a list of texts.
    key: &'static str,
    delete: &'static str,
    parameter: &'static str,
}

const fn dependent(
    list: &'static str,
    path: &'static str,
    key: &'static str,
    delete: &'static str,
    parameter: &'static str,
) -> Dependent {
    Dependent { list, path, key, delete, parameter }
}

/// In the order of removal: nothing hangs on a later one.
const KINDS: &[Kind] = &[
    Kind {
        list: "ListUsers",
        with: &[],
        element: "Users",
        key: "UserName",
        parameter: "UserName",
        parts: &["DeleteLoginProfile", "DeleteUserPermissionsBoundary"],
        dependents: &[
            dependent(
                "ListAccessKeys",
                "AccessKeyMetadata",
                "AccessKeyId",
                "DeleteAccessKey",
                "AccessKeyId",
            ),
            dependent(
                "ListSigningCertificates",
                "Certificates",
                "CertificateId",
                "DeleteSigningCertificate",
                "CertificateId",
            ),
            dependent(
                "ListSSHPublicKeys",
                "SSHPublicKeys",
                "SSHPublicKeyId",
                "DeleteSSHPublicKey",
                "SSHPublicKeyId",
            ),
            dependent(
                "ListServiceSpecificCredentials",
                "ServiceSpecificCredentials",
                "ServiceSpecificCredentialId",
                "DeleteServiceSpecificCredential",
                "ServiceSpecificCredentialId",
            ),
            dependent(
                "ListMFADevices",
                "MFADevices",
                "SerialNumber",
                "DeactivateMFADevice",
                "SerialNumber",
            ),
            dependent("ListUserPolicies", "PolicyNames", "", "DeleteUserPolicy", "PolicyName"),
            dependent(
                "ListAttachedUserPolicies",
                "AttachedPolicies",
                "PolicyArn",
                "DetachUserPolicy",
                "PolicyArn",
            ),
            dependent(
                "ListGroupsForUser",
                "Groups",
                "GroupName",
                "RemoveUserFromGroup",
                "GroupName",
            ),
        ],
        delete: "DeleteUser",
    },
    Kind {
        list: "ListGroups",
        with: &[],
        element: "Groups",
        key: "GroupName",
        parameter: "GroupName",
        parts: &[],
        dependents: &[
            dependent("ListGroupPolicies", "PolicyNames", "", "DeleteGroupPolicy", "PolicyName"),
            dependent(
                "ListAttachedGroupPolicies",
                "AttachedPolicies",
                "PolicyArn",
                "DetachGroupPolicy",
                "PolicyArn",
            ),
        ],
        delete: "DeleteGroup",
    },
    Kind {
        list: "ListInstanceProfiles",
        with: &[],
        element: "InstanceProfiles",
        key: "InstanceProfileName",
        parameter: "InstanceProfileName",
        parts: &[],
        dependents: &[dependent(
            "GetInstanceProfile",
            "InstanceProfile/Roles",
            "RoleName",
            "RemoveRoleFromInstanceProfile",
            "RoleName",
        )],
        delete: "DeleteInstanceProfile",
    },
    Kind {
        list: "ListRoles",
        with: &[],
        element: "Roles",
        key: "RoleName",
        parameter: "RoleName",
        parts: &["DeleteRolePermissionsBoundary"],
        dependents: &[
            dependent("ListRolePolicies", "PolicyNames", "", "DeleteRolePolicy", "PolicyName"),
            dependent(
                "ListAttachedRolePolicies",
                "AttachedPolicies",
                "PolicyArn",
                "DetachRolePolicy",
                "PolicyArn",
            ),
        ],
        delete: "DeleteRole",
    },
    Kind {
        list: "ListPolicies",
        with: &[("Scope", "Local")],
        element: "Policies",
        key: "Arn",
        parameter: "PolicyArn",
        parts: &[],
        dependents: &[dependent(
            "ListPolicyVersions",
            "Versions",
            "VersionId",
            "DeletePolicyVersion",
            "VersionId",
        )],
        delete: "DeletePolicy",
    },
    Kind {
        list: "ListServerCertificates",
        with: &[],
        element: "ServerCertificateMetadataList",
        key: "ServerCertificateName",
        parameter: "ServerCertificateName",
        parts: &[],
        dependents: &[],
        delete: "DeleteServerCertificate",
    },
    Kind {
        list: "ListOpenIDConnectProviders",
        with: &[],
        element: "OpenIDConnectProviderList",
        key: "Arn",
        parameter: "OpenIDConnectProviderArn",
        parts: &[],
        dependents: &[],
        delete: "DeleteOpenIDConnectProvider",
    },
    Kind {
        list: "ListSAMLProviders",
        with: &[],
        element: "SAMLProviderList",
        key: "Arn",
        parameter: "SAMLProviderArn",
        parts: &[],
        dependents: &[],
        delete: "DeleteSAMLProvider",
    },
    Kind {
        list: "ListVirtualMFADevices",
        with: &[],
        element: "VirtualMFADevices",
        key: "SerialNumber",
        parameter: "SerialNumber",
        parts: &[],
        dependents: &[],
        delete: "DeleteVirtualMFADevice",
    },
];

/// The most pages of a list that are read.
const MOST_PAGES: usize = 1000;

/// Removes all resources whose names begin as those of a run with this seed: `parity-SEED-`, in hexadecimal digits.
/// Returns what was removed: `DeleteUser parity-7-3`.
///
/// ```
/// use iam_parity::{Answer, Call, clean_up};
///
/// let mut empty = |_: &Call| Ok(Answer { status: 200, ..Answer::default() });
/// assert_eq!(clean_up(&mut empty, 7)?, [""; 0]);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// A list cannot be read, or a resource cannot be removed. The text says which.
pub fn clean_up(endpoint: &mut dyn Endpoint, seed: u64) -> Result<Vec<String>, String> {
    let prefix = format!("parity-{seed:x}-");
    let mut cleaner = Cleaner { endpoint, removed: Vec::new() };
    for kind in KINDS {
        for name in cleaner.list(kind.list, kind.with, kind.element, kind.key)? {
            if name.contains(&prefix) {
                cleaner.remove(kind, &name)?;
            }
        }
    }
    Ok(cleaner.removed)
}

struct Cleaner<'e> {
    endpoint: &'e mut dyn Endpoint,
    removed: Vec<String>,
}

type Parameters<'p> = &'p [(&'p str, &'p str)];

impl Cleaner<'_> {
    fn remove(&mut self, kind: &Kind, name: &str) -> Result<(), String> {
        let own = (kind.parameter, name);
        for part in kind.parts {
            self.delete(part, &[own])?;
        }
        for dependent in kind.dependents {
            let values = self.list(dependent.list, &[own], dependent.path, dependent.key)?;
            for value in values {
                // The default version of a policy goes with the policy.
                let parameters = [own, (dependent.parameter, value.as_str())];
                let deleted = self.delete(dependent.delete, &parameters);
                if dependent.delete != "DeletePolicyVersion" {
                    deleted?;
                }
            }
        }
        self.delete(kind.delete, &[own])
    }

    fn delete(&mut self, action: &str, parameters: Parameters<'_>) -> Result<(), String> {
        let parsed = self.send(action, parameters)?;
        let last = parameters.last().map_or("", |(_, value)| value);
        match parsed.status {
            404 => {}
            _ if parsed.is_success() => self.removed.push(format!("{action} {last}")),
            _ => return Err(format!("{action} {last}: {}", parsed.summary())),
        }
        Ok(())
    }

    /// One part of each entry of a list, page by page. An operation that the endpoint lacks has no entries.
    fn list(
        &mut self,
        action: &str,
        parameters: Parameters<'_>,
        path: &str,
        key: &str,
    ) -> Result<Vec<String>, String> {
        let mut values = Vec::new();
        let mut marker = None::<String>;
        for _ in 0..MOST_PAGES {
            let mut all = parameters.to_vec();
            all.extend(marker.as_deref().map(|marker| ("Marker", marker)));
            let parsed = self.send(action, &all)?;
            if !parsed.is_success() && !matches!(parsed.status, 404 | 501) {
                return Err(format!("{action}: {}", parsed.summary()));
            }
            let list = parsed.result().and_then(|result| result.at(path));
            let entries = list.map(|list| list.children.as_slice()).unwrap_or_default();
            let text = |entry: &crate::exchange::xml::Element| match key {
                "" => Some(entry.text.clone()),
                key => entry.child(key).map(|child| child.text.clone()),
            };
            values.extend(entries.iter().filter_map(text));
            marker = match parsed.in_result("IsTruncated") {
                Some("true") => parsed.in_result("Marker").map(str::to_owned),
                _ => None,
            };
            if marker.is_none() {
                break;
            }
        }
        Ok(values)
    }

    fn send(&mut self, action: &str, parameters: Parameters<'_>) -> Result<ParsedAnswer, String> {
        let mut params = Params::default();
        for (name, value) in [("Action", action), ("Version", VERSION)].iter().chain(parameters) {
            params.push((*name).to_owned(), (*value).to_owned());
        }
        let form = ("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned());
        let body = params.encode().into_bytes();
        let call = Call::received("POST".into(), "/".into(), String::new(), vec![form], body);
        Ok(ParsedAnswer::read(&self.endpoint.send(&call)?))
    }
}

#[cfg(test)]
mod tests;
