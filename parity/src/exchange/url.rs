//! URLs as reports show them.

use std::borrow::Cow;

/// The URL without user and password: a report goes to people who may not know them. Any other text stays as it is.
pub(crate) fn without_user(url: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = url.split_once("://") else { return url.into() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://{}", &rest[at + 1..]).into(),
        None => url.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_password_are_left_out_and_nothing_else() {
        for (url, shown) in [
            ("http://u:hunter2@h:1/a", "http://h:1/a"),
            ("https://u@h", "https://h"),
            ("http://u:p@p@h?a=b@c", "http://h?a=b@c"),
            ("http://h:1/a@b", "http://h:1/a@b"),
            ("http://h", "http://h"),
            ("my@server", "my@server"),
            ("", ""),
        ] {
            assert_eq!(without_user(url), shown);
        }
    }
}
