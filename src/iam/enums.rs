//! TABLE: the enumerations, one block each.

use crate::schema::block::enumeration;

mod summary;

pub use summary::{SummaryKey, SummaryState};

enumeration! {
    /// Whether a SAML provider must encrypt its assertions.
    #[doc(alias = "AssertionEncryptionModeType")]
    AssertionEncryptionMode {
        /// Only encrypted assertions are accepted.
        Required = "Required",
        /// Encrypted and plain assertions are accepted.
        Allowed = "Allowed",
    }
}

enumeration! {
    /// Which virtual MFA devices to list.
    #[doc(alias = "AssignmentStatusType")]
    AssignmentStatus {
        /// Those that a user has.
        Assigned = "Assigned",
        /// Those that no user has.
        Unassigned = "Unassigned",
        /// All of them.
        Any = "Any",
    }
}

enumeration! {
    /// The kind of entity that an inline policy belongs to.
    AttachmentType {
        /// A user.
        User = "user",
        /// A group.
        Group = "group",
        /// A role.
        Role = "role",
    }
}

enumeration! {
    /// The type of a context key's values.
    #[doc(alias = "ContextKeyTypeEnum")]
    ContextKeyType {
        /// A string.
        String = "string",
        /// A list of strings.
        StringList = "stringList",
        /// A number.
        Numeric = "numeric",
        /// A list of numbers.
        NumericList = "numericList",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A list of `true` and `false`.
        BooleanList = "booleanList",
        /// An IP address or range.
        Ip = "ip",
        /// A list of IP addresses or ranges.
        IpList = "ipList",
        /// Base64 data.
        Binary = "binary",
        /// A list of base64 data.
        BinaryList = "binaryList",
        /// A date.
        Date = "date",
        /// A list of dates.
        DateList = "dateList",
    }
}

enumeration! {
    /// The state of a delegation request.
    #[doc(alias = "StateType")]
    DelegationState {
        /// It has no owner yet.
        Unassigned = "UNASSIGNED",
        /// It has an owner.
        Assigned = "ASSIGNED",
        /// It waits for approval.
        PendingApproval = "PENDING_APPROVAL",
        /// Its token was sent.
        Finalized = "FINALIZED",
        /// It was accepted, and its token not yet sent.
        Accepted = "ACCEPTED",
        /// It was rejected.
        Rejected = "REJECTED",
        /// Its time ran out.
        Expired = "EXPIRED",
    }
}

enumeration! {
    /// How far a deletion has come.
    #[doc(alias = "DeletionTaskStatusType")]
    DeletionTaskStatus {
        /// The role is deleted.
        Succeeded = "SUCCEEDED",
        /// The deletion runs.
        InProgress = "IN_PROGRESS",
        /// The deletion failed.
        Failed = "FAILED",
        /// The deletion has not begun.
        NotStarted = "NOT_STARTED",
    }
}

enumeration! {
    /// The form of a public key.
    #[doc(alias = "EncodingType")]
    Encoding {
        /// The one-line `ssh-rsa` form.
        Ssh = "SSH",
        /// The PEM form.
        Pem = "PEM",
    }
}

enumeration! {
    /// The kinds of entities that a list may hold.
    EntityType {
        /// Users.
        User = "User",
        /// Roles.
        Role = "Role",
        /// Groups.
        Group = "Group",
        /// The account's own managed policies.
        LocalManagedPolicy = "LocalManagedPolicy",
        /// The managed policies of AWS.
        AwsManagedPolicy = "AWSManagedPolicy",
    }
}

enumeration! {
    /// A feature of central root access.
    FeatureType {
        /// Root credentials of member accounts are managed centrally.
        RootCredentialsManagement = "RootCredentialsManagement",
        /// Root sessions in member accounts are opened centrally.
        RootSessions = "RootSessions",
    }
}

enumeration! {
    /// How detailed a report of last use is.
    #[doc(alias = "AccessAdvisorUsageGranularityType")]
    Granularity {
        /// Services only.
        ServiceLevel = "SERVICE_LEVEL",
        /// Services and their actions.
        ActionLevel = "ACTION_LEVEL",
    }
}

enumeration! {
    /// How far a report has come.
    #[doc(alias = "JobStatusType")]
    JobStatus {
        /// The report is being made.
        InProgress = "IN_PROGRESS",
        /// The report is ready.
        Completed = "COMPLETED",
        /// The report failed.
        Failed = "FAILED",
    }
}

enumeration! {
    /// Who manages a role template.
    #[doc(alias = "ManagedByTypeType")]
    ManagedByType {
        /// An AWS service.
        Service = "Service",
    }
}

enumeration! {
    /// The type of a role template's parameter.
    #[doc(alias = "ParameterTypeType")]
    ParameterType {
        /// A string.
        String = "String",
        /// A list of strings.
        StringList = "StringList",
        /// A number.
        Number = "Number",
        /// A list of numbers.
        NumberList = "NumberList",
        /// An ARN.
        Arn = "Arn",
        /// A list of ARNs.
        ArnList = "ArnList",
    }
}

enumeration! {
    /// Whether the caller has the permissions that a delegation request asks for.
    #[doc(alias = "PermissionCheckResultType")]
    PermissionCheckResult {
        /// The caller has all of them.
        Allowed = "ALLOWED",
        /// The caller lacks some of them.
        Denied = "DENIED",
        /// It cannot be told, often because of conditions.
        Unsure = "UNSURE",
    }
}

