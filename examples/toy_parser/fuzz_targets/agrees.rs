#![no_main]

use iam_codec::mutator::{Spelling, cross_over, mutate, respell};
use libfuzzer_sys::{fuzz_crossover, fuzz_mutator, fuzz_target, fuzzer_mutate};
use my_emulator::agrees::agrees;

fuzz_target!(|body: &[u8]| {
    agrees(body);
    agrees(&respell(body, Spelling::ALL, body.len() as u32));
});
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate(data, size, max_size, seed, fuzzer_mutate)
});
fuzz_crossover!(|first: &[u8], second: &[u8], out: &mut [u8], seed: u32| {
    cross_over(first, second, out, seed)
});
