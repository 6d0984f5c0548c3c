"""Writes a hostile archive to standard output, of the kind that the argument names.

The parts are those of the workbook on standard input, but for what makes the archive hostile.
"""

import io
import struct
import sys
import zipfile

SHEET = "xl/worksheets/sheet1.xml"


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def claiming(archive, name, size):
    """The archive, with a false uncompressed size for one part in both of its headers."""
    entry = zipfile.ZipFile(io.BytesIO(archive)).getinfo(name)
    changed = bytearray(archive)
    struct.pack_into("<I", changed, entry.header_offset + 22, size)
    position = archive.index(b"PK\x01\x02")
    while struct.unpack_from("<I", archive, position + 42)[0] != entry.header_offset:
        position = archive.index(b"PK\x01\x02", position + 4)
    struct.pack_into("<I", changed, position + 24, size)
    return bytes(changed)


def padded(sheet, size):
    """The sheet with so many bytes of white space before its end."""
    return sheet.replace(b"</sheetData>", b" " * size + b"</sheetData>")


source = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
parts = {name: source.read(name) for name in source.namelist()}
sheet = parts[SHEET]
kind = sys.argv[1]
if kind == "plain":
    archive = packed(parts)
elif kind == "ratio":
    archive = packed({**parts, SHEET: padded(sheet, 3 << 20)})
elif kind == "absolute":
    archive = packed({**parts, SHEET: padded(sheet, 100 << 20)})
elif kind == "lying":
    archive = claiming(packed({**parts, SHEET: padded(sheet, 100 << 20)}), SHEET, 5000)
elif kind == "unread":
    archive = packed({**parts, "xl/media/image1.png": b"\0" * (100 << 20)})
elif kind == "bzip2":
    archive = packed(parts, zipfile.ZIP_BZIP2)
elif kind == "nested":
    archive = packed({**parts, "xl/embeddings/Microsoft_Excel_Sheet1.xlsx": packed(parts)})
elif kind == "wrapped":
    archive = packed({"readme.txt": b"the prices are inside", "prices.XLSX": packed(parts)})
elif kind == "wrapped-unnamed":
    archive = packed({"readme.txt": b"no workbook here"})
else:
    sys.exit(f"no such kind: {kind}")
sys.stdout.buffer.write(archive)
