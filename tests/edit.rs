//! Bodies that are changed in one place and keep every other byte.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use iam_codec::{Editor, Params, Request, Tag, TagVerb};

const BODY: &str = "&Action=TagUser&&Tags.member.2.Key=b%2fc&User%4eame=a&Tags.member.2.Value=%&\
    UserName=%61&Tags.member.1.Key=x&tags=1&";

#[track_caller]
fn edited(body: &str, edit: impl FnOnce(&mut Editor<'_>)) -> String {
    let mut editor = Editor::new(body.as_bytes());
    edit(&mut editor);
    assert_eq!(editor.is_changed(), *editor.clone().finish() != *body.as_bytes());
    String::from_utf8(editor.finish().into_owned()).unwrap()
}

#[test]
fn what_is_not_changed_is_borrowed() {
    for body in ["", "&", "a", "&&a=%zz&", BODY, "\u{FFFD}="] {
        let editor = Editor::new(body.as_bytes());
        assert!(!editor.is_changed());
        assert!(
            matches!(editor.finish(), Cow::Borrowed(same) if same == body.as_bytes()),
            "{body}"
        );
    }
}

#[test]
fn sets_every_pair_of_a_name_and_nothing_else() {
    assert_eq!(
        edited(BODY, |e| e.set("UserName", "b c")),
        BODY.replace("User%4eame=a", "User%4eame=b%20c").replace("UserName=%61", "UserName=b%20c"),
    );
    // Both have this value, spelt in two ways.
    assert_eq!(edited(BODY, |e| e.set("UserName", "a")), BODY);
    assert_eq!(edited("a&b=%", |e| e.set("a", "")), "a&b=%");
    assert_eq!(edited("a&b=%", |e| e.set("a", "1")), "a=1&b=%");
    assert_eq!(edited("a&b=%", |e| e.set("b", "1")), "a&b=1");
    assert_eq!(edited("a=%&%=1", |e| e.set("%", "2")), "a=%&%=1&%25=2");
}

#[test]
fn finds_names_with_the_characters_that_bodies_escape() {
    for (name, spelled) in [("%b", "%25b"), ("a%b", "a%25b"), ("a+b", "a%2Bb"), ("a b", "a+b")] {
        let body = format!("{spelled}=1&c=2");
        assert_eq!(edited(&body, |e| assert!(e.remove(name))), "c=2", "{name}");
        assert_eq!(edited(&body, |e| e.set(name, "3")), format!("{spelled}=3&c=2"), "{name}");
    }
}

#[test]
fn adds_what_is_not_there_at_the_end() {
    assert_eq!(edited("", |e| e.set("a", "&")), "a=%26");
    assert_eq!(edited("b", |e| e.set("a", "1")), "b&a=1");
    assert_eq!(edited("b=1&", |e| e.set("a", "1")), "b=1&a=1");
    assert_eq!(edited("Tags.member=1", |e| e.set("Tags", "")), "Tags.member=1&Tags=");
}

#[test]
fn removes_a_name_and_what_is_below_it() {
    assert_eq!(
        edited(BODY, |e| assert!(e.remove("Tags"))),
        "&Action=TagUser&&User%4eame=a&UserName=%61&tags=1&",
    );
    assert_eq!(edited("Tags=&TagsX=1&Tags", |e| assert!(e.remove("Tags"))), "TagsX=1");
    assert_eq!(edited("a=1", |e| assert!(e.remove("a"))), "");
    assert_eq!(edited(BODY, |e| assert!(!e.remove("Tag"))), BODY);
}

#[test]
fn adds_a_member_with_the_next_free_index() {
    let add = |body: &str| {
        edited(body, |e| {
            e.add_member("Tags", &[("Key", "é"), ("Value", "")]).unwrap();
        })
    };
    let first = "Tags.member.1.Key=%C3%A9&Tags.member.1.Value=";
    let third = "Tags.member.3.Key=%C3%A9&Tags.member.3.Value=";
    assert_eq!(add(""), first);
    assert_eq!(add("a=%2f"), format!("a=%2f&{first}"));
    assert_eq!(add("a&Tags=&b"), format!("a&{first}&b"));
    assert_eq!(add("Tags&b&"), format!("{first}&b&"));
    assert_eq!(add("a&%54ags=&b&Tags=x&c"), format!("a&{first}&b&c"));
    let two = "Tags.member.2.Key=+&Tags%2emember.1.Value=%2f";
    assert_eq!(add(&format!("{two}&z")), format!("{two}&{third}&z"));
}

#[test]
fn adds_no_member_without_parts() {
    for body in ["a&Tags=&b", "Tags.member.1.Key=k", ""] {
        assert_eq!(edited(body, |e| _ = e.add_member("Tags", &[]).unwrap()), body);
    }
}

#[test]
fn leaves_a_list_alone_that_cannot_be_read() {
    for (body, message) in [
        ("Tags.member.2.Key=a", "2 is not a valid index: parameter Tags.member.2 at byte 0"),
        ("Tags=x", "Unexpected list element termination: parameter Tags at byte 0"),
        ("a=%", "invalid percent escape: parameter a at byte 2"),
    ] {
        let mut editor = Editor::new(body.as_bytes());
        let error = editor.add_member("Tags", &[("Key", "k")]).unwrap_err();
        assert_eq!(error.to_string(), message);
        assert_eq!(editor.remove_member("Tags", 1).unwrap_err().to_string(), message);
        assert!(!editor.is_changed());
    }
}

#[test]
fn removes_a_member_and_leaves_no_gap() {
    let body = "Tags.member.3.Key=c%2f&Tags.member.1.Key=a&x=%2f&Tags.member.2.Key=b&Tags.member.3=&Tags.member.2";
    let remove = |index| edited(body, |e| assert!(e.remove_member("Tags", index).unwrap()));
    assert_eq!(
        remove(1),
        "Tags.member.2.Key=c%2f&x=%2f&Tags.member.1.Key=b&Tags.member.2=&Tags.member.1",
    );
    assert_eq!(remove(2), "Tags.member.2.Key=c%2f&Tags.member.1.Key=a&x=%2f&Tags.member.2=");
    assert_eq!(remove(3), "Tags.member.1.Key=a&x=%2f&Tags.member.2.Key=b&Tags.member.2");
    for index in [0, 4, u32::MAX] {
        assert_eq!(edited(body, |e| assert!(!e.remove_member("Tags", index).unwrap())), body);
    }
    let one = "a&Tags.member.1.Value=v&b&Tags.member.1.Key=k";
    assert_eq!(edited(one, |e| assert!(e.remove_member("Tags", 1).unwrap())), "a&Tags=&b");
}

/// The tags of a request that adds tags to a resource.
fn tags_to_add(body: &[u8]) -> Option<Vec<Tag<'_>>> {
    let request = Request::decoder().unchecked().body(body).ok()?;
    match request.tagging()?.verb {
        TagVerb::Tag(tags) => Some(tags.iter().cloned().map(Tag::into_owned).collect()),
        _ => None,
    }
}

#[test]
fn an_added_tag_is_read_behind_the_others_of_every_request() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/requests");
    let mut count = 0;
    for folder in [folder.clone(), folder.join("read")] {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "form")) {
            let body = fs::read(&file).unwrap();
            let Some(before) = tags_to_add(&body) else { continue };
            let mut editor = Editor::new(&body);
            let index = editor.add_member("Tags", &[("Key", "Owner"), ("Value", "R&D")]).unwrap();
            assert_eq!(index as usize, before.len() + 1, "{}", file.display());
            let with_tag = editor.clone().finish().into_owned();
            let after = tags_to_add(&with_tag).unwrap_or_else(|| panic!("{}", file.display()));
            assert_eq!(after[..before.len()], before);
            assert_eq!(after[before.len()..], [Tag::new("Owner", "R&D")]);
            assert!(editor.remove_member("Tags", index).unwrap());
            let given = Params::parse(&body).unwrap().get("Tags").is_some();
            assert!(given || !editor.is_changed(), "{}", file.display());
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}
