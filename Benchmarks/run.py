#!/usr/bin/env python3
"""Measures Vitrine beside nginx, the bare framework and a plain SQLite loop, in one run.

Five alternating rounds, medians; every figure is a ratio of two medians of this run. Everything listens on loopback and
is ended by its process id. Usage: Benchmarks/run.py [--seconds S] [--rounds N] [--bin DIR] [reads] [writes] [publishes] [rehearsals] [json]
"""
import argparse
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = ROOT / ".build-bench" / "release"
OFFERS = 10_000
CONNECTIONS = 32
VERSION = "api-version=2017-10-31"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--bin", type=pathlib.Path, default=BIN, help="where the release build's programs are")
    parser.add_argument("parts", nargs="*", default=["json", "reads", "writes", "publishes", "rehearsals"])
    options = parser.parse_args()
    globals()["BIN"] = options.bin.resolve()
    parts = options.parts
    print(f"{os.cpu_count()} cores, {options.rounds} alternating rounds of {options.seconds} s, medians\n", flush=True)
    if "json" in parts:
        print("## JSON\n", flush=True)
        subprocess.run([BIN / "json-benchmark"], check=True)
    with tempfile.TemporaryDirectory(dir=BIN) as folder:
        work = pathlib.Path(folder)
        if "reads" in parts:
            reads(work, options)
        if "writes" in parts:
            writes(work, options)
        if "publishes" in parts:
            publishes(work)
        if "rehearsals" in parts:
            rehearsals(work, options)


# Reads

def reads(work, options):
    print("\n## GET of an 8 KB offer\n", flush=True)
    with vitrine(work / "reads") as server:
        fill(server)
        body = server.get("/api/publishers/bench/offers/offer-00007")
        (work / "offer.json").write_bytes(body)
        with nginx(work) as nginx_url, beside(work) as fixed_url:
            one = script(work / "one.lua", server.token, "/api/publishers/bench/offers/offer-00007?" + VERSION, 1)
            many = script(work / "many.lua", server.token, "/api/publishers/bench/offers/offer-%05d?" + VERSION, OFFERS)
            contenders = {
                "nginx, the same bytes as a file": lambda: wrk(nginx_url + "/offer.json", options.seconds),
                "the framework, fixed bytes": lambda: wrk(fixed_url + "/offer", options.seconds),
                "vitrine, one offer": lambda: wrk(server.url, options.seconds, one),
                f"vitrine, {OFFERS:,} offers at random": lambda: wrk(server.url, options.seconds, many),
            }
            table(contenders, options.rounds, beside=["nginx, the same bytes as a file", "the framework, fixed bytes"])


def script(path, token, pattern, count):
    """A wrk script that asks for one of `count` paths with a bearer token."""
    pick = f'string.format("{pattern}", math.random(0, {count - 1}))' if count > 1 else f'"{pattern}"'
    path.write_text(
        f'local headers = {{ ["Authorization"] = "Bearer {token}" }}\n'
        "local requests = {}\n"
        f"function init() math.randomseed(7); for i = 1, {min(count, 5000)} do "
        f'requests[i] = wrk.format("GET", {pick}, headers) end end\n'
        "local n = 0\n"
        "function request() n = n % #requests + 1; return requests[n] end\n"
    )
    return path


# Writes

def writes(work, options):
    library = work / "disk_faults.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, ROOT / "Tests/Faults/disk_faults.c", "-ldl"], check=True)
    for name, environment in {
        "this machine's own disk": {},
        "every fsync made to take 2 ms": {"LD_PRELOAD": str(library), "VITRINE_FAULT_FSYNC_MICROSECONDS": "2000"},
    }.items():
        print(f"\n## Durable PUT of an 8 KB offer, {CONNECTIONS} writers, {name}\n", flush=True)
        folder = work / re.sub(r"\W+", "-", name)
        folder.mkdir()
        (folder / "body.json").write_bytes(document(0))
        with vitrine(folder / "store", environment) as server:
            put = put_script(folder / "put.lua", server.token)
            contenders = {
                "a loop of single SQLite transactions": lambda: loop(folder, options.seconds, environment),
                "vitrine": lambda: wrk(server.url, options.seconds, put),
            }
            table(contenders, options.rounds, beside=["a loop of single SQLite transactions"])


