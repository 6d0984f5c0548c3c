#!/usr/bin/env bash
# Runs two published clients, unmodified, against a server of this tree. See README.md.
#
#     Contract/run.sh [VITRINE] [-k PATTERN]... | --fuzz [OPTION]... | --shell
#
# VITRINE is the server's binary; else $VITRINE, else .build/debug/vitrine. Without anything else the tests are run, then
# the OpenAPI document is fuzzed. -k runs only tests that have PATTERN in their name; --fuzz only fuzzes, with the options
# of fuzz_openapi.py. --shell runs nothing and opens a shell in which the clients find the server.
set -euo pipefail

contract=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$contract")
work=$root/.build-contract
venv=$work/venv

vitrine=${VITRINE:-$root/.build/debug/vitrine}
if [[ $# -gt 0 && $1 != -* ]]; then
    vitrine=$1
    shift
fi
[[ -x $vitrine ]] || {
    echo "contract: there is no server at $vitrine; build it, or say where it is" >&2
    exit 2
}

vitrine=$(realpath "$vitrine")

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "contract: this needs Python 3.11 or newer, and $(command -v python3) is $(python3 --version)" >&2
    exit 2
}

mkdir -p "$work"
run=$(mktemp -d "$work/run.XXXXXX")
pids=()

# Asks a process to end, for ten seconds; then makes it end.
end() {
    for ((tries = 0; tries < 100; tries++)); do
        kill "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
}

# Ends what was started here, by process id, whatever happened. The logs of a failed run are kept.
finish() {
    local status=$?
    trap - EXIT
    for pid in "${pids[@]}"; do end "$pid"; done
    if ((status == 0)); then rm -rf "$run"; else echo "contract: logs are in $run" >&2; fi
    exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The environment is made once, and again when a pin, the Python or its own place changes.
install_clients() {
    local pins
    pins=$(cat "$contract"/requirements-*.txt "$contract/constraints.txt" <(python3 --version; echo "$venv") | sha256sum)
    if [[ -f $venv/pins && $(<"$venv/pins") == "$pins" ]]; then return; fi
    echo "contract: installing the clients"
    python3 -m venv --clear "$venv"
    local pip=("$venv/bin/python" -m pip --quiet --disable-pip-version-check install)
    "${pip[@]}" -r "$contract/requirements-tools.txt"
    "${pip[@]}" --no-build-isolation -c "$contract/constraints.txt" \
        -r "$contract/requirements-azure-img-utils.txt" -r "$contract/requirements-az-partner-center-cli.txt" \
        -r "$contract/requirements-schemathesis.txt"
    "$venv/bin/python" -m pip check
    echo "$pins" >"$venv/pins"
}

# Starts a program that says `... listening on http://HOST:PORT` on its first line; leaves the address in $address.
start() {
    local name=$1
    shift
    : >"$run/$name.out"
    "$@" >>"$run/$name.out" 2>"$run/$name.err" &
    local pid=$!
    pids+=("$pid")
    for ((tries = 0; tries < 600; tries++)); do
        address=$(sed -n 's|^.*listening on \(http://.*\)$|\1|p' "$run/$name.out")
        if [[ -n $address ]]; then return; fi
        if ! kill -0 "$pid" 2>/dev/null; then break; fi
        sleep 0.1
    done
    echo "contract: the $name did not start:" >&2
    tail -n 20 "$run/$name.err" >&2
    exit 1
}

# Starts a server that is to be fuzzed, whose publishes fabrikam approves, and says in CONTRACT_FUZZ_* where it is.
start_fuzzed() {
    local name=$1
    start "$name" env -i PATH="$PATH" HOME="$run" "$vitrine" serve --demo --port 0 --data-dir "$run/$name" \
        --pace instant --approver fabrikam --allowed-hosts 127.0.0.1
    export CONTRACT_FUZZ_SERVER=$address
    CONTRACT_FUZZ_APPROVER=$(fuzz_token "$name" fabrikam owner)
    CONTRACT_FUZZ_READER=$(fuzz_token "$name" contoso reader)
    export CONTRACT_FUZZ_APPROVER CONTRACT_FUZZ_READER
}

fuzz_token() {
    env -i PATH="$PATH" HOME="$run" "$vitrine" token --data-dir "$run/$1" --publisher "$2" --role "$3"
}

# Runs a program in the background, so that a signal is heard at once, and waits for it.
attend() {
    "$@" &
    pids+=($!)
    wait "$!"
}

fuzz() {
    start_fuzzed fuzzed
    attend "$venv/bin/python" "$contract/fuzz_openapi.py" "$@"
}

install_clients
export PYTHONDONTWRITEBYTECODE=1
if [[ ${1:-} == --fuzz ]]; then
    shift
    fuzz "$@"
    exit
fi

# Starts a rehearsal, and leaves what its clients need in $way_server, $way_proxy and $way_ca.
start_way() {
    local name=$1 pace=$2
    : >"$run/$name.out"
    env -i PATH="$PATH" HOME="$run" TMPDIR="$run" "$vitrine" proxy --scenario "$contract/way.yaml" --pace "$pace" \
        >>"$run/$name.out" 2>"$run/$name.err" &
    local pid=$!
    pids+=("$pid")
    for ((tries = 0; tries < 600; tries++)); do
        way_server=$(exported "$name" VITRINE_REHEARSAL)
        if [[ -n $way_server ]]; then
            way_proxy=$(exported "$name" HTTPS_PROXY)
            way_ca=$(exported "$name" REQUESTS_CA_BUNDLE)
            return
        fi
        if ! kill -0 "$pid" 2>/dev/null; then break; fi
        sleep 0.1
    done
    echo "contract: the rehearsal did not start:" >&2
    tail -n 20 "$run/$name.err" >&2
    exit 1
}

exported() {
    sed -n "s|^export $2='\(.*\)'$|\1|p" "$run/$1.out"
}

# Operations of the one take a second or two; those of the other, days: they run until they are canceled.
start_way rehearsal 0.000005
export CONTRACT_SERVER=$way_server CONTRACT_PROXY=$way_proxy CONTRACT_CA=$way_ca CONTRACT_REFUSED=$run/rehearsal.err
start_way slow-rehearsal hosted
export CONTRACT_SLOW_SERVER=$way_server CONTRACT_SLOW_PROXY=$way_proxy CONTRACT_SLOW_CA=$way_ca
export CONTRACT_SLOW_REFUSED=$run/slow-rehearsal.err
export CONTRACT_VENV=$venv
export CONTRACT_VITRINE=$vitrine CONTRACT_RUN=$run

if [[ ${1:-} == --shell ]]; then
    "$venv/bin/python" "$contract/run_tests.py" --write-settings "$run/shell"
    echo "contract: the server is at $CONTRACT_SERVER; leave the shell to end it"
    cd "$run/shell"
    HTTPS_PROXY=$CONTRACT_PROXY REQUESTS_CA_BUNDLE=$CONTRACT_CA NO_PROXY='' no_proxy='' PATH=$venv/bin:$PATH \
        "${SHELL:-bash}" || true
    exit 0
fi

start_fuzzed trial
attend "$venv/bin/python" "$contract/run_tests.py" "$@"
if [[ $# -eq 0 ]]; then fuzz; fi
