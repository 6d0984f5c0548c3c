"""A server of its own for the canaries, and what it calls: a webhook, an external check, a mail server, a place for files."""

import http.client
import json
import os
import re
import socketserver
import struct
import subprocess
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from canary_search import Evidence


class Caller(BaseHTTPRequestHandler):
    """Keeps every byte of a request: /check accepts, /hook takes, /gone doesn't, all else is a picture."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.keep(body)
        if self.path == "/check":
            self.server.definitions.append(json.loads(body)["definition"])
            self.answer(200, "application/json", b'{"decision":"accept","messages":["Looks fine."]}')
        else:
            self.answer(410 if self.path == "/gone" else 200, "text/plain", b"")

    def do_GET(self):
        self.keep(b"")
        self.answer(200, "image/png", picture(self.path))

    def keep(self, body):
        self.server.heard.append(Evidence(f"sent to {self.path}", f"{self.requestline}\n{self.headers}".encode() + body))

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Mailbox(socketserver.StreamRequestHandler):
    """Takes mails in and keeps every byte."""

    def handle(self):
        self.say(b"220 mail.example.test")
        heard, data = [], False
        for line in self.rfile:
            heard.append(line)
            word = line.strip().upper()
            if data:
                if word == b".":
                    data = False
                    self.server.mails.append(Evidence("mail", b"".join(heard)))
                    self.say(b"250 Taken")
            elif word == b"DATA":
                data = True
                self.say(b"354 Go on")
            elif word == b"QUIT":
                return self.say(b"221 Bye")
            else:
                self.say(b"250 OK")

    def say(self, line):
        self.wfile.write(line + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True


def picture(path):
    """A white PNG as large as its name says: `48x48.png`."""
    sides = re.search(r"(\d+)x(\d+)\.png", path)
    width, height = (int(sides[1]), int(sides[2])) if sides else (48, 48)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress((b"\0" + b"\xff" * width) * height)), (b"IEND", b"")]
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class Site:
    """A server in a folder, and what it calls. `secret` is what checks are signed with."""

    def __init__(self, folder, secret):
        self.vitrine = os.environ["CONTRACT_VITRINE"]
        self.folder = folder
        self.data = folder / "data"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        self.catcher = ThreadingHTTPServer(("127.0.0.1", 0), Caller)
        self.catcher.heard, self.catcher.definitions = [], []
        self.mail = MailServer(("127.0.0.1", 0), Mailbox)
        self.mail.mails = []
        for server in self.catcher, self.mail:
            threading.Thread(target=server.serve_forever, daemon=True).start()
        self.files = f"http://127.0.0.1:{self.catcher.server_port}"
        self.secret = secret
        self.starts = 0

    def start(self, validation):
        """Starts the server and waits for the line that says where it is. `advisory` validation makes warnings of a
        document's errors, so that all types go the whole way."""
        arguments = ["--demo", "--port", "0", "--data-dir", self.data, "--pace", "instant", "--log-level", "trace"]
        arguments += ["--validation", validation, "--approver", "fabrikam", "--artifacts", "fetch", "--body-bytes", "262144"]
        arguments += ["--allowed-hosts", "127.0.0.1", "--check-url", f"{self.files}/check"]
        arguments += ["--mail-url", f"smtp://127.0.0.1:{self.mail.server_address[1]}"]
        arguments += ["--mail-starttls", "off", "--mail-sender", "vitrine@contoso.example"]
        self.starts += 1
        self.output = self.folder / f"server-{self.starts}.out"
        self.log = self.folder / f"server-{self.starts}.err"
        with self.output.open("wb") as output, self.log.open("wb") as log:
            environment = self.environment | {"VITRINE_PUBLISH_CHECK_SECRET": self.secret}
            command = [self.vitrine, "serve", *arguments]
            self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=log)
        while "listening on" not in self.output.read_text():
            try:
                self.process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}")
        self.address = re.search(r"listening on http://(\S+)", self.output.read_text())[1]

    def run(self, *arguments):
        """What another command of the program prints about this server's data."""
        command = [self.vitrine, *arguments, "--data-dir", self.data]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout.strip()

    def stop(self):
        """Ends the server."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def close(self):
        """Ends what the server calls."""
        for server in self.catcher, self.mail:
            server.shutdown()
            server.server_close()


class Answer:
    """An answer, and all its bytes as evidence."""

    def __init__(self, said, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()
        head = "\n".join(f"{name}: {value}" for name, value in response.getheaders())
        self.evidence = Evidence(f"{said} -> {self.status}", f"{response.reason}\n{head}\n\n".encode() + self.body)

    @property
    def document(self):
        return json.loads(self.body)


class Client:
    """Asks a server, and keeps what it answered."""

    def __init__(self, site, token, answers):
        self.site = site
        self.token = token
        self.answers = answers

    def ask(self, method, path, body=None, query="", **headers):
        """A body that is no text or bytes is sent as JSON."""
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        data = body.encode() if isinstance(body, str) else body
        target = f"{path}?api-version=2017-10-31{query}" if path.startswith("/api/") else path
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        connection = http.client.HTTPConnection(self.site.address, timeout=60)
        try:
            connection.request(method, target, data, sent)
        except (BrokenPipeError, ConnectionResetError):
            pass  # It has answered before it had read all.
        answer = Answer(f"{method} {target}", connection.getresponse())
        connection.close()
        self.answers.append(answer.evidence)
        return answer
