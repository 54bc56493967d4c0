#!/usr/bin/env python3
"""Writes expat.json: edits of a document, each with the verdict of expat (namespaces on) on what comes out.

An edit is [byte, bytes to delete, text to insert, is it well-formed]. Declarations and names on which
editions of XML 1.0 differ are left out, and so are other encodings than UTF-8 and document types, which the
codec refuses on purpose.
"""
import json, pathlib, pyexpat, xml.parsers.expat as expat

BASE = ('<?xml version="1.0" encoding="UTF-8"?>\n<i:GetUserResponse xmlns:i="urn:i" a="b">'
        "<X i:c='&lt;'>d&amp;e</X><!-- f --><?g h?>\n<Y/><![CDATA[ ]]>"
        "<GetUserResult><User><UserId>j</UserId><Arn>k</Arn><CreateDate>2020-01-01T00:00:00Z</CreateDate></User>"
        "</GetUserResult><ResponseMetadata><RequestId>l</RequestId></ResponseMetadata></i:GetUserResponse>\n")

PIECES = [
    "", " ", "\n", "\t", "\x0b", "\0", "\x01", "\x7f", "\x85", "\ufeff", "\ufffe", "\uffff", "é", "1", "-", "--", ".", ":", "·",
    "<", ">", "&", "'", '"', "=", "/", "?", "!", ";", "#", "x", "]", "]]>", "<!---->", "<!-->", "<!--->", "<!--", "-->", "<!-- - -->",
    "<!-- -- -->", "<?x?>", "<?x y?>", "<?x:y?>", "<?x?y?>", "<?XmL?>", "<?1?>", "<??>", "?>", "<?", '<?xml version="1.0"?>',
    "<![CDATA[]]>", "<![CDATA[<&\x01]]>", "<![cdata[]]>", "]]]]>", "<Z/>", "<Z>", "</Z>", "<Z></Z >", "<Z></ Z>", "</>", "<>", "< Z/>",
    "<Z/ >", "<1/>", "<-/>", "<:Z/>", "<Z:/>", "<i:Z/>", "<i:Z:Z/>", "<n:Z/>", "<xml:Z/>", "<xmlns:Z/>", "<i:1/>",
    "<Z a='1' a='2'/>", "<Z a='1'b='2'/>", "<Z a/>", "<Z a=1/>", "<Z a = '1'/>", "<Z a='<'/>", "<Z a='>'/>", "<Z a='&#1;'/>",
    "<Z a='&z;'/>", "<Z a='&'/>", "<Z a=\"'\"/>", "<Z n:a='1'/>", "<Z xml:a='1'/>", "<Z xmlns:i='urn:j'/>", "<Z xmlns:n=''/>",
    "<Z xmlns=''/>", "<Z xmlns:xml='u'/>", "<Z xmlns:xmlns='u'/>", "<Z xmlns:n='http://www.w3.org/XML/1998/namespace'/>",
    "<Z xmlns:xml='http://www.w3.org/XML/1998/namespace'/>", "<Z xmlns='http://www.w3.org/2000/xmlns/'/>",
    "<Z xmlns:n='urn:&#105;' n:a='1' i:a='2'/>", "<Z xmlns:n='urn:n' n:a='1' i:a='2'/>", "<Z xmlns:n='urn:n'><n:Z/></Z>",
    "<Z xmlns:n='urn:n'/><n:Z/>", "&amp;", "&quot;", "&AMP;", "&nbsp;", "&#65;", "&#x41;", "&#X41;", "&#+65;", "&#;", "&;", "&amp",
    "&#0;", "&#1;", "&#xB;", "&#xFFFE;", "&#xD800;", "&#x110000;", "&#99999999999;", " a='1'", " i:c='1'", " xmlns:i='urn:k'",
    " standalone='yes'", " standalone='maybe'", " encoding='utf-8'", " version='1.0'",
]


def verdict(document):
    parser = expat.ParserCreate(namespace_separator="\1")
    try:
        parser.Parse(document, True)
        return True
    except expat.ExpatError:
        return False
    except (LookupError, ValueError):  # another encoding
        return None


def main():
    base = BASE.encode()
    edits = []
    # Before, inside and behind each kind of token.
    spots = ["<?xml", "xml ", " version", "version", "=", '"1.0', "1.0", ' encoding', '?>', "\n<i:", "i:Get", ":Get", "GetUser", " xmlns:i",
             "xmlns", ":i=", "urn", "b\"", ">", "<X", "X i", "c=", "'&", "&lt", "lt;", ";'", "d&", "&amp", "amp;", "</X", "X><!", "!-- f", "-- f",
             " f --", "--><?g", "?g", "g h", " h?", "h?", "<Y", "Y/", "/><", "![CDATA", "[CDATA", "CDATA", "[ ]", "]]><G", "<GetUserResult",
             "j</", "</UserId", "</i:", "i:GetUserResponse>\n"]
    places = sorted({BASE.index(spot) for spot in spots} | {len(BASE) - 2, len(BASE) - 1, len(BASE)})
    for at in places:
        edits += [[at, 0, piece] for piece in PIECES if piece]
    edits += [[at, length, ""] for length in (1, 2) for at in range(len(base) - length)]
    judged = [[at, cut, put, verdict(base[:at] + put.encode() + base[at + cut:])] for at, cut, put in edits]
    seen = {}
    for edit in (edit for edit in judged if edit[3] is not None):
        seen.setdefault(json.dumps(edit[:3]), edit)
    lines = ",\n".join(json.dumps(edit, ensure_ascii=True) for edit in seen.values())
    text = '{"expat": %s,\n"base": %s,\n"edits": [\n%s\n]}\n' % (json.dumps(pyexpat.EXPAT_VERSION), json.dumps(BASE), lines)
    pathlib.Path(__file__).with_name("expat.json").write_text(text)
    good = sum(edit[3] for edit in seen.values())
    print(f"{len(seen)} edits, {good} well-formed")


main()