enumeration! {
    /// How far a permission check has come.
    #[doc(alias = "PermissionCheckStatusType")]
    PermissionCheckStatus {
        /// The check is done.
        Complete = "COMPLETE",
        /// The check runs.
        InProgress = "IN_PROGRESS",
        /// The check failed.
        Failed = "FAILED",
    }
}

enumeration! {
    /// What serves as the permissions boundary.
    #[doc(alias = "PermissionsBoundaryAttachmentType")]
    PermissionsBoundaryType {
        /// A managed policy.
        PermissionsBoundaryPolicy = "PermissionsBoundaryPolicy",
        /// A managed policy, as IAM's answers have it (recorded). The model lists only the other text.
        Policy = "Policy",
    }
}

enumeration! {
    /// What a simulation decides.
    #[doc(alias = "PolicyEvaluationDecisionType")]
    PolicyDecision {
        /// A policy allows the action, and none denies it.
        Allowed = "allowed",
        /// A policy denies the action.
        ExplicitDeny = "explicitDeny",
        /// No policy allows the action.
        ImplicitDeny = "implicitDeny",
    }
}

enumeration! {
    /// The kind of policies to name as a whole.
    PolicyIdentifierPolicyType {
        /// Inline policies.
        Inline = "inline",
        /// The managed policies of AWS.
        AwsManaged = "aws-managed",
        /// The account's own managed policies.
        UserManaged = "user-managed",
        /// Permissions boundaries.
        PermissionBoundary = "permission-boundary",
        /// Service control policies.
        Scp = "scp",
        /// Resource control policies.
        Rcp = "rcp",
    }
}

enumeration! {
    /// The kind of entity that uses or owns a policy.
    #[doc(alias = "PolicyOwnerEntityType")]
    PolicyOwner {
        /// A user.
        User = "USER",
        /// A role.
        Role = "ROLE",
        /// A group.
        Group = "GROUP",
    }
}

enumeration! {
    /// The type of a policy parameter.
    #[doc(alias = "PolicyParameterTypeEnum")]
    PolicyParameterType {
        /// A string.
        String = "string",
        /// A list of strings.
        StringList = "stringList",
    }
}

enumeration! {
    /// Whose managed policies to list.
    #[doc(alias = "PolicyScopeType")]
    PolicyScope {
        /// Those of the account and of AWS.
        All = "All",
        /// Those of AWS.
        Aws = "AWS",
        /// Those of the account.
        Local = "Local",
    }
}

enumeration! {
    /// Where the policy of a deciding statement comes from.
    PolicySourceType {
        /// A user's inline policy.
        User = "user",
        /// A group's inline policy.
        Group = "group",
        /// A role's inline policy.
        Role = "role",
        /// A managed policy of AWS.
        AwsManaged = "aws-managed",
        /// A managed policy of the account.
        UserManaged = "user-managed",
        /// A policy of a resource.
        Resource = "resource",
        /// None of the others.
        None = "none",
        /// A policy of a user, group or role, or one that the request gives. IAM's answers have this text and
        /// the two below (recorded in 2026); the model lists none of them.
        IamPolicy = "IAM Policy",
        /// The policy of a resource.
        ResourcePolicy = "Resource Policy",
        /// A permissions boundary.
        PermissionsBoundaryPolicy = "Permissions Boundary Policy",
    }
}

enumeration! {
    /// Whether a policy is inline or managed.
    PolicyType {
        /// It is part of one user, group or role.
        Inline = "INLINE",
        /// It is a resource of its own and can be attached.
        Managed = "MANAGED",
    }
}

enumeration! {
    /// What a policy is used for.
    #[doc(alias = "PolicyUsageType")]
    PolicyUsage {
        /// It grants permissions.
        PermissionsPolicy = "PermissionsPolicy",
        /// It limits permissions.
        PermissionsBoundary = "PermissionsBoundary",
    }
}

enumeration! {
    /// The format of a credential report.
    #[doc(alias = "ReportFormatType")]
    ReportFormat {
        /// Comma-separated values.
        Csv = "text/csv",
    }
}

enumeration! {
    /// How far a credential report has come.
    #[doc(alias = "ReportStateType")]
    ReportState {
        /// The report was just started.
        Started = "STARTED",
        /// The report is being made.
        InProgress = "INPROGRESS",
        /// The report can be fetched.
        Complete = "COMPLETE",
    }
}

enumeration! {
    /// The order of a report's services.
    #[doc(alias = "SortKeyType")]
    SortKey {
        /// By service prefix, from A to Z.
        ServiceNamespaceAscending = "SERVICE_NAMESPACE_ASCENDING",
        /// By service prefix, from Z to A.
        ServiceNamespaceDescending = "SERVICE_NAMESPACE_DESCENDING",
        /// By last use, the oldest first.
        LastAuthenticatedTimeAscending = "LAST_AUTHENTICATED_TIME_ASCENDING",
        /// By last use, the newest first.
        LastAuthenticatedTimeDescending = "LAST_AUTHENTICATED_TIME_DESCENDING",
    }
}

enumeration! {
    /// Whether a key, certificate or credential may be used.
    #[doc(alias = "StatusType")]
    Status {
        /// It may be used.
        Active = "Active",
        /// It may not be used.
        Inactive = "Inactive",
        /// Its time ran out.
        Expired = "Expired",
    }
}

enumeration! {
    /// The version of the tokens of the global STS endpoint.
    #[doc(alias = "GlobalEndpointTokenVersion")]
    TokenVersion {
        /// They work only in Regions that are on by default.
        V1Token = "v1Token",
        /// They work in all Regions, and are longer.
        V2Token = "v2Token",
    }
}
