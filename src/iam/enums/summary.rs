//! TABLE: what is counted in an account, and how far a summary has come.

use crate::schema::block::enumeration;

enumeration! {
    /// A figure of the account's summary.
    #[doc(alias = "SummaryKeyType")]
    SummaryKey {
        /// How many users there are.
        Users = "Users",
        /// How many users there may be.
        UsersQuota = "UsersQuota",
        /// How many groups there are.
        Groups = "Groups",
        /// How many groups there may be.
        GroupsQuota = "GroupsQuota",
        /// How many server certificates there are.
        ServerCertificates = "ServerCertificates",
        /// How many server certificates there may be.
        ServerCertificatesQuota = "ServerCertificatesQuota",
        /// How many characters a user's inline policies may have.
        UserPolicySizeQuota = "UserPolicySizeQuota",
        /// How many characters a group's inline policies may have.
        GroupPolicySizeQuota = "GroupPolicySizeQuota",
        /// How many groups a user may be in.
        GroupsPerUserQuota = "GroupsPerUserQuota",
        /// How many signing certificates a user may have.
        SigningCertificatesPerUserQuota = "SigningCertificatesPerUserQuota",
        /// How many access keys a user may have.
        AccessKeysPerUserQuota = "AccessKeysPerUserQuota",
        /// How many MFA devices there are.
        MfaDevices = "MFADevices",
        /// How many MFA devices users have.
        MfaDevicesInUse = "MFADevicesInUse",
        /// 1 if the root user has an MFA device, else 0.
        AccountMfaEnabled = "AccountMFAEnabled",
        /// 1 if the root user has an access key, else 0.
        AccountAccessKeysPresent = "AccountAccessKeysPresent",
        /// 1 if the root user has a password, else 0.
        AccountPasswordPresent = "AccountPasswordPresent",
        /// 1 if the root user has a signing certificate, else 0.
        AccountSigningCertificatesPresent = "AccountSigningCertificatesPresent",
        /// How many managed policies a group may have.
        AttachedPoliciesPerGroupQuota = "AttachedPoliciesPerGroupQuota",
        /// How many managed policies a role may have.
        AttachedPoliciesPerRoleQuota = "AttachedPoliciesPerRoleQuota",
        /// How many managed policies a user may have.
        AttachedPoliciesPerUserQuota = "AttachedPoliciesPerUserQuota",
        /// How many managed policies the account has.
        Policies = "Policies",
        /// How many managed policies the account may have.
        PoliciesQuota = "PoliciesQuota",
        /// How many characters a managed policy may have.
        PolicySizeQuota = "PolicySizeQuota",
        /// How many versions the managed policies have together.
        PolicyVersionsInUse = "PolicyVersionsInUse",
        /// How many versions the managed policies may have together.
        PolicyVersionsInUseQuota = "PolicyVersionsInUseQuota",
        /// How many versions a managed policy may have.
        VersionsPerPolicyQuota = "VersionsPerPolicyQuota",
        /// The version of the global STS endpoint's tokens.
        GlobalEndpointTokenVersion = "GlobalEndpointTokenVersion",
        /// How many characters a trust policy may have.
        AssumeRolePolicySizeQuota = "AssumeRolePolicySizeQuota",
        /// How many instance profiles there are.
        InstanceProfiles = "InstanceProfiles",
        /// How many instance profiles there may be.
        InstanceProfilesQuota = "InstanceProfilesQuota",
        /// How many identity providers there are.
        Providers = "Providers",
        /// How many characters a role's inline policies may have.
        RolePolicySizeQuota = "RolePolicySizeQuota",
        /// How many roles there are.
        Roles = "Roles",
        /// How many roles there may be.
        RolesQuota = "RolesQuota",
    }
}

enumeration! {
    /// How far a summary has come.
    #[doc(alias = "SummaryStateType")]
    SummaryState {
        /// The summary is ready.
        Available = "AVAILABLE",
        /// The summary is not ready.
        NotAvailable = "NOT_AVAILABLE",
        /// The entity cannot be summarized.
        NotSupported = "NOT_SUPPORTED",
        /// The summary failed.
        Failed = "FAILED",
    }
}
