"""Asks a server whatever its OpenAPI document allows, and more, and holds every answer against that document.

run.sh starts the server and says in CONTRACT_FUZZ_* where it is. First each offer type's documents, made of the fields
that the registry serves, are put, validated and published; then schemathesis goes through all operations. What is found is
printed with the request that shows it, and the status is 1.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from fuzz_registry import RegistryPass
from fuzz_seed import FUZZED, Seed

HERE = Path(__file__).parent

# schemathesis leaves out the operation that serves the document itself; loading it has asked for that.
NOT_ASKED = {"getDescription"}

# Wants a URL that the server signed, which nobody can make up: it is asked, and refuses. ArtifactTests follow signed ones.
SIGNED = {"getArtifact"}


def main():
    parser = argparse.ArgumentParser(description="Fuzzes a server by its OpenAPI document.")
    parser.add_argument("--seed", type=int, default=1, help="of all that is made up; 1 unless told")
    parser.add_argument("--examples", type=int, default=20, help="most random requests for each operation; 20 unless told")
    parser.add_argument("--only", metavar="OPERATION", action="append", default=[], help="only this operation's requests")
    parser.add_argument("--filled", metavar="FILE", type=Path, help="what a server has that was filled before")
    options = parser.parse_args()
    # Told to end, it ends as at Ctrl-C: schemathesis is ended too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as folder:
        return fuzz(Path(folder), options)


def fuzz(folder, options):
    seed = Seed()
    facts = options.filled.read_text(encoding="utf-8") if options.filled else json.dumps(seed.fill())
    (folder / "seed.json").write_text(facts, encoding="utf-8")
    document = json.loads(seed.portal.send("GET", "/openapi.json").text)
    found = 0
    if not options.only:
        found = RegistryPass(seed, document).run(options.seed)
    failed = schemathesis(folder, options, seed.portal.token)
    answers = json.loads((folder / "answers.json").read_text(encoding="utf-8"))
    missed = [] if options.only else sorted(unreached(document, answers))
    for operation in missed:
        print(f"fuzz: no request of {operation} came to anything: {answers.get(operation, 'none was made')}")
    print(f"fuzz: {sum(sum(counts.values()) for counts in answers.values())} requests by schemathesis")
    return 1 if found or failed or missed else 0


def schemathesis(folder, options, token):
    """Whether it found anything, or could not do its work."""
    command = [
        *(Path(sys.executable).with_name("st"), "--config-file", HERE / "fuzz.toml", "run", f"{FUZZED.server}/openapi.json"),
        *("--seed", str(options.seed), "--max-examples", str(options.examples), "--generation-database", "none"),
        *("--phases", "examples,coverage,fuzzing", "--continue-on-failure", "--request-timeout", "20", "--no-color"),
    ]
    for operation in options.only:
        command += ["--include-operation-id", operation]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "NO_PROXY": "*",
        "PYTHONPATH": str(HERE),
        "SCHEMATHESIS_HOOKS": "fuzz_hooks",
        "CONTRACT_FUZZ_OWNER": token,
        "CONTRACT_FUZZ_SEED": str(folder / "seed.json"),
        "CONTRACT_FUZZ_ANSWERS": str(folder / "answers.json"),
    }
    kept = {name: os.environ[name] for name in ("CONTRACT_FUZZ_APPROVER", "CONTRACT_FUZZ_READER")}
    return subprocess.run(command, cwd=folder, env=environment | kept, stdin=subprocess.DEVNULL).returncode != 0


def unreached(document, answers):
    """The operations of which no request was answered as it is when all goes well."""
    operations = [call["operationId"] for path in document["paths"].values() for name, call in path.items() if name != "parameters"]
    for operation in set(operations) - NOT_ASKED - SIGNED:
        if not any(status.startswith("2") for status in answers.get(operation, {})):
            yield operation


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
