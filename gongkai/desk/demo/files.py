"""演示附件: a drawn chart, a small PDF and a workbook, each marked as invented."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from random import Random

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont

SIZE = (720, 320)
HIGHEST = 240
PDF = """
#set document(title: "{title}", date: none)
#set page(paper: "a4", margin: 28mm)
#set text(font: ("Noto Serif CJK SC",), lang: "zh", region: "cn", size: 12pt)
#align(center, text(size: 16pt, weight: "bold")[{title}])
#v(6mm)
本附件为演示数据，内容均为虚构。
#v(4mm)
#table(columns: (1fr, 3fr), [序号], [事项], [1], [落实责任科室和责任人], [2], [按月汇总进展], [3], [年底公布完成情况])
"""


def chart(name: str, numbers: list[int]) -> SimpleUploadedFile:
    """Return a bar chart as PNG; the numbers stand on the bars."""
    picture = Image.new("RGB", SIZE, "#ffffff")
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(18)
    width, floor = SIZE[0] // len(numbers), SIZE[1] - 30
    for place, number in enumerate(numbers):
        height, left = number * HIGHEST // max(numbers), place * width + 36
        pen.rectangle((left, floor - height, left + width - 72, floor), fill="#1c5d99")
        pen.text((left + 16, floor - height - 24), str(number), fill="#222222", font=font)
    pen.line((12, floor, SIZE[0] - 12, floor), fill="#222222", width=2)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return SimpleUploadedFile(f"{name}.png", data.getvalue(), "image/png")


def pdf(title: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{title}.pdf", _typeset(PDF.replace("{title}", title)), "application/pdf")


def xlsx(title: str, rng: Random) -> SimpleUploadedFile:
    """Return a workbook of one sheet with invented figures."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001  openpyxl takes naive ones
    sheet = book.worksheets[0]
    sheet.title = "演示数据"
    for row in ([title], ["本附件为演示数据，内容均为虚构。"], ["项目", "金额（万元）"]):
        sheet.append(row)
    for item in ("基本支出", "项目支出", "其他支出"):
        sheet.append([item, rng.randint(20, 400)])
    sheet["A1"].font = Font(bold=True)
    sheet.column_dimensions["A"].width = 36
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile(f"{title}.xlsx", data.getvalue())


@cache
def _typeset(source: str) -> bytes:
    return typst.compile(source.encode())
