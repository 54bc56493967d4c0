//! Which of several pairs counts, and in which order they may come.

use iam_codec::{Params, Request, Tag};

use crate::{CREATE, HEAD, decode, owned, tags};

#[test]
fn sorts_members_by_number() {
    let parameters: Vec<_> = ["1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9"]
        .map(|n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=v{n}"))
        .into();
    let keys: Vec<_> = tags(&parameters.join("&")).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11"]);
}

#[test]
fn takes_value_before_key_and_keys_before_values() {
    let two = owned(&[("a", "1"), ("b", "2")]);
    assert_eq!(
        tags("Tags.member.1.Value=1&Tags.member.1.Key=a&Tags.member.2.Value=2&Tags.member.2.Key=b"),
        two
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.2.Key=b&Tags.member.1.Value=1&Tags.member.2.Value=2"),
        two
    );
    assert_eq!(
        tags("Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Value=1&Tags.member.1.Key=a"),
        two
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.2.Value=2&Tags.member.2.Key=b&Tags.member.1.Value=1"),
        two
    );
}

#[test]
fn takes_action_and_version_anywhere() {
    let body = "Tags.member.1.Key=a&Tags.member.1.Value=1&UserName=anika&Version=2010-05-08&Action=TagUser";
    let Ok(Request::TagUser(request)) = decode(body) else { panic!("{body}") };
    assert_eq!(request.user_name, "anika");
    assert_eq!(request.tags, [Tag::new("a", "1")]);
}

#[test]
fn takes_the_first_of_two() {
    let member = "Tags.member.1.Key=a&Tags.member.1.Value=";
    let body = format!("{HEAD}UserName=other&Action=UntagUser&Version=1&{member}");
    let Ok(Request::TagUser(request)) = decode(&body) else { panic!("{body}") };
    assert_eq!(request.user_name, "anika");
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.1.Key=b&Tags.member.1.Value=1&Tags.member.1.Value=2"),
        owned(&[("a", "1")])
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.1.Key=b&Tags.member.1.Value=2"),
        owned(&[("a", "1")])
    );
    assert_eq!(
        tags(
            "Tags.member.2.Key=c&Tags.member.1.Key=a&Tags.member.2.Key=d&Tags.member.1.Value=1\
             &Tags.member.2.Value=3&Tags.member.1.Key=b"
        ),
        owned(&[("a", "1"), ("c", "3")])
    );
    assert_eq!(decode(&format!("{CREATE}Tags=&Tags=x")), decode(&format!("{CREATE}Tags=")));
}

#[test]
fn keeps_all_of_two_in_params() {
    let params = Params::parse(b"UserName=a&UserName=b").unwrap();
    assert_eq!(params.get("UserName"), Some("a"));
    assert_eq!(params.get_all("UserName").collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn ignores_unknown_parameters() {
    let one = owned(&[("a", "1")]);
    for unknown in [
        "Tags.member.1.Colour=red",
        "TagsX.member.1.Key=b",
        "Tag=1",
        "username=x",
        "X-Amz-Signature=00",
        "AWSAccessKeyId=AKIDEXAMPLE",
        "a.b.c.d.e.f.g.h.i.j=1",
        "=nameless",
        ".=1",
    ] {
        assert_eq!(tags(&format!("{unknown}&Tags.member.1.Key=a&Tags.member.1.Value=1")), one);
        assert_eq!(tags(&format!("Tags.member.1.Key=a&{unknown}&Tags.member.1.Value=1")), one);
        assert_eq!(tags(&format!("Tags.member.1.Key=a&Tags.member.1.Value=1&{unknown}")), one);
    }
}

#[test]
fn equal_parameters_may_be_sent_differently() {
    let sent = Params::parse(b"&Action=Nope&UserName=a%2fb").unwrap();
    let again = sent.encode();
    assert_eq!(again, "Action=Nope&UserName=a%2Fb");
    assert_eq!(Params::parse(again.as_bytes()).unwrap(), sent);
    assert_ne!(Params::parse(b"UserName=a%2Fb&Action=Nope").unwrap(), sent);
}