def put_script(path, token):
    """A wrk script that puts ever new content into offers at random."""
    before, after = document("@@").decode().split("@@")
    path.write_text(
        f"local before, after = [==[{before}]==], [==[{after}]==]\n"
        f'local headers = {{ ["Authorization"] = "Bearer {token}", ["Content-Type"] = "application/json" }}\n'
        "local n = 0\n"
        "function request()\n"
        "  n = n + 1\n"
        f'  local path = string.format("/api/publishers/bench/offers/offer-%05d?{VERSION}", math.random(0, {OFFERS - 1}))\n'
        '  return wrk.format("PUT", path, headers, before .. n .. after)\n'
        "end\n"
    )
    return path


def loop(folder, seconds, environment):
    with tempfile.TemporaryDirectory(dir=folder) as directory:
        out = subprocess.run(
            [BIN / "beside", "write-loop", directory, folder / "body.json", str(seconds)],
            check=True, capture_output=True, text=True, env=os.environ | environment,
        )
    return float(out.stdout)


# Publishes

def publishes(work):
    print(f"\n## {OFFERS:,} offers published at once, at the pace instant\n", flush=True)
    with vitrine(work / "publishes") as server:
        puts = timed(lambda: fill(server))
        accepted = timed(lambda: call_for_each(server, publish))
        done = accepted + timed(lambda: wait_for_previews(work / "publishes"))
        check_published(work / "publishes")
        print("| | a second | beside plain PUTs |")
        print("| --- | --- | --- |")
        for name, seconds in {"plain PUTs, 8 connections": puts, "publishes accepted": accepted, "publishes in preview": done}.items():
            print(f"| {name} | {OFFERS / seconds:,.0f} | {puts / seconds:.2f} |")
        print(f"\nMost memory that the server had: {peak_megabytes(server.pid)} MB", flush=True)


def publish(connection, server, number):
    connection.request(
        "POST", f"/api/publishers/bench/offers/offer-{number:05d}/publish?{VERSION}", headers={"Authorization": f"Bearer {server.token}"}
    )
    response = connection.getresponse()
    answer = response.read()
    assert response.status == 202, answer


def timed(work):
    started = time.monotonic()
    work()
    return time.monotonic() - started


