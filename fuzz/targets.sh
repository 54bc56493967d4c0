# What the scripts beside it know of the targets; they source it. A target is a file of fuzz_targets/.

targets() { basename -s .rs fuzz_targets/*.rs; }

# What a target takes: bodies, documents, json, policies, or `none`, any bytes, which it makes values of.
kind_of() {
    case $1 in
        decode_response | diff_xml | linear_response | tolerant_reply | wrapped) echo documents ;;
        decode_json | linear_json) echo json ;;
        judge_policy) echo policies ;;
        *) if grep -q 'fuzz_body!' "fuzz_targets/$1.rs"; then echo bodies; else echo none; fi ;;
    esac
}

# Of the targets of a kind, the one that reaches most.
widest=(decode_request decode_response decode_json)
is_widest() { [[ " ${widest[*]} " == *" $1 "* ]]; }

# Where `cargo fuzz build --sanitizer none` puts the targets.
binaries() {
    local host
    host=$(rustc --version --verbose | sed -n 's/^host: //p')
    echo "${CARGO_TARGET_DIR:-target}/$host/release"
}

# Builds the targets. Without a sanitizer stable Rust will do, and the crate has no `unsafe` for one to look at.
build() {
    command -v cargo-fuzz > /dev/null || cargo install cargo-fuzz --locked
    cargo fuzz build --fuzz-dir . --sanitizer none
}

# How each target is run, beside its name, time and corpus.
options=(-max_len=8192 -timeout=10 -print_final_stats=1 -print_funcs=0)

# What a log says: seconds, runs, a second, then edges, features and inputs before and after, with tabs.
figures() {
    awk -v OFS='\t' '
        /[ \t](INITED|DONE)[ \t]/ {
            for (i = 1; i < NF; i++) value[$i] = $(i + 1)
            sub("/.*", "", value["corp:"])
            if (/INITED/) { edges = value["cov:"]; features = value["ft:"]; inputs = value["corp:"] }
        }
        /^Done / { seconds = $(NF - 1) }
        /^stat::number_of_executed_units/ { runs = $2 }
        /^stat::average_exec_per_sec/ { speed = $2 }
        END {
            print seconds + 0, runs + 0, speed + 0, edges + 0, features + 0, inputs + 0,
                value["cov:"] + 0, value["ft:"] + 0, value["corp:"] + 0
        }' "$1"
}
