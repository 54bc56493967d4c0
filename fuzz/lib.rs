//! The properties that the fuzz targets look for exceptions to. `README.md` says what each asserts.

pub mod borders;
pub mod edits;
#[cfg(feature = "servers")]
pub mod emulator;
pub mod inputs;
pub mod json;
#[cfg(feature = "servers")]
pub mod kit;
pub mod linear;
pub mod messages;
pub mod model;
pub mod oracles;
pub mod policies;
pub mod properties;

/// All properties that need more crates than the codec's own tests have.
pub fn with_other_crates() -> Vec<(&'static str, properties::Property)> {
    [
        oracles::OF_BODIES,
        oracles::OF_DOCUMENTS,
        oracles::OF_VALUES,
        json::OF_JSON,
        json::OF_VALUES,
        messages::OF_VALUES,
        linear::OF_BODIES,
        linear::OF_DOCUMENTS,
        linear::OF_JSON,
        policies::OF_TEXTS,
        policies::OF_VALUES,
        #[cfg(feature = "servers")]
        emulator::OF_VALUES,
        #[cfg(feature = "servers")]
        kit::OF_VALUES,
    ]
    .concat()
}

/// A target over form bodies: a property, and the mutator that knows what bodies are made of.
#[macro_export]
macro_rules! fuzz_body {
    ($property:path) => {
        libfuzzer_sys::fuzz_target!(|body: &[u8]| $property(body));

        libfuzzer_sys::fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
            iam_codec::mutator::mutate(data, size, max_size, seed, libfuzzer_sys::fuzzer_mutate)
        });

        libfuzzer_sys::fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
            iam_codec::mutator::cross_over(first, second, out, seed)
        });
    };
}