def query(directory, sql):
    with contextlib.closing(sqlite3.connect(f"file:{directory}/vitrine.sqlite?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchone()[0]


def wait_for_previews(directory):
    for _ in range(6000):
        if query(directory, "SELECT count(*) FROM operation WHERE stage = 'previewed'") == OFFERS:
            return
        time.sleep(0.05)
    sys.exit("the publishes did not end")


def check_published(directory):
    """All succeeded, none twice."""
    assert query(directory, "SELECT count(*) FROM operation") == OFFERS
    assert query(directory, "SELECT count(*) FROM offer WHERE preview_version = 1 AND draft_version = 2") == OFFERS


def peak_megabytes(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) // 1024


# Rehearsals

def rehearsals(work, options):
    folder = work / "rehearsals"
    folder.mkdir()
    print("\n## A rehearsal of a command that does nothing, from start to end\n", flush=True)
    contenders = {
        "python3 -c pass": ["python3", "-c", "pass"],
        "true, without a rehearsal": ["true"],
        "vitrine rehearse -- true": [BIN / "vitrine", "rehearse", "--", "true"],
    }
    times = alternating({name: lambda words=words: command_seconds(words, folder) for name, words in contenders.items()}, options.rounds * 4)
    milliseconds(times, "python3 -c pass")
    for count in (1, 10_000, 100_000):
        print(f"\n## What a rehearsal with {count:,} offer{'s' if count > 1 else ''} is told\n", flush=True)
        seeded_rehearsal(folder, count, options)


def seeded_rehearsal(folder, count, options):
    scenario = folder / f"seed-{count}.yaml"
    scenario.write_text("extends: quiet\n" if count == 1 else SEED.format(count=count - 1))
    started = time.monotonic()
    with process([BIN / "vitrine", "proxy", "--scenario", scenario], clean_environment(folder)) as server:
        exports = dict(re.findall(r"export (\w+)='(.*)'", read_exports(server)))
        ready = time.monotonic() - started
        port = int(exports["VITRINE_REHEARSAL"].rsplit(":", 1)[1])
        connection = http.client.HTTPConnection("127.0.0.1", port)
        control = lambda method, path, body=None: lambda: timed(lambda: told(connection, method, path, body))
        told(connection, "POST", "/snapshots", '{"name":"a"}')
        contenders = {
            "GET of the clock": control("GET", "/clock"),
            "snapshot": control("POST", "/snapshots", '{"name":"b"}'),
            "restore": control("POST", "/snapshots/a/restore"),
            "reset": control("POST", "/reset"),
            "advance by a day, with nothing due": control("POST", "/clock", '{"action":"advance","by":"1d"}'),
        }
        milliseconds(alternating(contenders, options.rounds * 2), "GET of the clock")
        print(f"\nReady after {ready:.2f} s; most memory {peak_megabytes(server.pid)} MB", flush=True)


def read_exports(server):
    """The lines that a proxy prints; the last one comes once it can be used."""
    lines = []
    while not lines or "VITRINE_REHEARSAL" not in lines[-1]:
        line = server.stdout.readline()
        if not line:
            sys.exit("the rehearsal did not start")
        lines.append(line)
    return "".join(lines)


def told(connection, method, path, body):
    headers = {"Content-Type": "application/json"} if body else {}
    connection.request(method, f"/_rehearsal{path}", body, headers)
    response = connection.getresponse()
    answer = response.read()
    assert response.status < 300, answer


def clean_environment(folder):
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}


def command_seconds(words, folder):
    run = lambda: subprocess.run(words, check=True, env=clean_environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return timed(run)


def alternating(contenders, rounds):
    """The median of each, measured in turn."""
    times = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            times[name].append(measure())
    return {name: statistics.median(values) for name, values in times.items()}


def milliseconds(medians, unit):
    print(f"| | milliseconds | beside {unit} |")
    print("| --- | --- | --- |")
    for name, median in medians.items():
        print(f"| {name} | {median * 1000:.1f} | {median / medians[unit]:.2f} |", flush=True)


SEED = """extends: quiet
seed:
  offers:
    - publisher: contoso
      id: offer-{{n}}
      count: {count}
      offerTypeId: microsoft-azure-saas
      definition: {{displayText: "Offer {{n}}", offer: {{title: "Number {{n}}"}}, plans: [{{planId: standard}}]}}
"""


# The servers

class Vitrine:
    def __init__(self, url, token, pid):
        self.url = url
        self.pid = pid
        self.token = token
        self.port = int(url.rsplit(":", 1)[1])

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", f"{path}?{VERSION}", headers={"Authorization": f"Bearer {self.token}"})
        response = connection.getresponse()
        body = response.read()
        assert response.status == 200, body
        return body


@contextlib.contextmanager
def vitrine(directory, environment={}):
    binary = BIN / "vitrine"
    run = lambda *words: subprocess.run([binary, *words, "--data-dir", directory], check=True, capture_output=True, text=True).stdout
    run("publisher", "add", "bench", "--name", "Bench")
    token = run("token", "--publisher", "bench", "--role", "owner", "--lifetime", "7200").strip()
    # One line a request would be written by Vitrine alone: nginx's access log is off, too.
    words = [binary, "serve", "--port", "0", "--data-dir", directory, "--log-level", "error", "--artifacts", "keep"]
    with process(words, os.environ | environment) as server:
        yield Vitrine(listening(server), token, server.pid)


@contextlib.contextmanager
def beside(work):
    with process([BIN / "beside", "fixed-bytes", work / "offer.json"], os.environ | {"LOG_LEVEL": "error"}) as server:
        yield listening(server)


@contextlib.contextmanager
def nginx(work):
    port = free_port()
    (work / "nginx").mkdir()
    (work / "nginx.conf").write_text(f"""
        worker_processes {os.cpu_count()}; daemon off; pid {work}/nginx/pid; error_log {work}/nginx/error.log; user root;
        events {{ worker_connections 1024; }}
        http {{
            access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
            types {{ application/json json; }}
            client_body_temp_path {work}/nginx/body; proxy_temp_path {work}/nginx/proxy;
            fastcgi_temp_path {work}/nginx/fastcgi; uwsgi_temp_path {work}/nginx/uwsgi; scgi_temp_path {work}/nginx/scgi;
            server {{ listen 127.0.0.1:{port}; root {work}; }}
        }}""")
    os.chmod(work, 0o755)
    with process(["nginx", "-c", work / "nginx.conf", "-p", work / "nginx"], os.environ):
        wait_for(port)
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def process(words, environment):
    child = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def listening(server):
    """The address in the line that a server prints once it accepts connections."""
    line = server.stdout.readline()
    found = re.search(r"http://\S+", line)
    if not found:
        sys.exit(f"the server did not start: {line!r}")
    return found.group(0)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(1000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.01)
    sys.exit(f"nothing listens on port {port}")


# The load

def fill(server):
    """Puts the offers."""
    def put(connection, server, number):
        headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
        connection.request("PUT", f"/api/publishers/bench/offers/offer-{number:05d}?{VERSION}", document(number, f"app-{number:07d}"), headers)
        response = connection.getresponse()
        answer = response.read()
        assert response.status == 200, answer

    call_for_each(server, put)


def call_for_each(server, call):
    """Calls for each offer, over a few connections."""
    def work(numbers):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for number in numbers:
            call(connection, server, number)

    threads = [threading.Thread(target=work, args=(range(start, OFFERS, 8),)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def document(number, slug="contoso-app"):
    """An offer of 8 KB in the shape of a real one, with all that a publish needs; what fills it up is nobody's field."""
    offer = members("microsoft-azure-marketplace.", OFFER | {"offerMarketingUrlIdentifier": slug} | {
        f"field{index}": f"Contoso App makes dev ops a breeze, and so on and so forth {index}" for index in range(57)
    })
    plan = members("microsoft-azure-virtualmachines.", PLAN)
    return (
        '{"offerTypeId":"microsoft-azure-virtualmachines","definition":{'
        f'"displayText":"Offer {number}","offer":{{{offer}}},'
        f'"plans":[{{"planId":"basic",{plan},"regions":["US","DE","AT"],"virtualMachinePricing":{{"isByol":false,'
        '"freeTrialDurationInMonths":0,"coreMultiplier":{"currency":"USD","single":0.05}}}]}}'
    ).encode()


def members(prefix, values):
    return json.dumps({prefix + name: value for name, value in values.items()}, separators=(",", ":"))[1:-1]


OFFER = {
    "title": "Contoso App",
    "summary": "An app in a machine",
    "longSummary": "An app in a machine, to measure a server with",
    "description": "<p>Contoso App makes dev ops a breeze.</p>",
    "allowedSubscriptions": ["d2b43582-c056-4b5a-a992-7230ffa51e8d"],
    "categoryMap": [{"categoryL1": "compute", "categoryL2-compute": ["operating-systems"]}],
    "smallLogo": "https://contoso.example/logo/48.png",
    "mediumLogo": "https://contoso.example/logo/90.png",
    "largeLogo": "https://contoso.example/logo/216.png",
    "wideLogo": "https://contoso.example/logo/255.png",
    "privacyURL": "https://contoso.example/privacy",
    "termsOfUse": "Use it to measure.",
    "engineeringContactName": "Jo Doe",
    "engineeringContactEmail": "jo@contoso.example",
    "engineeringContactPhone": "555-0100",
    "supportContactName": "Jo Doe",
    "supportContactEmail": "support@contoso.example",
    "supportContactPhone": "555-0101",
}

# The disk's URL has the form of a signature that holds for long, and none that opens anything.
PLAN = {
    "skuTitle": "Basic",
    "skuSummary": "The basic plan",
    "skuDescription": "All that the app can do.",
    "hideSKUForSolutionTemplate": False,
    "cloudAvailability": ["PublicAzure"],
    "operatingSystemFamily": "Linux",
    "operationSystem": "Debian",
    "recommendedVMSizes": ["d2s-standard-v3"],
    "vmImages": {
        "1.0.0": {
            "osVhdUrl": "https://contoso.example/images/app.vhd?sv=2018-03-28&sr=c&sp=rl"
            "&st=2018-01-01T00:00:00Z&se=2099-01-01T00:00:00Z&sig=s",
            "lunVhdDetails": [],
        }
    },
}


def wrk(url, seconds, script=None):
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", url] + (["-s", str(script)] if script else [])
    out = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(f"not every answer was good:\n{out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))


def table(contenders, rounds, beside):
    rates = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            rates[name].append(measure())
    medians = {name: statistics.median(values) for name, values in rates.items()}
    print("| | a second | " + " | ".join(f"beside {name}" for name in beside) + " |")
    print("| --- | --- |" + " --- |" * len(beside))
    for name, median in medians.items():
        ratios = " | ".join(f"{median / medians[other]:.2f}" for other in beside)
        print(f"| {name} | {median:,.0f} | {ratios} |", flush=True)


if __name__ == "__main__":
    main()
