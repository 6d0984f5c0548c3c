"""The fuzzing finds what it should: a proxy stands before the server and changes one kind of answer."""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from fuzz_seed import FUZZED, Seed

# The operation that is fuzzed here, and the answer that is changed.
OPERATION = "getPublisher"
PATH = "/api/publishers/contoso?"


class Handler(BaseHTTPRequestHandler):
    """Passes a request on, and the answer back as `server.change` makes it of status, headers and body."""

    protocol_version = "HTTP/1.1"
    # Written at once, or the peer waits for the rest of an answer.
    wbufsize = -1

    def pass_on(self):
        length = int(self.headers.get("Content-Length") or 0)
        upstream = http.client.HTTPConnection(self.server.upstream, timeout=30)
        upstream.request(self.command, self.path, self.rfile.read(length) if length else None, dict(self.headers))
        response = upstream.getresponse()
        status, body = response.status, response.read()
        headers = {name: value for name, value in response.getheaders() if name.lower() not in ("content-length", "connection")}
        if self.command == "GET" and self.path.startswith(PATH):
            status, headers, body = self.server.change(status, headers, body)
        upstream.close()
        self.send_response_only(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = do_QUERY = pass_on


class FuzzTests(unittest.TestCase):
    subject = "fuzzing"

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.filled = Path(folder.name, "filled.json")
        cls.filled.write_text(json.dumps(Seed().fill()), encoding="utf-8")

    def test_finds_nothing_where_nothing_was_changed(self):
        status, output = self.fuzz(lambda status, headers, body: (status, headers, body))

        self.assertEqual(status, 0, output)

    def test_finds_an_answer_that_is_the_servers_fault(self):
        error = b'{"error":{"code":"InternalServerError","message":"It is broken."}}'

        self.assertFound("Server error", lambda status, headers, body: (500, headers, error))

    def test_finds_an_answer_without_a_member_that_the_document_has(self):
        def without_id(status, headers, body):
            document = json.loads(body)
            document.pop("id", None)
            return status, headers, json.dumps(document).encode()

        self.assertFound("Response violates schema", without_id)

    def test_finds_a_status_that_the_document_does_not_have(self):
        self.assertFound("Undescribed status", lambda status, headers, body: (418 if status == 200 else status, headers, body))

    def test_finds_a_body_of_another_kind(self):
        self.assertFound(
            "Undocumented Content-Type",
            lambda status, headers, body: (status, headers | {"Content-Type": "text/plain"}, body),
        )

    def test_finds_that_a_header_is_malformed(self):
        self.assertFound(
            "Response header does not conform to the schema",
            lambda status, headers, body: (status, headers | {"x-ms-request-id": "1"}, body),
        )

    def test_finds_that_something_wrong_is_accepted(self):
        good = b'{"id":"contoso","version":1,"definition":{"displayText":"","offerTypeCategories":[],"sellerId":""}}'

        self.assertFound("Schema-violating request accepted", lambda status, headers, body: (200, headers, good))

    def assertFound(self, finding, change):
        status, output = self.fuzz(change)

        self.assertEqual(status, 1, output)
        self.assertIn(finding, output)
        self.assertRegex(output, f"curl -X GET .*{PATH[:-1]}")

    def fuzz(self, change):
        """How a run ended with answers changed so, and what it printed."""
        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as proxy:
            proxy.upstream = urllib.parse.urlsplit(FUZZED.server).netloc
            proxy.change = change
            thread = threading.Thread(target=proxy.serve_forever)
            thread.start()
            try:
                return self.run_before(f"http://127.0.0.1:{proxy.server_port}")
            finally:
                proxy.shutdown()
                thread.join()

    def run_before(self, server):
        program = Path(__file__).with_name("fuzz_openapi.py")
        ended = subprocess.run(
            [sys.executable, program, "--only", OPERATION, "--examples", "3", "--filled", self.filled],
            env=os.environ | {"CONTRACT_FUZZ_SERVER": server},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=180,
        )
        return ended.returncode, ended.stdout + ended.stderr
