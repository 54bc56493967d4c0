//! What a terminal or a page may take for something else than text.

/// Control characters, format characters, and the separators of lines and paragraphs: all that Unicode has.
pub(crate) fn hidden() -> Vec<char> {
    let ranges = [
        '\0'..='\u{1F}',
        '\u{7F}'..='\u{9F}',
        '\u{AD}'..='\u{AD}',
        '\u{600}'..='\u{605}',
        '\u{61C}'..='\u{61C}',
        '\u{6DD}'..='\u{6DD}',
        '\u{70F}'..='\u{70F}',
        '\u{180E}'..='\u{180E}',
        '\u{200B}'..='\u{200F}',
        '\u{2028}'..='\u{202E}',
        '\u{2060}'..='\u{2064}',
        '\u{2066}'..='\u{206F}',
        '\u{FEFF}'..='\u{FEFF}',
        '\u{FFF9}'..='\u{FFFB}',
        '\u{1D173}'..='\u{1D17A}',
        '\u{E0001}'..='\u{E0001}',
        '\u{E0020}'..='\u{E007F}',
    ];
    ranges.into_iter().flatten().collect()
}
