//! The order in which AWS writes members: that of a Java `HashMap` with 16 buckets, keyed by the
//! member's name with its first letter lowered.
//!
//! Inferred, not documented: all 19 structures that were recorded since 2020 follow it, and so do both
//! recorded reports of several violations. Members that share a bucket come in alphabetical order (four
//! recorded pairs). A map of more than twelve members would have more buckets; no such answer was recorded.

/// Where a member stands among others: by bucket, then by name.
pub(crate) const fn bucket(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut hash = 0_u32;
    let mut i = 0;
    while i < bytes.len() {
        let byte = if i == 0 { bytes[i].to_ascii_lowercase() } else { bytes[i] };
        hash = hash.wrapping_mul(31).wrapping_add(byte as u32);
        i += 1;
    }
    (hash ^ hash >> 16) & 15
}

/// The numbers of `names` in the order in which AWS writes them.
pub(crate) const fn wire_order<const N: usize>(names: [&str; N]) -> [u8; N] {
    // Readers note in 64 bits which members were there.
    const { assert!(N <= 64) };
    let mut order = [0; N];
    let mut sorted = 0;
    while sorted < N {
        let mut at = sorted;
        while at > 0 && is_before(names[sorted], names[order[at - 1] as usize]) {
            order[at] = order[at - 1];
            at -= 1;
        }
        order[at] = sorted as u8;
        sorted += 1;
    }
    order
}

const fn is_before(a: &str, b: &str) -> bool {
    let (bucket_a, bucket_b) = (bucket(a), bucket(b));
    if bucket_a != bucket_b {
        return bucket_a < bucket_b;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}

/// The order in which AWS names the texts of an enumeration: that of a Java `HashSet` with 32 buckets and
/// plain hashes, in a bucket the text first that the model lists last.
///
/// All lists that IAM was recorded with follow it, and 21 of 23 lists of ten other services.
pub(crate) fn enum_order(texts: &[&'static str]) -> Vec<&'static str> {
    let mut ordered: Vec<_> = texts.iter().rev().copied().collect();
    ordered.sort_by_key(|text| java_hash(text) & 31);
    ordered
}

/// What Java's `String.hashCode` gives.
fn java_hash(text: &str) -> u32 {
    text.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(unit.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `names` as AWS orders them.
    fn ordered<const N: usize>(names: [&str; N]) -> Vec<&str> {
        wire_order(names).map(|i| names[usize::from(i)]).to_vec()
    }

    #[test]
    fn orders_members_as_recorded() {
        assert_eq!(ordered(["Key", "Value"]), ["Value", "Key"]);
        // GetRole, 2020 and 2022.
        assert_eq!(
            ordered([
                "Arn",
                "AssumeRolePolicyDocument",
                "CreateDate",
                "Description",
                "MaxSessionDuration",
                "Path",
                "RoleId",
                "RoleLastUsed",
                "RoleName",
                "Tags",
            ]),
            [
                "Path",
                "AssumeRolePolicyDocument",
                "MaxSessionDuration",
                "RoleId",
                "RoleLastUsed",
                "RoleName",
                "Description",
                "Arn",
                "CreateDate",
                "Tags",
            ],
        );
        // GetPolicy, 2020.
        assert_eq!(
            ordered([
                "Arn",
                "AttachmentCount",
                "CreateDate",
                "DefaultVersionId",
                "Description",
                "IsAttachable",
                "Path",
                "PermissionsBoundaryUsageCount",
                "PolicyId",
                "PolicyName",
                "UpdateDate",
            ]),
            [
                "PermissionsBoundaryUsageCount",
                "Path",
                "UpdateDate",
                "DefaultVersionId",
                "PolicyId",
                "IsAttachable",
                "PolicyName",
                "Description",
                "AttachmentCount",
                "Arn",
                "CreateDate",
            ],
        );
    }

    /// The weakest part of the rule: in 2017 the first of these pairs came the other way round.
    #[test]
    fn orders_members_of_one_bucket_by_name_as_recorded() {
        for (first, second) in [
            // GetUser and ListUsers, 2020 and 2022.
            ("Arn", "UserName"),
            // GetUser and GetRole, 2022.
            ("CreateDate", "Tags"),
            // GetPolicy, 2020.
            ("DefaultVersionId", "PolicyId"),
            ("IsAttachable", "PolicyName"),
        ] {
            assert_eq!(bucket(first), bucket(second));
            assert_eq!(ordered([second, first]), [first, second]);
        }
    }

    /// Of lists and their flags, 2017 and later; of GetGroup, 2017.
    #[test]
    fn orders_members_of_results_as_recorded() {
        assert_eq!(ordered(["Users", "IsTruncated", "Marker"]), ["IsTruncated", "Marker", "Users"]);
        assert_eq!(ordered(["Group", "Users", "IsTruncated"]), ["IsTruncated", "Users", "Group"]);
        assert_eq!(
            ordered(["UserName", "PolicyName", "PolicyDocument"]),
            ["PolicyDocument", "PolicyName", "UserName"],
        );
    }

    #[test]
    fn orders_violations_as_recorded() {
        // CreateOpenIDConnectProvider and UpdateAccountPasswordPolicy, 2026.
        assert_eq!(
            ordered(["Url", "ClientIDList", "ThumbprintList"]),
            ["ClientIDList", "ThumbprintList", "Url"],
        );
        assert_eq!(
            ordered(["MinimumPasswordLength", "MaxPasswordAge", "PasswordReusePrevention"]),
            ["MinimumPasswordLength", "PasswordReusePrevention", "MaxPasswordAge"],
        );
    }
}
