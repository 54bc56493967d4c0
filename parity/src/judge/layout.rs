//! How the text of a document is laid out: indentation and empty elements.

use crate::judge::breach::{Application, broken_if};

/// An element without content is written `<X/>`.
pub(crate) fn empty_element(body: &[u8]) -> Application {
    let text = String::from_utf8_lossy(body);
    let long = text.split('<').collect::<Vec<_>>();
    let long = long.windows(2).find(|pair| {
        let name = pair[1].strip_prefix('/').and_then(|end| end.split('>').next());
        name.is_some_and(|name| pair[0] == format!("{name}>"))
    });
    match long.is_none() && !text.contains("/>") {
        true => Application::NotConcerned,
        false => broken_if(long.is_some(), "<X/>", "<X></X>"),
    }
}

/// The numbers of start tags and end tags in a line. A text may hold `/>`, so that only tags count.
fn starts_and_ends(line: &str) -> (usize, usize) {
    let tags = line.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    let (ends, others): (Vec<_>, Vec<_>) = tags.partition(|tag| tag.starts_with('/'));
    (others.iter().filter(|tag| !tag.ends_with('/')).count(), ends.len())
}

/// Two spaces a level, lines that end in LF, and an LF at the end.
pub(crate) fn indentation(body: &[u8]) -> Application {
    let text = String::from_utf8_lossy(body);
    let behind_declaration = text.split_once("?>").filter(|_| text.starts_with("<?"));
    let text = behind_declaration.map_or(&*text, |(_, rest)| rest);
    let text = text.trim_start();
    let mut depth = 0_usize;
    let is_fine = text.ends_with(">\n")
        && text.lines().all(|line| {
            let content = line.trim_start();
            let indent = &line[..line.len() - content.len()];
            let (starts, ends) = starts_and_ends(content);
            let level = if content.starts_with("</") { depth.saturating_sub(1) } else { depth };
            depth = (depth + starts).saturating_sub(ends);
            // A text may have lines of its own.
            !content.starts_with('<') || (indent == "  ".repeat(level) && starts <= 1 && ends <= 1)
        })
        && !text.split("><").skip(1).any(|rest| !rest.starts_with('/'));
    broken_if(!is_fine, "two spaces a level, LF at the end", "another layout")
}
