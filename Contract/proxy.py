"""An HTTPS proxy that leads a few host names to a server on this machine, and refuses every other.

A client that is told of it through HTTPS_PROXY asks it to CONNECT to login.microsoftonline.com. The proxy answers, ends
TLS with its own certificate for that name, and hands the requests to the local server as they are: method, target,
headers (Host above all) and body. Two things only are added: `X-Forwarded-Proto: https`, which the server takes from a
proxy on its own machine, and a line of JSON for each request in the log, without headers that hold secrets and without
bodies.

    python3 proxy.py --to 127.0.0.1:8080 --certificates DIR --log FILE

DIR holds HOST.pem and HOST.key for each host that is allowed; there is no other list of them.
"""

import argparse
import asyncio
import json
import ssl
import sys
from pathlib import Path

CHUNK = 64 * 1024

# Headers of one hop. Transfer-Encoding is one too, but the body goes on as it is framed.
HOP_BY_HOP = {"connection", "proxy-connection", "keep-alive", "proxy-authorization", "te", "upgrade", "x-forwarded-proto"}


class Malformed(Exception):
    """What came is not HTTP/1.1 as this proxy knows it."""


class Head:
    """The first line and the headers of a message."""

    def __init__(self, raw: bytes):
        first, *lines = raw.decode("latin-1").rstrip("\r\n").split("\r\n")
        self.first = first.split(" ", 2)
        if len(self.first) < 2:
            raise Malformed(first)
        self.headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]

    @classmethod
    async def read(cls, reader):
        """The next head, or None where the peer has ended the connection between two messages."""
        try:
            return cls(await reader.readuntil(b"\r\n\r\n"))
        except asyncio.IncompleteReadError as error:
            if error.partial:
                raise
            return None

    def get(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)

    def encoded(self, *more):
        kept = [(name, value) for name, value in self.headers if name.lower() not in HOP_BY_HOP]
        lines = [" ".join(self.first)] + [f"{name}: {value}" for name, value in kept + list(more)]
        return "\r\n".join(lines + ["", ""]).encode("latin-1")

    @property
    def wants_close(self):
        return (self.get("connection") or "").lower() == "close"


async def copy_exactly(count, reader, writer):
    while count:
        part = await reader.read(min(count, CHUNK))
        if not part:
            raise Malformed("a body ended early")
        writer.write(part)
        await writer.drain()
        count -= len(part)


async def copy_chunked(reader, writer):
    """Copies a chunked body with its framing, trailers included."""
    while True:
        line = await reader.readuntil(b"\r\n")
        writer.write(line)
        size = int(line.split(b";")[0], 16)
        if not size:
            break
        await copy_exactly(size + 2, reader, writer)
    while line != b"\r\n":
        line = await reader.readuntil(b"\r\n")
        writer.write(line)
    await writer.drain()


async def copy_body(head, reader, writer):
    """Copies what follows `head`. Without a length or chunks nothing does: the server never sends a response that lasts
    until the connection ends."""
    if (head.get("transfer-encoding") or "").lower() == "chunked":
        await copy_chunked(reader, writer)
    else:
        await copy_exactly(int(head.get("content-length") or 0), reader, writer)


class Tunnel:
    """One CONNECT: a client's TLS connection to a host, and the connection to the server that answers for it."""

    def __init__(self, proxy, host, reader, writer):
        self.proxy = proxy
        self.host = host
        self.reader = reader
        self.writer = writer

    async def serve(self):
        upstream_reader, upstream_writer = await asyncio.open_connection(*self.proxy.server)
        try:
            while (request := await Head.read(self.reader)) is not None:
                await self.exchange(request, upstream_reader, upstream_writer)
                if request.wants_close:
                    break
        finally:
            upstream_writer.close()

    async def exchange(self, request, upstream_reader, upstream_writer):
        """Passes one request up and its response down."""
        upstream_writer.write(request.encoded(("X-Forwarded-Proto", "https")))
        await copy_body(request, self.reader, upstream_writer)
        status = 0
        while status < 200:
            response = await Head.read(upstream_reader)
            if response is None:
                raise Malformed("the server ended the connection without an answer")
            status = int(response.first[1])
            if status >= 200:
                # Before the client sees anything: who has the answer finds the line in the log.
                self.log(request, status)
            self.writer.write(response.encoded())
        if request.first[0] != "HEAD" and status not in (204, 304):
            await copy_body(response, upstream_reader, self.writer)
        await self.writer.drain()

    def log(self, request, status):
        self.proxy.log(
            host=self.host,
            method=request.first[0],
            target=request.first[1],
            status=status,
            sku=request.get("x-client-sku"),
            ifMatch=request.get("if-match"),
        )


class Proxy:
    def __init__(self, server, certificates, log):
        self.server = server
        self.contexts = {file.stem: self.context(file) for file in Path(certificates).glob("*.pem")}
        self.log_file = open(log, "a", encoding="utf-8", buffering=1)

    @staticmethod
    def context(file):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file, file.with_suffix(".key"))
        return context

    def log(self, **facts):
        self.log_file.write(json.dumps(facts) + "\n")

    async def accept(self, reader, writer):
        try:
            await self.connect(reader, writer)
        except (OSError, Malformed, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
            print(f"proxy: {type(error).__name__}: {error}", file=sys.stderr)
        finally:
            writer.close()

    async def connect(self, reader, writer):
        head = await Head.read(reader)
        if head is None:
            return
        method, target = head.first[:2]
        host, _, port = target.rpartition(":")
        if method != "CONNECT" or host not in self.contexts or port != "443":
            self.log(refused=target, method=method)
            writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            await writer.drain()
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        await writer.start_tls(self.contexts[host])
        await Tunnel(self, host, reader, writer).serve()


async def main():
    parser = argparse.ArgumentParser(description="An HTTPS proxy for the hosts in DIR, to one local server.")
    parser.add_argument("--to", required=True, metavar="HOST:PORT", help="the local server")
    parser.add_argument("--certificates", required=True, metavar="DIR", help="HOST.pem and HOST.key for each host")
    parser.add_argument("--log", required=True, metavar="FILE", help="gets a line of JSON for each request")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    options = parser.parse_args()
    host, _, port = options.to.rpartition(":")
    proxy = Proxy((host, int(port)), options.certificates, options.log)
    listener = await asyncio.start_server(proxy.accept, "127.0.0.1", options.port)
    print("proxy: listening on http://127.0.0.1:%d" % listener.sockets[0].getsockname()[1], flush=True)
    await listener.serve_forever()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
