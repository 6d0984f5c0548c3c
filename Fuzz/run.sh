#!/usr/bin/env bash
# Feeds made-up texts to ExactJSON until the time is over. Usage: Fuzz/run.sh [seconds]
# Ends with an error when a text crashes it; libFuzzer leaves that text in .build-fuzz/crashes.
set -euo pipefail

seconds="${1:-60}"
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
build="$root/.build-fuzz"
mkdir -p "$build/corpus" "$build/crashes"

swiftc -sanitize=fuzzer -parse-as-library -O -g -swift-version 6 -package-name vitrine -module-name ExactJSONFuzz \
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility \
    "$root"/Sources/ExactJSON/*.swift "$root/Fuzz/ExactJSONFuzz.swift" -o "$build/exact-json"

# New finds go to the first folder; the test corpus is only read.
"$build/exact-json" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -dict="$root/Fuzz/json.dict" -artifact_prefix="$build/crashes/" \
    "$build/corpus" "$root/Tests/ExactJSONTests/Corpus/accepted" "$root/Tests/ExactJSONTests/Corpus/refused"
