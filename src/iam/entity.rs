//! TABLE: what IAM says of entities that are not taggable resources, when they are missing and when
//! they are there already.
//!
//! The sentences were recorded from IAM in February 2026, but for that of a user's inline policy, which
//! follows those of groups and roles. Other entities are not here because nothing was recorded.

/// Makes an enumeration of rows: an entity, what names it, and what IAM says when it is missing, and
/// when it is there already if it can be.
macro_rules! entities {
    ($(
        $(#[$doc:meta])*
        $Entity:ident($($name:ident),+) { $not_found:literal $(, $already_exists:literal)? }
    )*) => {
        /// What an operation can miss or find that is not a [`Resource`](crate::Resource), with its name.
        ///
        /// ```
        /// use iam_codec::Entity;
        ///
        /// let failure = Entity::Group("admins").not_found();
        /// assert_eq!(failure.message.unwrap(), "The group with name admins cannot be found.");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Entity<'a> {
            $($(#[$doc])* $Entity($(entities!(@text $name 'a)),+),)*
        }

        impl Entity<'_> {
            /// What IAM says when there is none.
            pub(crate) fn not_found_message(self) -> String {
                match self {
                    $(Entity::$Entity($($name),+) => {
                        // Not every sentence names what is missing.
                        let _ = ($($name),+);
                        format!($not_found)
                    })*
                }
            }

            /// What IAM says when there is one already, if that was recorded.
            pub(crate) fn already_exists_message(self) -> Option<String> {
                match self {
                    $(Entity::$Entity($($name),+) => {
                        entities!(@message $($name),+ $(=> $already_exists)?)
                    })*
                }
            }
        }
    };
    (@text $name:ident $a:lifetime) => { &$a str };
    (@message $($name:ident),+) => {{
        let _ = ($($name),+);
        None
    }};
    (@message $($name:ident),+ => $message:literal) => { Some(format!($message)) };
}

entities! {
    /// A group, by name.
    Group(name) {
        "The group with name {name} cannot be found.", "Group with name {name} already exists."
    }
    /// The password of a user, by the user's name.
    LoginProfile(user) {
        "Login Profile for User {user} cannot be found.",
        "Login Profile for user {user} already exists."
    }
    /// An access key, by ID.
    AccessKey(id) { "The Access Key with id {id} cannot be found." }
    /// An inline policy of a user, by name (inferred).
    UserPolicy(name) { "The user policy with name {name} cannot be found." }
    /// An inline policy of a group, by name.
    GroupPolicy(name) { "The group policy with name {name} cannot be found." }
    /// An inline policy of a role, by name.
    RolePolicy(name) { "The role policy with name {name} cannot be found." }
    /// A managed policy that is to be attached, or whose entities are to be listed, by ARN. Detaching
    /// and all other operations have the words of [`Resource::Policy`](crate::Resource::Policy).
    AttachablePolicy(arn) { "Policy {arn} does not exist or is not attachable." }
    /// A version of a managed policy, by the policy's ARN and the version's ID.
    PolicyVersion(arn, version) {
        "Policy {arn} version {version} does not exist or is not attachable."
    }
    /// A managed policy that is to be a permissions boundary, by ARN.
    PermissionsBoundary(arn) { "Scope ARN: {arn} does not exist or is not attachable." }
    /// A role of an instance profile, by the names of both.
    InstanceProfileRole(role, profile) {
        "Role {role} in Instance Profile {profile} cannot be found."
    }
    /// An OpenID Connect provider that is to be read, by ARN. The other operations have the words of
    /// [`Resource::OpenIdConnectProvider`](crate::Resource::OpenIdConnectProvider).
    OpenIdConnectProvider(arn) { "OpenIDConnect Provider not found for arn {arn}" }
    /// A signing certificate, by ID.
    SigningCertificate(id) { "The Certificate with id {id} cannot be found." }
    /// A user's SSH public key, by ID.
    SshPublicKey(id) { "User has no Public Key with id {id}." }
    /// A service-specific credential, by ID.
    ServiceSpecificCredential(id) { "No such credential {id} exists" }
    /// A service that has such credentials, by name.
    CredentialService(name) { "No such service {name} is supported for Service Specific Credentials" }
    /// An MFA device of a user, by serial number.
    UserMfaDevice(serial) { "MFA Device invalid for user." }
    /// A deletion task, by ID.
    DeletionTask(id) { "Cannot find deletion status for given id." }
    /// A role template, by ARN.
    RoleTemplate(arn) { "Role template not found in repository: {arn}" }
    /// The user, group or role whose policies are to be simulated, by ARN.
    PolicySource(arn) { "Unable to retrieve specified IAM entity." }
    /// What a report of last use is to be about, by ARN.
    ReportedEntity(arn) { "ARN {arn} does not exist." }
}
