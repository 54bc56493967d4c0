//! [`Pages`]: a list in pages, by `Marker`, `MaxItems` and `IsTruncated`.

use std::borrow::Cow;

use crate::message::error_code::ErrorCode;
use crate::message::failure::Failure;
use crate::message::operation::Operation;
use crate::message::params::Params;
use crate::message::service::Actions;

/// How many items a page has if the request does not say.
const MAX_ITEMS: usize = 100;

/// What a request says of the page that it asks for. Blocks with `MaxItems` implement it.
pub(crate) trait Paged {
    fn marker(&self) -> Option<&str>;

    fn max_items(&self) -> Option<i32>;
}

/// A request for a list in pages: the inputs with `Marker` and `MaxItems`. Other types cannot implement it.
///
/// ```
/// use iam_codec::operations::{ListUsers, ListUsersResult};
/// use iam_codec::structures::User;
/// use iam_codec::{Operation, Pages};
///
/// let user = |name: &'static str| User { user_name: Some(name.into()), ..Default::default() };
/// let users = [user("anika"), user("bob"), user("carl")];
///
/// let request = ListUsers::decode(b"Action=ListUsers&Version=2010-05-08&MaxItems=2")?;
/// let page = request.page(users.clone(), |user| user.user_name.as_deref().unwrap_or_default())?;
/// assert_eq!((page.items.len(), page.is_truncated), (2, Some(true)));
///
/// // The next page begins where this one ended. A marker of another list is refused.
/// let next = ListUsers { marker: page.marker, ..Default::default() };
/// let page = next.page(users.clone(), |user| user.user_name.as_deref().unwrap_or_default())?;
/// let result = ListUsersResult {
///     users: page.items,
///     is_truncated: page.is_truncated,
///     marker: page.marker,
///     ..Default::default()
/// };
/// assert_eq!(result.users, users[2..]);
///
/// let foreign = ListUsers { path_prefix: Some("/x/".into()), ..next };
/// let failure = foreign.page(users, |user| user.user_name.as_deref().unwrap_or_default()).unwrap_err();
/// assert_eq!(failure.to_string(), "ValidationError: Invalid Marker.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[expect(private_bounds, reason = "sealed")]
pub trait Pages<'a>: Operation<'a> + Paged {
    /// Cuts the page that the request asks for out of all items of its list, in their order. `key` names an
    /// item; the marker of the next page depends on the key of its first item, on the key of the item before it
    /// and on the rest of the request, so that it fits no other list, and one of the two items may be deleted
    /// before the next page is asked for.
    ///
    /// Takes time linear in the number of items.
    ///
    /// # Errors
    ///
    /// The marker is of another list, or both items that it names are gone: `ValidationError`, as IAM words it.
    fn page<T>(
        &self,
        items: impl IntoIterator<Item = T>,
        key: impl Fn(&T) -> &str,
    ) -> Result<Page<T>, Failure<'static>> {
        // What remains of the request says which list it is.
        let body = self.encode();
        let params = Params::parse(body.as_bytes()).unwrap_or_default();
        let list: String = params
            .iter()
            .filter(|param| !matches!(param.name(), "Marker" | "MaxItems"))
            .flat_map(|param| [param.name(), "=", param.value(), "&"])
            .collect();
        page_of(&list, items, key, self.marker(), self.max_items())
            .map_err(|failure| failure.of(<Self::Action as Actions>::SERVICE))
    }
}

impl<'a, O: Operation<'a> + Paged> Pages<'a> for O {}

/// A page of a list. Its members are those of the result with the same names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// Whether there are more.
    pub is_truncated: Option<bool>,
    /// What to send as `Marker` for the next page.
    pub marker: Option<Cow<'static, str>>,
}

