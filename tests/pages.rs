//! Pages of lists: which requests a marker belongs to.

use iam_codec::operations::{
    GetAccountAuthorizationDetails, GetGroup, ListAttachedRolePolicies, ListPolicies, ListUsers,
};
use iam_codec::{Failure, Page, Pages, Resource, ResourceType, Tag};

const ITEMS: [&str; 3] = ["a", "b", "c"];

/// The page that a request asks for.
fn page<O: Pages<'static>>(rest: String) -> Result<Page<&'static str>, Failure<'static>> {
    let body: &'static str = String::leak(rest + "&Version=2010-05-08");
    let request = O::decoder().unchecked().body(body.as_bytes()).unwrap();
    request.page(ITEMS, |item| item)
}

/// The marker of a list holds for the same list in pages of another length, and for no other list.
fn assert_marker_of<O: Pages<'static>>(action: &str, lists: &[&str]) {
    for list in lists {
        let first = page::<O>(format!("Action={action}{list}&MaxItems=1")).unwrap();
        assert_eq!((first.items, first.is_truncated), (vec!["a"], Some(true)));
        let marker = first.marker.unwrap();
        for most in ["", "&MaxItems=1", "&MaxItems=2", "&MaxItems=1000"] {
            let next = page::<O>(format!("Action={action}{list}&Marker={marker}{most}")).unwrap();
            assert_eq!(next.items[0], "b", "{list} {most}");
        }
        for other in lists.iter().filter(|other| *other != list) {
            let refused = page::<O>(format!("Action={action}{other}&Marker={marker}"));
            assert_eq!(refused.unwrap_err().to_string(), "ValidationError: Invalid Marker.");
        }
    }
}

#[test]
fn a_marker_holds_for_its_list_in_pages_of_any_length_and_for_no_other() {
    assert_marker_of::<ListUsers<'_>>(
        "ListUsers",
        &["", "&PathPrefix=%2Fa%2F", "&PathPrefix=%2Fb%2F"],
    );
    assert_marker_of::<GetGroup<'_>>("GetGroup", &["&GroupName=a", "&GroupName=b"]);
    assert_marker_of::<ListPolicies<'_>>(
        "ListPolicies",
        &[
            "",
            "&Scope=AWS",
            "&Scope=Local",
            "&OnlyAttached=true",
            "&PathPrefix=%2F",
            "&PolicyUsageFilter=PermissionsBoundary",
        ],
    );
    assert_marker_of::<ListAttachedRolePolicies<'_>>(
        "ListAttachedRolePolicies",
        &["&RoleName=a", "&RoleName=b", "&RoleName=a&PathPrefix=%2F"],
    );
    assert_marker_of::<GetAccountAuthorizationDetails<'_>>(
        "GetAccountAuthorizationDetails",
        &["", "&Filter.member.1=User", "&Filter.member.1=User&Filter.member.2=Role"],
    );
}

#[test]
fn a_marker_of_tags_holds_for_one_resource() {
    let tags = ITEMS.map(|key| Tag::new(key, ""));
    let resources = ResourceType::ALL.iter().flat_map(|of| ["a", "b"].map(|id| (*of, id)));
    let page = |(of, id): (ResourceType, &'static str), marker: Option<String>, most| {
        let request = Resource::new(of, id).list_tags(marker.map(Into::into), most);
        request.tagging().unwrap().page(&tags)
    };
    for resource in resources.clone() {
        let first = page(resource, None, Some(1)).unwrap();
        let marker = first.marker.unwrap().into_owned();
        for other in resources.clone() {
            for most in [None, Some(1), Some(1000)] {
                match page(other, Some(marker.clone()), most) {
                    Ok(next) => {
                        assert_eq!((other, &next.tags[0]), (resource, &tags[1]));
                    }
                    Err(failure) => {
                        assert_eq!(failure.to_string(), "ValidationError: Invalid Marker.");
                        assert_ne!(other, resource);
                    }
                }
            }
        }
    }
}
