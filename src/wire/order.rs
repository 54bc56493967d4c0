//! The order in which AWS writes members: that of a Java `HashMap` with 16 buckets, keyed by the
//! member's name with its first letter lowered.
//!
//! Inferred, not documented: all 19 structures that were recorded since 2020 follow it, and so do both
//! recorded reports of several violations. Members that share a bucket come in alphabetical order (six
//! recorded pairs), but for those in [`AGAINST_THE_ALPHABET`]. A map of more than twelve members would have more buckets; no such answer was recorded.

/// Where a member is among others: by bucket, then by name.
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

/// Members of one bucket that do not come in alphabetical order. The first two pairs were recorded in 2022
/// and later; the third is a guess by them: three of four recorded ties of that service are in the order of
/// its model.
const AGAINST_THE_ALPHABET: [(&str, &str); 3] = [
    ("AssumedRoleId", "Arn"),
    ("Provider", "Credentials"),
    ("SubjectFromWebIdentityToken", "PackedPolicySize"),
];

const fn is_before(a: &str, b: &str) -> bool {
    let (bucket_a, bucket_b) = (bucket(a), bucket(b));
    if bucket_a != bucket_b {
        return bucket_a < bucket_b;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < AGAINST_THE_ALPHABET.len() {
        let (first, second) = AGAINST_THE_ALPHABET[i];
        let (first, second) = (first.as_bytes(), second.as_bytes());
        if is_same(a, first) && is_same(b, second) {
            return true;
        }
        if is_same(a, second) && is_same(b, first) {
            return false;
        }
        i += 1;
    }
    i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    a.len() == b.len()
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

/// Where a Java `HashMap` with this many buckets has a key.
fn map_bucket(key: &str, buckets: usize) -> usize {
    let hash = java_hash(key);
    (hash ^ hash >> 16) as usize & (buckets - 1)
}

/// Sorts as a map that has grown to hold its keys: 16 buckets, doubled whenever three quarters are too few.
///
/// `SummaryMap` was recorded so, with 34 keys. Keys that share a bucket stay in their order, in which the map
/// was filled.
pub(crate) fn sort_as_grown<T, K: AsRef<str>>(items: &mut [T], key: impl Fn(&T) -> K) {
    let mut buckets = 16;
    while items.len() > buckets / 4 * 3 {
        buckets *= 2;
    }
    items.sort_by_cached_key(|item| map_bucket(key(item).as_ref(), buckets));
}

/// Sorts as a map that was made for this number of keys: the least power of two, doubled if three quarters of
/// it are too few. Keys that share a bucket are sorted.
///
/// 15 lists of tags of resources that are addressed by ARN, name or serial number follow it, and no other
/// order that was tried.
pub(crate) fn sort_as_sized<T, K: AsRef<str>>(items: &mut [T], key: impl Fn(&T) -> K) {
    let buckets = items.len().next_power_of_two();
    let is_full = 4 * items.len() > 3 * buckets;
    let buckets = if is_full { 2 * buckets } else { buckets };
    items.sort_by_cached_key(|item| {
        let key = key(item).as_ref().to_owned();
        (map_bucket(&key, buckets), key)
    });
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

    /// What Java's `HashMap` and `HashSet` do, step by step: a chain for each bucket, and twice as many of them as
    /// soon as three quarters are not enough.
    struct JavaMap<'k> {
        chains: Vec<Vec<&'k str>>,
        len: usize,
    }

    impl<'k> JavaMap<'k> {
        fn of(buckets: usize, keys: &[&'k str]) -> Vec<&'k str> {
            let mut map = JavaMap { chains: vec![Vec::new(); buckets], len: 0 };
            keys.iter().for_each(|key| map.put(key));
            map.chains.concat()
        }

        fn put(&mut self, key: &'k str) {
            self.link(key);
            self.len += 1;
            if 4 * self.len > 3 * self.chains.len() {
                let doubled = vec![Vec::new(); 2 * self.chains.len()];
                let keys = std::mem::replace(&mut self.chains, doubled).concat();
                keys.into_iter().for_each(|key| self.link(key));
            }
        }

        fn link(&mut self, key: &'k str) {
            let hash = hash_code(key);
            let bucket = (hash ^ hash >> 16) as usize % self.chains.len();
            self.chains[bucket].push(key);
        }
    }

    /// `String.hashCode`, by the two halves of what is beyond U+FFFF.
    fn hash_code(text: &str) -> u32 {
        let mut units = Vec::new();
        for c in text.chars().map(u32::from) {
            match c.checked_sub(0x1_0000) {
                None => units.push(c),
                Some(rest) => units.extend([0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF)]),
            }
        }
        units.into_iter().fold(0, |hash, unit| 31_u32.wrapping_mul(hash).wrapping_add(unit))
    }

    /// Keys of several scripts. Many share a bucket: `Aa` and `BB` have one hash.
    fn keys(len: usize) -> Vec<String> {
        let beginnings = ["Team", "é", "東", "\u{20000}", "\u{1D518}x", "Aa", "BB", "AaBB", "BBAa"];
        let key = |n: usize| format!("{}{}", beginnings[n % 9], n / 9);
        (0..len).map(key).collect()
    }

    #[test]
    fn sorts_any_number_of_keys_as_javas_map_does() {
        for len in 0..=100 {
            let keys = keys(len);
            for turn in [0, len / 2, len / 3] {
                let mut filled: Vec<_> = keys.iter().map(String::as_str).collect();
                filled.rotate_left(turn);
                let mut grown = filled.clone();
                sort_as_grown(&mut grown, |key| *key);
                assert_eq!(grown, JavaMap::of(16, &filled));
                let mut sized = filled.clone();
                sort_as_sized(&mut sized, |key| *key);
                filled.sort_unstable();
                assert_eq!(sized, JavaMap::of(len.next_power_of_two(), &filled));
            }
        }
    }

    #[test]
    fn of_texts_that_share_a_bucket_the_model_lists_the_first_last() {
        for len in 0..=24 {
            let keys = keys(len);
            let texts: &[String] = Vec::leak(keys);
            let texts: Vec<&'static str> = texts.iter().map(String::as_str).collect();
            let mut expected = Vec::new();
            for bucket in 0..32 {
                let shares = |text: &&&str| hash_code(text) % 32 == bucket;
                expected.extend(texts.iter().rev().filter(shares).copied());
            }
            assert_eq!(enum_order(&texts), expected);
        }
    }

    #[test]
    fn sorts_tags_as_recorded() {
        for (stored, listed) in [
            (&["abc", "b", "z", "a"][..], &["a", "b", "z", "abc"][..]),
            (&["a", "A"], &["A", "a"]),
            (&["Team", "team", "third"], &["third", "Team", "team"]),
            (&["key", "Key"], &["Key", "key"]),
            (
                &["alpha.eksctl.io/cluster-name", "alpha.eksctl.io/eksctl-version"],
                &["alpha.eksctl.io/eksctl-version", "alpha.eksctl.io/cluster-name"],
            ),
            (&["somekey", "someotherkey"], &["somekey", "someotherkey"]),
            (&["Scenario", "Stack"], &["Scenario", "Stack"]),
            (&["DeptID", "Department"], &["DeptID", "Department"]),
            (&["k1", "k2"], &["k1", "k2"]),
            (&["MyKey", "MyKey2"], &["MyKey", "MyKey2"]),
            (&["z", "A"], &["A", "z"]),
        ] {
            let mut keys = stored.to_vec();
            sort_as_sized(&mut keys, |key| *key);
            assert_eq!(keys, listed);
        }
        sort_as_sized(&mut [""; 0], |key| *key);
    }

    #[test]
    fn sorts_the_summary_as_recorded() {
        let recorded = [
            "GroupPolicySizeQuota",
            "InstanceProfilesQuota",
            "Policies",
            "GroupsPerUserQuota",
            "InstanceProfiles",
            "AttachedPoliciesPerUserQuota",
            "Users",
            "PoliciesQuota",
            "Providers",
            "AccountMFAEnabled",
            "AccessKeysPerUserQuota",
            "AssumeRolePolicySizeQuota",
            "PolicyVersionsInUseQuota",
            "GlobalEndpointTokenVersion",
            "VersionsPerPolicyQuota",
            "AttachedPoliciesPerGroupQuota",
            "PolicySizeQuota",
            "Groups",
            "AccountSigningCertificatesPresent",
            "UsersQuota",
            "ServerCertificatesQuota",
            "MFADevices",
            "UserPolicySizeQuota",
            "PolicyVersionsInUse",
            "ServerCertificates",
            "Roles",
            "RolesQuota",
            "SigningCertificatesPerUserQuota",
            "MFADevicesInUse",
            "RolePolicySizeQuota",
            "AttachedPoliciesPerRoleQuota",
            "AccountAccessKeysPresent",
            "AccountPasswordPresent",
            "GroupsQuota",
        ];
        let mut keys = recorded;
        // Halves change places, so that keys of one bucket stay in order.
        keys.rotate_left(18);
        sort_as_grown(&mut keys, |key| *key);
        assert_eq!(keys, recorded);
    }

    #[test]
    fn orders_enumerations_as_recorded() {
        let keys = [
            "string",
            "stringList",
            "numeric",
            "numericList",
            "boolean",
            "booleanList",
            "ip",
            "ipList",
            "binary",
            "binaryList",
            "date",
            "dateList",
        ];
        assert_eq!(
            enum_order(&keys).join(", "),
            "binary, ipList, booleanList, ip, boolean, numericList, dateList, numeric, date, \
             stringList, string, binaryList"
        );
        // CloudWatch.
        let states = ["OK", "ALARM", "INSUFFICIENT_DATA"];
        assert_eq!(enum_order(&states), ["INSUFFICIENT_DATA", "ALARM", "OK"]);
    }

    /// Texts of up to three letters, and the beginnings of the members with an order of their own: many share a
    /// bucket, and many begin another.
    fn names() -> Vec<String> {
        let mut names = vec![String::new()];
        for at in 0..13 {
            names.extend(["A", "a", "b"].map(|letter| format!("{}{letter}", names[at])));
        }
        for name in AGAINST_THE_ALPHABET.into_iter().flat_map(|(a, b)| [a, b]) {
            names.extend((1..=name.len()).map(|end| name[..end].to_owned()));
        }
        names
    }

    #[test]
    fn orders_any_two_names_by_bucket_then_exception_then_alphabet() {
        let bucket = |name: &str| {
            let (first, rest) = name.split_at(name.len().min(1));
            let hash = hash_code(&(first.to_lowercase() + rest));
            (hash ^ hash >> 16) % 16
        };
        let names = names();
        for (a, b) in names.iter().flat_map(|a| names.iter().map(move |b| (&**a, &**b))) {
            let is_kept = match bucket(a) == bucket(b) {
                true if AGAINST_THE_ALPHABET.contains(&(a, b)) => true,
                true => a <= b && !AGAINST_THE_ALPHABET.contains(&(b, a)),
                false => bucket(a) < bucket(b),
            };
            assert_eq!(wire_order([a, b]), if is_kept { [0, 1] } else { [1, 0] }, "{a} {b}");
        }
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
    fn orders_members_of_one_bucket_as_recorded() {
        for (first, second) in [
            // GetUser and ListUsers, 2020 and 2022.
            ("Arn", "UserName"),
            // GetUser and GetRole, 2022.
            ("CreateDate", "Tags"),
            // GetPolicy, 2020.
            ("DefaultVersionId", "PolicyId"),
            ("IsAttachable", "PolicyName"),
            // STS, 2022 and later.
            ("AccessKeyId", "SecretAccessKey"),
            ("PackedPolicySize", "SubjectType"),
            ("AssumedRoleId", "Arn"),
            ("Provider", "Credentials"),
        ] {
            assert_eq!(bucket(first), bucket(second));
            assert_eq!(ordered([second, first]), [first, second]);
        }
    }

    /// AssumeRoleWithSAML, 2022 and 2024.
    #[test]
    fn orders_members_of_a_session_as_recorded() {
        assert_eq!(
            ordered([
                "Credentials",
                "AssumedRoleUser",
                "PackedPolicySize",
                "Subject",
                "SubjectType",
                "Issuer",
                "Audience",
                "NameQualifier",
                "SourceIdentity",
            ]),
            [
                "Audience",
                "AssumedRoleUser",
                "Credentials",
                "Subject",
                "NameQualifier",
                "SourceIdentity",
                "PackedPolicySize",
                "SubjectType",
                "Issuer",
            ],
        );
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