/// The page of the list of this name from the place that the marker names.
pub(crate) fn page_of<T>(
    list: &str,
    items: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> &str,
    marker: Option<&str>,
    max_items: Option<i32>,
) -> Result<Page<T>, Failure<'static>> {
    let name_of = |item: &T| name_of(list, key(item));
    let mut items: Vec<T> = items.into_iter().collect();
    let begin = match marker {
        None => 0,
        Some(marker) => {
            let place = place_of(marker, || items.iter().map(name_of));
            let invalid = || ErrorCode::VALIDATION_ERROR.with_message("Invalid Marker.");
            place.ok_or_else(invalid)?
        }
    };
    // A request that was not checked may ask for none: a client would go round for ever.
    let asked = max_items.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    let max_items = asked.unwrap_or(MAX_ITEMS);
    let mut page = items.split_off(begin);
    let rest = page.split_off(max_items.min(page.len()));
    let marker = rest.first().map(|next| {
        let last = page.last().unwrap_or(next);
        [name_of(next), name_of(last)].concat().into()
    });
    Ok(Page { items: page, is_truncated: Some(marker.is_some()), marker })
}

/// Where the page of a marker begins: with the item that it names first, or, if that is gone, behind the other.
fn place_of<I: Iterator<Item = String>>(marker: &str, names: impl Fn() -> I) -> Option<usize> {
    let (next, last) = marker.split_at_checked(marker.len() / 2)?;
    let behind = || names().position(|name| name == last).map(|place| place + 1);
    names().position(|name| name == next).or_else(behind)
}

/// An opaque text for an item of a list. It is not secret: clients may see the order of names anyway.
fn name_of(list: &str, key: &str) -> String {
    // FNV-1a with 128 bits, so that two items of one list do not meet by accident.
    let bytes = list.bytes().chain([0]).chain(key.bytes());
    let hash = bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
    });
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page<'t>(items: &[&'t str], marker: Option<&str>, max: i32) -> Page<&'t str> {
        page_of("list", items.iter().copied(), |item| item, marker, Some(max)).unwrap()
    }

    #[test]
    fn pages_of_any_length_give_each_item_once() {
        let items: Vec<_> = (0..7).map(|n| format!("item{n}")).collect();
        let items: Vec<_> = items.iter().map(|item| &**item).collect();
        for max in 1..=8 {
            let (mut seen, mut marker) = (Vec::new(), None);
            loop {
                let page = page(&items, marker.as_deref(), max);
                assert_eq!(page.is_truncated, Some(page.marker.is_some()));
                seen.extend(page.items);
                marker = page.marker;
                if marker.is_none() {
                    break;
                }
            }
            assert_eq!(seen, items, "{max}");
        }
    }

    #[test]
    fn a_full_last_page_has_no_marker() {
        assert_eq!(page(&["a", "b"], None, 2).marker, None);
        assert_eq!(page(&[], None, 1).is_truncated, Some(false));
    }

    #[test]
    fn goes_on_if_one_of_the_items_at_its_begin_is_gone() {
        let marker = page(&["a", "b", "c", "d"], None, 2).marker;
        let next = |items: &[&'static str]| page(items, marker.as_deref(), 9).items;
        assert_eq!(next(&["a", "b", "d"]), ["d"]);
        assert_eq!(next(&["a", "c", "d"]), ["c", "d"]);
        assert_eq!(next(&["c", "d"]), ["c", "d"]);
        assert_eq!(next(&["a", "b"]), [""; 0]);
    }

    #[test]
    fn takes_a_number_that_is_not_positive_for_none() {
        for max_items in [0, -1, i32::MIN] {
            let page = page_of("list", ["a", "b"], |item| item, None, Some(max_items)).unwrap();
            assert_eq!((page.items, page.marker), (vec!["a", "b"], None), "{max_items}");
        }
    }

    #[test]
    fn refuses_a_marker_whose_items_are_gone() {
        let marker = page(&["a", "b"], None, 1).marker;
        let gone = page_of("list", ["c", "d"], |item| item, marker.as_deref(), None);
        assert_eq!(gone.unwrap_err().to_string(), "ValidationError: Invalid Marker.");
    }
}
