//! TABLE: the sentences that IAM answers, by judge, each once.
//!
//! A final period is there where IAM prints one.

/// Of the judge of identity policies.
pub(super) mod identity {
    pub(crate) const SYNTAX: &str = "Syntax errors in policy.";
    pub(crate) const LEGACY: &str = "The policy failed legacy parsing";
    pub(crate) const VERSION: &str = "Policy document must be version 2012-10-17 or greater.";
    pub(crate) const SID_TWICE: &str = "Statement IDs (SID) in a single policy must be unique.";
    pub(crate) const SID_PATTERN: &str = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
    pub(crate) const PRINCIPAL: &str = "Policy document should not specify a principal.";
    pub(crate) const NO_ACTIONS: &str = "Policy statement must contain actions.";
    pub(crate) const NO_RESOURCES: &str = "Policy statement must contain resources.";
    pub(crate) const NO_VENDOR: &str =
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
    pub(crate) const COLONS: &str = "Actions/Condition can contain only one colon.";
    pub(crate) const VENDOR_WILDCARD: &str =
        "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.";
    pub(crate) const RESOURCE_VENDOR: &str =
        "Resource vendor must be fully qualified and cannot contain regexes.";

    pub(crate) fn vendor(vendor: &str) -> String {
        format!("Vendor {vendor} is not valid")
    }

    pub(crate) fn not_an_arn(resource: &str) -> String {
        format!("Resource {resource} must be in ARN format or \"*\".")
    }

    /// The resource as IAM spells it out: fields that lack are `*`.
    pub(crate) fn partition(partition: &str, fields: [&str; 4]) -> String {
        let rest = fields.join(":");
        format!("Partition \"{partition}\" is not valid for resource \"arn:{partition}:{rest}\".")
    }

    pub(crate) fn iam_region(resource: &str) -> String {
        format!("IAM resource {resource} cannot contain region information.")
    }

    pub(crate) fn s3_region(resource: &str) -> String {
        format!("Resource {resource} can not contain region information.")
    }

    pub(crate) fn iam_path(beginnings: &[&str]) -> String {
        let beginnings = beginnings.join(", ");
        format!("IAM resource path must either be \"*\", root, or start with {beginnings}.")
    }
}

/// Of the judge of trust policies.
pub(super) mod trust {
    pub(crate) const JSON: &str = "This policy contains invalid Json";
    pub(crate) const NOT_A_POLICY: &str = "This text appears not to be a policy";
    pub(crate) const VERSION: &str = "The policy must contain a valid version string";
    pub(crate) const NO_STATEMENT: &str = "Could not parse the policy: Statement is empty!";
    pub(crate) const NO_EFFECT: &str = "Missing required field Effect";
    pub(crate) const NO_PRINCIPAL: &str = "Missing required field Principal";
    pub(crate) const EMPTY_PRINCIPAL: &str = "Missing required field Principal cannot be empty!";
    pub(crate) const NO_ACTION: &str = "Missing required field Action";
    pub(crate) const PRINCIPAL_TEXT: &str = "Principal must be a JSON object.";
    pub(crate) const PRINCIPAL_LIST: &str = "Syntax error in policy.";
    pub(crate) const ALLOW_NOT_PRINCIPAL: &str = "Allow with NotPrincipal is not allowed.";
    pub(crate) const NOT_PRINCIPAL: &str = "AssumeRole policy must not contain NotPrincipal field.";
    pub(crate) const ACTION: &str = "AssumeRole policy may only specify STS AssumeRole actions.";
    pub(crate) const RESOURCE: &str = "Has prohibited field Resource";
    pub(crate) const NOT_RESOURCE: &str = "AssumeRole policy must not contain resources.";
    pub(crate) const SID_TWICE: &str = "The Statement Ids in the policy are not unique";
    pub(crate) const FEDERATED: &str =
        "Federated principals must be valid domain names or SAML metadata ARNs";
    pub(crate) const COGNITO: &str = "A condition block must be present for the Cognito provider";
    pub(crate) const CANONICAL_USER: &str = "Invalid principal in policy: \"CanonicalUser\"";

    pub(crate) fn unknown_field(name: &str) -> String {
        format!("Unknown field {name}")
    }

    pub(crate) fn position((line, column): (usize, usize)) -> String {
        format!("Syntax error at position ({line},{column})")
    }

    pub(crate) fn effect(effect: &str) -> String {
        format!("Invalid effect: {effect}")
    }

    pub(crate) fn principal(key: &str, principal: &str) -> String {
        format!("Invalid principal in policy: \"{key}\":\"{principal}\"")
    }

    /// One of the condition keys in `claims` must be there.
    pub(crate) fn unscoped(principal: &str, claims: &str) -> String {
        format!(
            "Trust policy with trusted principal {principal} must evaluate, using StringEquals, StringLike or StringEqualsIgnoreCase, {claims} which is not scoped to all."
        )
    }

    pub(crate) fn application(issuer: &str) -> String {
        format!("Policy trusting {issuer} requires a StringEquals condition on an application id")
    }
}

/// Of STS, for session policies.
pub(super) mod session {
    pub(crate) const JSON: &str = "The policy is not in the valid JSON format.";
}
