#!/bin/sh
# Builds the fuzz targets and runs them beside each other for so many seconds: the number given, or
# that of ARENA_FUZZ_SECONDS, else 20. Fails with the first finding, which is left in .build/fuzz.
# What a run has learnt serves the next one.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-${ARENA_FUZZ_SECONDS:-20}}
folder=.build/fuzz

build() {
    target=$1
    shift
    mkdir -p "$folder/$target-corpus"
    swiftc -swift-version 6 -O -parse-as-library -module-name Fuzz -use-ld=lld \
        -sanitize=fuzzer,address -o "$folder/$target" "$@"
}

# An input that takes 5 s is a hang, 1 GiB held a leak.
run() {
    target=$1
    shift
    "$folder/$target" -max_total_time="$seconds" -max_len=4096 -timeout=5 -rss_limit_mb=1024 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$folder/$target-" "$@" \
        "$folder/$target-corpus" >"$folder/$target.log" 2>&1
}

report() {
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$1.log")
    echo "fuzzed $1 for $seconds s: $inputs inputs"
}

build json Sources/JSON/*.swift Tests/Fuzz/JSONFuzz.swift
# Dates are read by C code, which is the system's own.
requests=$(find Sources/HTTP/Parsing Sources/HTTP/Message -name '*.swift' ! -name HTTPDate.swift)
# shellcheck disable=SC2086 # the names have no spaces
build http-request $requests Sources/HTTP/Service/HTTPBodySource.swift \
    Tests/Fuzz/HTTPRequestFuzz.swift

run json &
json=$!
status=0
run http-request -dict=Tests/Fuzz/HTTPRequest.dict || status=$?
wait "$json" || status=$?
if [ "$status" -ne 0 ]; then
    tail -n 60 "$folder/json.log" "$folder/http-request.log"
    exit "$status"
fi
report json
report http-request
