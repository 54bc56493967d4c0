//! What the properties over JSON reach.

use std::collections::BTreeSet;

use iam_codec_fuzz::inputs::{self, Dice};
use iam_codec_fuzz::json::{OTHER_NUMBERS, with_another_number};

#[test]
fn numbers_that_do_not_fit_come_into_golden_documents() {
    let mut found = BTreeSet::<&str>::new();
    let documents: Vec<_> = inputs::meanings()
        .into_iter()
        .filter_map(|document| String::from_utf8(document).ok())
        .collect();
    for document in &documents {
        let mut dice = Dice::of(document.as_bytes());
        if let Some(spoiled) = with_another_number(document, &mut dice) {
            found.extend(
                OTHER_NUMBERS.iter().filter(|number| spoiled.contains(&format!(":{number}"))),
            );
        }
    }
    assert_eq!(found.len(), OTHER_NUMBERS.len(), "{found:?}");
    let unknown = |document: &&String| document.contains("\"Parameters\":[");
    assert!(documents.iter().filter(unknown).count() > 2);
}
