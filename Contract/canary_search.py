"""Canaries: values that stand where secrets do, and a search that finds them however they are written."""

import base64
import re
import secrets
import sqlite3
import urllib.parse
from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """Bytes that came out of a server, and from where."""

    where: str
    data: bytes


class Canaries:
    """Makes canaries and finds them. All begin and end with one mark, so that a piece of one is found too, and one search
    is for all; what stands between the marks says which it is."""

    def __init__(self):
        self.mark = "cnry" + secrets.token_hex(3)
        self.places = []
        self.forms = encodings(self.mark)
        self.number = re.compile(self.mark.encode() + rb"x(\d{5})x", re.IGNORECASE)

    def make(self, place):
        """A new canary, letters and digits only."""
        self.places.append(place)
        return f"{self.mark}x{len(self.places) - 1:05}x{self.mark}"

    def find(self, evidence):
        """A line for each canary in each piece of evidence, with where it is."""
        found = []
        for piece in evidence:
            lower = piece.data.lower()
            for name, form in self.forms.items():
                # Base64 alone knows capitals; all other forms are the same in any case.
                data = piece.data if name.startswith("base64") else lower
                found += [self.said(piece, name, at) for at in offsets(form, data)]
        return list(dict.fromkeys(found))

    def said(self, piece, name, at):
        near = piece.data[max(0, at - 60) : at + 80]
        number = self.number.search(piece.data, max(0, at - 20), at + 40)
        which = self.places[int(number[1])] if number else "a canary"
        return f"{piece.where}: {which}, {name}: {near!r}"


def offsets(form, data):
    """Where a form stands in data."""
    at = data.find(form)
    while at >= 0:
        yield at
        at = data.find(form, at + 1)


def encodings(text):
    """How a text may be written, by name."""
    plain = text.encode()
    forms = {
        "plain": plain,
        "json": "".join(f"\\u{ord(letter):04x}" for letter in text).encode(),
        "percent": "".join(f"%{byte:02x}" for byte in plain).encode(),
        "hex": plain.hex().encode(),
        "utf16le": text.encode("utf-16-le"),
        "utf16be": text.encode("utf-16-be"),
    }
    for before in range(3):
        forms[f"base64at{before}"] = base64_inside(plain, before)
    return forms


def base64_inside(data, before):
    """The digits of Base64 that are `data`'s alone when `before` bytes (modulo 3) stand in front of it."""
    digits = base64.b64encode(b"\0" * before + data + b"\0\0")
    return digits[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]


def files(folder, when):
    """Every file below a folder, byte for byte."""
    return [
        Evidence(f"file {file.relative_to(folder)} {when}", file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]


def cells(database):
    """Every cell of every table: what is longer than a page isn't in one piece in the file. The process that has
    written it has ended."""
    uri = f"file:{urllib.parse.quote(str(database))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True)
    connection.text_factory = bytes
    try:
        tables = [row[0].decode() for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [Evidence(f"table {table}", data) for table in tables for data in rows(connection, table)]
    finally:
        connection.close()


def rows(connection, table):
    for row in connection.execute(f'SELECT * FROM "{table}"'):
        yield b"\0".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
