#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| iam_codec_fuzz::properties::sts_reply_round_trip(data));
