#!/usr/bin/env python3
"""Holds an HTTP archive against the rules of HAR 1.2, strictly: every member is known, required ones are there, types are right.

Reads the archive from standard input; exits with 1 and the place of the first thing that is wrong. Members that begin with
an underscore may be anything, as the rules say.
"""
import base64
import datetime
import json
import sys
import urllib.parse

STRING, NUMBER, LIST, OBJECT = str, (int, float), list, dict
PAIR = {"name": (STRING, True), "value": (STRING, True), "comment": (STRING, False)}
SHAPES = {
    "root": {"log": ("log", True)},
    "log": {
        "version": (STRING, True), "creator": ("creator", True), "browser": ("creator", False), "pages": (LIST, False),
        "entries": (["entry"], True), "comment": (STRING, False),
    },
    "creator": {"name": (STRING, True), "version": (STRING, True), "comment": (STRING, False)},
    "entry": {
        "pageref": (STRING, False), "startedDateTime": ("time", True), "time": ("duration", True), "request": ("request", True),
        "response": ("response", True), "cache": (OBJECT, True), "timings": ("timings", True), "serverIPAddress": (STRING, False),
        "connection": (STRING, False), "comment": (STRING, False),
    },
    "request": {
        "method": (STRING, True), "url": ("url", True), "httpVersion": (STRING, True), "cookies": (["pair"], True),
        "headers": (["pair"], True), "queryString": (["pair"], True), "postData": ("postData", False), "headersSize": ("size", True),
        "bodySize": ("size", True), "comment": (STRING, False),
    },
    "response": {
        "status": ("status", True), "statusText": (STRING, True), "httpVersion": (STRING, True), "cookies": (["pair"], True),
        "headers": (["pair"], True), "content": ("content", True), "redirectURL": (STRING, True), "headersSize": ("size", True),
        "bodySize": ("size", True), "comment": (STRING, False),
    },
    "pair": PAIR,
    "postData": {"mimeType": (STRING, True), "params": (LIST, False), "text": (STRING, False), "comment": (STRING, False)},
    "content": {
        "size": ("size", True), "compression": (NUMBER, False), "mimeType": (STRING, True), "text": (STRING, False),
        "encoding": (STRING, False), "comment": (STRING, False),
    },
    "timings": {
        "blocked": ("duration", False), "dns": ("duration", False), "connect": ("duration", False), "send": ("duration", True),
        "wait": ("duration", True), "receive": ("duration", True), "ssl": ("duration", False), "comment": (STRING, False),
    },
}


def fail(place, reason):
    sys.exit(f"{place or '/'}: {reason}")


def check_object(value, shape, place):
    if not isinstance(value, dict):
        fail(place, "is no object")
    for name, (kind, required) in SHAPES[shape].items():
        if name in value:
            check(value[name], kind, f"{place}/{name}")
        elif required:
            fail(place, f"has no {name}")
    for name in value:
        if name not in SHAPES[shape] and not name.startswith("_"):
            fail(place, f"has {name}, which HAR doesn't know")
    if shape == "content" and value.get("encoding") == "base64":
        base64.b64decode(value["text"], validate=True)
    if shape == "postData" and "text" in value and value.get("params"):
        fail(place, "has both text and params")
    if shape == "entry":
        parts = sum(max(0, value["timings"][name]) for name in ("send", "wait", "receive"))
        if abs(parts - value["time"]) > 0.001:
            fail(place, f"takes {value['time']} and its parts {parts}")
    if shape == "request" and [pair["name"] for pair in value["queryString"]] != [
        part.split("=")[0] for part in urllib.parse.urlsplit(value["url"]).query.split("&") if part
    ]:
        fail(place, "has another queryString than its url")


def check(value, kind, place):
    if isinstance(kind, list):
        if not isinstance(value, list):
            fail(place, "is no list")
        for index, item in enumerate(value):
            check(item, kind[0], f"{place}/{index}")
    elif kind in SHAPES:
        check_object(value, kind, place)
    elif kind == "time":
        if not isinstance(value, str) or datetime.datetime.fromisoformat(value).tzinfo is None:
            fail(place, "is no ISO 8601 time with a zone")
    elif kind == "duration":
        if isinstance(value, bool) or not isinstance(value, NUMBER) or value < -1:
            fail(place, "is no number of milliseconds")
    elif kind in ("size", "status"):
        if isinstance(value, bool) or not isinstance(value, int) or value < (-1 if kind == "size" else 0):
            fail(place, "is no such number")
    elif kind == "url":
        parts = urllib.parse.urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.fragment:
            fail(place, "is no absolute URL without fragment")
    elif isinstance(value, bool) or not isinstance(value, kind):
        fail(place, "has the wrong type")


archive = json.loads(sys.stdin.buffer.read().decode("utf-8"))
check_object(archive, "root", "")
if archive["log"]["version"] != "1.2":
    fail("/log/version", "is not 1.2")
print(len(archive["log"]["entries"]), "entries")
