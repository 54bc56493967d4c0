//! Pages of lists: `MaxItems`, `Marker` and `IsTruncated`, for every list in the same way.

use std::borrow::Cow;

use iam_codec::operations::*;
use iam_codec::{ErrorCode, Operation};
use sha1::{Digest, Sha1};

use super::{Outcome, failure};

/// A part of a list.
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) is_truncated: Option<bool>,
    /// Names the first item of the next page. It fits for no other list.
    pub(crate) marker: Option<Cow<'static, str>>,
}

/// An operation that gives a list in pages.
pub(crate) trait List<'a>: Operation<'a> + Clone {
    /// Its `Marker` and `MaxItems`.
    fn page_mut(&mut self) -> (&mut Option<Cow<'a, str>>, &mut Option<i32>);
}

macro_rules! lists {
    ($($List:ident)*) => {$(
        impl<'a> List<'a> for $List<'a> {
            fn page_mut(&mut self) -> (&mut Option<Cow<'a, str>>, &mut Option<i32>) {
                (&mut self.marker, &mut self.max_items)
            }
        }
    )*};
}

lists! {
    GetGroup ListAccessKeys ListAccountAliases ListAttachedGroupPolicies ListAttachedRolePolicies
    ListAttachedUserPolicies ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser
    ListInstanceProfiles ListInstanceProfilesForRole ListMfaDevices ListPolicies ListPolicyVersions
    ListRolePolicies ListRoles ListServerCertificates ListServiceSpecificCredentials
    ListSigningCertificates ListSshPublicKeys ListUserPolicies ListUsers ListVirtualMfaDevices
}

/// The page that a request asks for; `key` tells the items apart.
pub(crate) fn page<'a, T>(
    request: &impl List<'a>,
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> &str,
) -> Outcome<Page<T>> {
    let mut list = request.clone();
    let (marker, max_items) = list.page_mut();
    let (marker, max_items) = (marker.take(), max_items.take());
    // What remains of the request says which list it is.
    page_of(&list.encode(), items, key, marker.as_deref(), max_items)
}

/// The page of a list from the item that the marker names.
pub(crate) fn page_of<T>(
    list: &str,
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> &str,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Outcome<Page<T>> {
    let marker_of = |item: &T| {
        let digest = Sha1::digest(format!("{list} {}", key(item)));
        data_encoding::HEXLOWER.encode(&digest[..16])
    };
    let mut items = items.into_iter().peekable();
    if let Some(marker) = marker {
        while items.next_if(|item| marker_of(item) != marker).is_some() {}
        if items.peek().is_none() {
            return failure(ErrorCode::VALIDATION_ERROR, "Invalid Marker.");
        }
    }
    let max_items = max_items.and_then(|n| usize::try_from(n).ok()).unwrap_or(100);
    let page = items.by_ref().take(max_items).collect();
    let marker = items.next().map(|next| marker_of(&next).into());
    Ok(Page { items: page, is_truncated: Some(marker.is_some()), marker })
}
