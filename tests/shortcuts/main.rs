//! The shortcuts against the general way: on all inputs of a few pieces, among them pieces that only nearly fit, both give
//! the same value, or the same error.

mod bodies;
mod documents;

/// All sequences of up to this many pieces.
fn sequences(pieces: &[&'static str], most: u32) -> impl Iterator<Item = Vec<&'static str>> {
    (0..=most).flat_map(move |len| {
        let at = move |n: usize, place: u32| pieces[n / pieces.len().pow(place) % pieces.len()];
        (0..pieces.len().pow(len)).map(move |n| (0..len).map(|place| at(n, place)).collect())
    })
}
