//! A glob of this crate hides no crate that is beside it.
#![cfg(all(feature = "arbitrary", feature = "serde"))]

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::*;
use serde::Serialize;

#[test]
fn a_glob_import_leaves_other_crates_their_names() {
    fn is_both<T: Serialize + for<'u> Arbitrary<'u>>() {}
    is_both::<Request<'static>>();
    let tag = Tag::arbitrary(&mut Unstructured::new(&[])).unwrap();
    assert_eq!(tag.value, "");
}
