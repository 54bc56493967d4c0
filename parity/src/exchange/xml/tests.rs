//! Documents as trees, paths in them, and the defects of broken ones.

use super::*;

#[test]
fn lists_a_defect_once_and_twenty_at_most() {
    let of = |text: String| XmlDocument::read(text.as_bytes()).defects;
    assert_eq!(of("<a>&b;&b;</a>".into()), ["&b; is not a reference of XML"]);
    for (count, listed) in [(19, 19), (20, 20), (21, 20), (1000, 20)] {
        let many: String = (0..count).map(|n| format!("&b{n};")).collect();
        assert_eq!(of(format!("<a>{many}</a>")).len(), listed);
    }
}

#[test]
fn reads_elements_that_nest_64_deep() {
    for (depth, defects) in [(63, 0), (64, 0), (65, 1), (1000, 1)] {
        let text = format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        let found = XmlDocument::read(text.as_bytes()).defects;
        let too_deep = |found: &&String| *found == "elements nest more than 64 deep";
        assert_eq!(found.iter().filter(too_deep).count(), defects, "{depth}: {found:?}");
        assert_eq!(found.is_empty(), defects == 0, "{depth}: {found:?}");
    }
}

#[test]
fn finds_what_a_strict_client_refuses() {
    for text in [
        "<p:a/>",
        "<a b='1' b='2'/>",
        " <?xml version='1.0'?><a/>",
        "<?xml version='1.0'?><?xml version='1.0'?><a/>",
        "<a><?xml version='1.0'?></a>",
        "<a><!-- b -- c --></a>",
        "<a>\u{1}</a>",
        "<a>&#1;</a>",
        "<a>&nbsp;</a>",
        "<1a/>",
        "<a><-b/></a>",
        "<a b=1/>",
        "<a b='<'/>",
        "<a>]]></a>",
        "<a></b>",
        "<a/><b/>",
        "<a>",
        "<a/>text",
    ] {
        assert_ne!(XmlDocument::read(text.as_bytes()).defects, [""; 0], "{text}");
    }
    let fine = "<?xml version='1.0'?>\n<!-- a -->\n<a xmlns:p='b'><p:c d='1'>&amp;&#x41;<![CDATA[<]]></p:c></a>\n";
    let document = XmlDocument::read(fine.as_bytes());
    assert_eq!((document.defects, document.prefix.as_deref()), (Vec::new(), Some("p")));
}

/// `<a><b><n>1</n><t>x</t></b><b><n>2</n><t>y</t></b><c>arn:a/b</c><c>z</c></a>`
fn tree() -> Element {
    let text = "<a><b><n>1</n><t>x</t></b><b><n>2</n><t>y</t></b><c>arn:a/b</c><c>z</c></a>";
    XmlDocument::read(text.as_bytes()).root.unwrap()
}

#[test]
fn a_path_leads_to_the_first_element_that_fits() {
    for (path, text, count) in [
        ("b/t", Some("x"), 1),
        ("b[n=1]/t", Some("x"), 1),
        ("b[n=2]/t", Some("y"), 1),
        ("b[n=3]/t", None, 0),
        ("b[m=1]/t", None, 0),
        ("c", Some("arn:a/b"), 2),
        // A slash in brackets separates nothing.
        ("c[.=arn:a/b]", Some("arn:a/b"), 1),
        ("c[.=z]", Some("z"), 1),
        ("c[.=y]", None, 0),
        ("d[.=z]", None, 0),
        ("c[z]", None, 0),
        ("b", Some(""), 2),
        ("d", None, 0),
        ("d/t", None, 0),
        ("b/d", None, 0),
        ("", None, 0),
    ] {
        let tree = tree();
        assert_eq!(tree.at(path).map(|found| &*found.text), text, "{path}");
        assert_eq!(tree.count_at(path), count, "{path}");
    }
    assert_eq!(steps("a[b=c/d]/e/f[.=g]"), ["a[b=c/d]", "e", "f[.=g]"]);
    assert_eq!(steps("a]/b[/c]/d"), ["a]", "b[/c]", "d"]);
}

