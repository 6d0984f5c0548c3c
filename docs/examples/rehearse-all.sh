#!/usr/bin/env bash
# Rehearses a command in several scenarios: rehearse-all.sh SCENARIO... -- COMMAND ARGS...
# Fails when the command fails in one of them. VITRINE names the binary.
set -uo pipefail

scenarios=()
while [[ $# -gt 0 && $1 != -- ]]; do
    scenarios+=("$1")
    shift
done
if [[ $# -lt 2 || ${#scenarios[@]} -eq 0 ]]; then
    echo "usage: $0 SCENARIO... -- COMMAND ARGS..." >&2
    exit 64
fi
shift

failed=0
for scenario in "${scenarios[@]}"; do
    "${VITRINE:-vitrine}" rehearse --scenario "$scenario" -- "$@"
    status=$?
    echo "$scenario: exit status $status"
    if ((status != 0)); then failed=1; fi
done
exit "$failed"
