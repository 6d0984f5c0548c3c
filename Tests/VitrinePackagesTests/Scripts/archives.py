"""Writes an archive to the file that the first argument names, of the kind that the second names."""

import io
import struct
import sys
import zipfile

TEMPLATE = b'{"$schema": "s", "contentVersion": "1.0.0.0", "resources": []}'
DEFINITION = b'{"handler": "h", "version": "0.1", "parameters": {}}'
SOLUTION = {"mainTemplate.json": TEMPLATE, "createUiDefinition.json": DEFINITION}


class Stream(io.RawIOBase):
    """A file that can't go back, so that sizes are written behind the data."""

    def __init__(self, file):
        self.file = file

    def writable(self):
        return True

    def write(self, data):
        return self.file.write(data)


def pack(target, files, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def claim(path, name, size):
    """Gives one file a false size in both of its headers."""
    archive = bytearray(open(path, "rb").read())
    entry = zipfile.ZipFile(path).getinfo(name)
    struct.pack_into("<I", archive, entry.header_offset + 22, size)
    place = archive.index(b"PK\x01\x02")
    while struct.unpack_from("<I", archive, place + 42)[0] != entry.header_offset:
        place = archive.index(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", archive, place + 24, size)
    open(path, "wb").write(archive)


def padded(size):
    return TEMPLATE + b" " * size


path, kind = sys.argv[1:]
if kind == "deflated":
    pack(path, SOLUTION)
elif kind == "streamed":
    with open(path, "wb") as file:
        pack(Stream(file), SOLUTION)
elif kind == "large-headers":
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in SOLUTION.items():
            with archive.open(name, "w", force_zip64=True) as file:
                file.write(content)
elif kind == "nested":
    inner = io.BytesIO()
    pack(inner, {f"{number}.txt": b"x" for number in range(100)})
    pack(path, {**SOLUTION, "inner.zip": inner.getvalue()}, zipfile.ZIP_STORED)
elif kind == "commented":
    pack(path, SOLUTION)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"built by hand"
elif kind == "bzip2":
    pack(path, SOLUTION, zipfile.ZIP_BZIP2)
elif kind == "bomb":
    pack(path, {**SOLUTION, "disk.vhd": b"\0" * (100 << 20)})
elif kind == "long":
    pack(path, {**SOLUTION, "mainTemplate.json": padded(40 << 20)})
elif kind == "lying":
    pack(path, {**SOLUTION, "mainTemplate.json": padded(200 << 20)})
    claim(path, "mainTemplate.json", 5000)
elif kind == "many":
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
else:
    sys.exit(f"no such kind: {kind}")
