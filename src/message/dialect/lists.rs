//! Which names are those of lists.

/// Whether a name is that of a list. An empty text is sent, an empty list is not. In IAM's model no name is
/// both.
pub(crate) fn is_list(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    LISTS.contains(&last)
}

/// The lists in the inputs of all operations.
pub(crate) const LISTS: [&str; 18] = [
    "ActionNames",
    "ClientIDList",
    "ContextEntries",
    "ContextKeyValues",
    "Filter",
    "KeyDefinitionList",
    "OrderedOrganizationPolicyInputList",
    "Parameters",
    "PermissionsBoundaryPolicyInputList",
    "PolicyExclusionList",
    "PolicyInputList",
    "ResourceArns",
    "ServiceControlPolicyInputList",
    "ServiceNamespaces",
    "TagKeys",
    "Tags",
    "ThumbprintList",
    "Values",
];
