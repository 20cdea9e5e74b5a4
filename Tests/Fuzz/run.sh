#!/bin/sh
# Builds the fuzz targets and runs each for so many seconds, 60 if none are given. Fails with the
# first finding, which is left in .build/fuzz. What a run has learnt serves the next one.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
folder=.build/fuzz

build() {
    target=$1
    shift
    mkdir -p "$folder/$target-corpus"
    swiftc -swift-version 6 -O -parse-as-library -module-name Fuzz \
        -sanitize=fuzzer,address -o "$folder/$target" "$@"
}

run() {
    target=$1
    shift
    echo "$target: $seconds s"
    "$folder/$target" -max_total_time="$seconds" -max_len=4096 -timeout=5 -print_final_stats=1 \
        -verbosity=0 -artifact_prefix="$folder/$target-" "$@" "$folder/$target-corpus"
}

build json Sources/JSON/*.swift Tests/Fuzz/JSONFuzz.swift
build http-request Sources/HTTP/Parsing/*.swift Sources/HTTP/Message/*.swift \
    Sources/HTTP/Service/HTTPBodySource.swift Tests/Fuzz/HTTPRequestFuzz.swift
run json
run http-request -dict=Tests/Fuzz/HTTPRequest.dict
