#![no_main]

use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target};

fuzz_target!(|body: &[u8]| {
    my_emulator::answer(body); // panics where something is wrong
});
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    iam_codec::mutator::mutate(data, size, max_size, seed, libfuzzer_sys::fuzzer_mutate)
});
fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    iam_codec::mutator::cross_over(first, second, out, seed)
});
