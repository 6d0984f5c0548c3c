#!/usr/bin/env python3
"""Makes the fixtures beside it. Needs Pillow, openpyxl, XlsxWriter and python-docx.

Images are whole, and their names say their size. Of Office documents only the beginning is kept: nothing reads more.
"""
import io
import pathlib

import docx
import openpyxl
import xlsxwriter
from PIL import Image

HERE = pathlib.Path(__file__).parent
HEAD = 1800


def picture(mode="RGB", size=(37, 23), shift=0):
    image = Image.new("RGB", size)
    image.putdata([((x * 7 + shift) % 256, y * 11 % 256, x * y % 256) for y in range(size[1]) for x in range(size[0])])
    return image.convert(mode)


def save(name, image, **options):
    image.save(HERE / name, **options)


save("rgb-37x23.png", picture())
save("palette-37x23.png", picture("P"), optimize=True)
save("gray16-5x3.png", Image.new("I;16", (5, 3), 700))
save("baseline-37x23.jpg", picture(), quality=60)
save("progressive-37x23.jpg", picture(), quality=60, progressive=True)
save("gray-restarts-64x48.jpg", picture("L", (64, 48)), quality=40, restart_marker_blocks=1)
exif = Image.Exif()
exif[0x0112] = 6
save("exif-37x23.jpg", picture(), quality=40, exif=exif)
save("still-37x23.gif", picture("P"))
save("animated-20x10.gif", picture("P", (20, 10)), save_all=True,
     append_images=[picture("P", (20, 10), 90)], duration=100, loop=0)
save("lossy-37x23.webp", picture(), quality=40)
save("lossless-37x23.webp", picture(), lossless=True)
save("alpha-37x23.webp", picture("RGBA"), quality=40, exif=exif)
save("animated-20x10.webp", picture(size=(20, 10)), save_all=True,
     append_images=[picture(size=(20, 10), shift=90)], duration=100, quality=30)
alpha = picture("RGBA", (20, 10))
alpha.putalpha(Image.linear_gradient("L").resize((20, 10)))
other = picture("RGBA", (20, 10), 90)
other.putalpha(Image.linear_gradient("L").resize((20, 10)).rotate(180))
save("animated-alpha-20x10.webp", alpha, save_all=True, append_images=[other], duration=100, quality=30)
save("rgb-13x7.bmp", picture(size=(13, 7)))
save("one-bit-13x7.bmp", picture("1", (13, 7)))

book = openpyxl.Workbook()
book.active["A1"] = "Core size"
out = io.BytesIO()
book.save(out)
(HERE / "openpyxl.xlsx.head").write_bytes(out.getvalue()[:HEAD])

out = io.BytesIO()
with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
    workbook.add_worksheet().write(0, 0, "Core size")
(HERE / "xlsxwriter.xlsx.head").write_bytes(out.getvalue()[:HEAD])

document = docx.Document()
document.add_paragraph("Terms of use")
out = io.BytesIO()
document.save(out)
(HERE / "python-docx.docx.head").write_bytes(out.getvalue()[:HEAD])