#[test]
fn texts_and_names_are_found_here_and_below() {
    let tree = tree();
    assert_eq!(
        (tree.find("t"), tree.find("c"), tree.find("a")),
        (Some("x"), Some("arn:a/b"), Some(""))
    );
    assert_eq!(
        (tree.find("d"), tree.find_text("arn:"), tree.find_text("rn:")),
        (None, Some("arn:a/b"), None)
    );
    assert_eq!((tree.has_text("a/"), tree.has_text("q")), (true, false));
    assert_eq!(tree.child("c").map(|child| child.find_text("arn")), Some(Some("arn:a/b")));
    assert_eq!(tree.names(), [("b", 2), ("c", 2)].into());
}

#[test]
fn the_parts_of_a_document_are_read() {
    let text = "<?xml version='1.0'?>\n<!-- x --><p:a xmlns:p='u' xmlns='v'> 1&amp;&#x41;<![CDATA[<2>]]><q:b xmlns:q='w'/> 3</p:a>\n";
    let XmlDocument { root, has_markup, has_declaration, prefix, defects } =
        XmlDocument::read(text.as_bytes());
    let root = root.unwrap();
    assert!(has_markup && !XmlDocument::read(b"a>").has_markup);
    assert_eq!((has_declaration, prefix.as_deref(), defects.len()), (true, Some("p"), 0));
    assert_eq!(
        (&*root.name, root.namespace.as_deref(), &*root.text),
        ("a", Some("v"), " 1&A<2> 3")
    );
    assert_eq!((root.children.len(), &*root.children[0].name), (1, "b"));
    let plain = XmlDocument::read(b"<a/>");
    assert_eq!((plain.has_declaration, plain.prefix), (false, None));
    assert_eq!(plain.root.unwrap().namespace, None);
}

#[test]
fn each_defect_has_its_words() {
    for (bytes, defect) in [
        (&b"<a>\xFF</a>"[..], "not UTF-8 at byte 3"),
        (b"<a>\x01</a>", "U+0001 is not a character of XML"),
        (b"<a>&b;</a>", "&b; is not a reference of XML"),
        (b"<a>&#1;</a>", "&#1; is not a reference of XML"),
        (b"<a>&#xFFFE;</a>", "&#xFFFE; is not a reference of XML"),
        (b"&amp;<a/>", "&amp; is not a reference of XML"),
        (b"<a><b></b>", "<a> does not end"),
        (b"<a/><b/>", "<b> comes after the root"),
        (b"<a/>b", "text outside the root"),
        (b"b<a/>", "text outside the root"),
        (b"", "no element"),
        (b" \n", "no element"),
        (b"<!-- a -->", "no element"),
        (b"<p:a/>", "not well-formed: an unknown namespace prefix 'p' at 1:2"),
    ] {
        let shown = bytes.escape_ascii();
        assert_eq!(XmlDocument::read(bytes).defects, [defect], "{shown}");
    }
    assert_eq!(XmlDocument::read("\u{FEFF}\t\r\n <a/> \n".as_bytes()).defects, [""; 0]);
}

#[test]
fn characters_of_xml_end_where_its_standard_says() {
    for (c, is_fine) in [
        ('\0', false),
        ('\u{8}', false),
        ('\t', true),
        ('\n', true),
        ('\u{B}', false),
        ('\u{C}', false),
        ('\r', true),
        ('\u{E}', false),
        ('\u{1F}', false),
        (' ', true),
        ('\u{7F}', true),
        ('\u{D7FF}', true),
        ('\u{E000}', true),
        ('\u{FFFD}', true),
        ('\u{FFFE}', false),
        ('\u{FFFF}', false),
        ('\u{10000}', true),
        ('\u{10FFFF}', true),
    ] {
        assert_eq!(is_xml_char(c), is_fine, "{c:?}");
    }
}
