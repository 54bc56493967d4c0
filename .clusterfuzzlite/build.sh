#!/bin/bash -eu
# Builds the fuzz targets into $OUT, each with its seeds and its dictionary beside it.
#
# ClusterFuzzLite calls it in its image. SANITIZER=none works on stable Rust, anywhere.
cd "$SRC/iam-codec/fuzz"

sanitizer=none
if [[ ${SANITIZER:-address} == address ]]; then
    sanitizer=address
fi
cargo fuzz build --fuzz-dir . --sanitizer "$sanitizer" --release --debug-assertions

seeds=$(mktemp -d)
./seed "$seeds"

host=$(rustc --version --verbose | sed -n 's/^host: //p')
for source in fuzz_targets/*.rs; do
    target=$(basename "$source" .rs)
    cp "${CARGO_TARGET_DIR:-target}/$host/release/$target" "$OUT/"
    if [[ -n $(ls "$seeds/$target") ]]; then
        find "$seeds/$target" -type f | zip -q -j -@ "$OUT/${target}_seed_corpus.zip"
    fi
    cp "$seeds/$target.dict" "$OUT/"
done
rm -r "$seeds"
