"""演示附件: a drawn chart, small PDF files and a workbook, each marked as invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from random import Random
from typing import cast

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from openpyxl.styles import Font
from PIL import Image, ImageDraw, ImageFont

SIZE = (720, 320)
HIGHEST = 240
PDF = """
#set document(title: "{title}", date: datetime(year: 2026, month: 1, day: 1))
#set page(paper: "a4", margin: 28mm)
#set text(font: ("Noto Serif CJK SC",), lang: "zh", region: "cn", size: 12pt)
#align(center, text(size: 16pt, weight: "bold")[{title}])
#v(6mm)
本附件为演示数据，内容均为虚构。
#v(4mm)
#table(columns: (1fr, 3fr), [序号], [事项], [1], [落实责任科室和责任人], [2], [按月汇总进展], [3], [年底公布完成情况])
"""

PAPER = """
#set document(title: "{title}", date: datetime(year: 2026, month: 1, day: 1))
#set page(paper: "a4", margin: 28mm)
#set text(font: ("Noto Serif CJK SC",), lang: "zh", region: "cn", size: 14pt)
#set par(leading: 1em, spacing: 1.6em)
#align(center, text(size: 18pt, weight: "bold")[{title}])
#v(8mm)
{lines}
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


def paper(title: str, lines: Sequence[str]) -> SimpleUploadedFile:
    """Return a page of running text as PDF, as an office keeps it or an applicant hands it in."""
    text = "\n\n".join([*lines, "本件为演示材料，人员、单位、号码和金额均为虚构。"])
    source = PAPER.replace("{title}", title).replace("{lines}", text)
    return SimpleUploadedFile(f"{title}.pdf", _typeset(source), "application/pdf")


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
    return cast("bytes", _compiler().compile(input=source.encode(), pdf_standards=["a-2b"]))


@cache
def _compiler() -> typst.Compiler:
    """Reading the system's fonts takes longer than all these pages together: once is enough."""
    return typst.Compiler()
