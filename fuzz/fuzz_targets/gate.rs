#![no_main]

iam_codec_fuzz::fuzz_body!(iam_codec_fuzz::properties::gate);
