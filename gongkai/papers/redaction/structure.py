"""结构：whether a PDF holds nothing but pictures and layers of text, told from every object in the file.

What may stand in it is listed, everything else is reported: a list of what must not would always lack something.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

ALLOWED = {
    "trailer": {"/Size", "/Root"},
    "tree": {"/Type", "/Pages", "/Kids", "/Count", "/Parent"},
    "page": {"/MediaBox", "/Resources", "/Contents", "/XObject", "/Font", "/P"},
    "stream": {"/Length", "/Filter", "/DecodeParms", "/Predictor", "/Colors", "/Columns"},
    "picture": {"/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent"},
    "font": {"/FontMatrix", "/FontBBox", "/FirstChar", "/LastChar", "/Widths", "/CharProcs", "/ToUnicode"},
    "encoding": {"/Encoding", "/Differences"},
}
ALLOWED_ANYWHERE = frozenset().union(*ALLOWED.values())
NUMBERED = re.compile(r"/[Fg]\d+")
DRAWING = frozenset((b"q", b"cm", b"Do", b"Q", b"BT", b"Tf", b"Tm", b"TJ", b"ET"))
NAMES = {
    "/Info": "文件属性",
    "/Metadata": "元数据",
    "/Outlines": "书签",
    "/Names": "附件或脚本",
    "/EmbeddedFiles": "附件",
    "/AF": "附件",
    "/Annots": "批注",
    "/AcroForm": "表单",
    "/OpenAction": "动作",
    "/AA": "动作",
    "/JS": "脚本",
    "/OCProperties": "图层",
    "/OC": "图层",
    "/StructTreeRoot": "结构树",
    "/MarkInfo": "结构树",
    "/PieceInfo": "编辑软件的数据",
    "/Thumb": "缩略图",
    "/Encrypt": "加密",
    "/Prev": "以前的版本",
    "/FontFile": "字体程序",
    "/FontFile2": "字体程序",
    "/FontFile3": "字体程序",
    "/SMask": "透明图层",
}


UNREADABLE = "遮盖后的文件无法读取，请重新生成。"


class NotReadable(Exception):
    """A PDF that cannot be read cannot be proven."""


def read(data: bytes) -> PdfReader:
    """Open the PDF, its pages counted.

    :raises NotReadable: when it is broken or encrypted.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotReadable(UNREADABLE) from error
    return reader


def foreign_content(reader: PdfReader, data: bytes) -> list[str]:
    """Return what the file holds beyond pictures and text layers, a sentence for each kind of it."""
    found = {key for thing in _things(reader) for key in _foreign_keys(thing)}
    problems = [f"文件含有{name}，须重新生成。" for name in dict.fromkeys(NAMES[key] for key in NAMES if key in found)]
    if others := sorted(found - NAMES.keys()):
        problems.append(f"文件含有图像和文字层以外的内容（{'、'.join(others[:5])}等{len(others)}项），须重新生成。")
    problems += _foreign_drawing(reader)
    if data.count(b"startxref") != 1 or data.count(b"%%EOF") != 1:
        problems.append("文件保留着以前的版本，须重新生成。")
    if unused := _unused(reader):
        problems.append(f"文件含有{unused}个没有用到的对象，须重新生成。")
    return problems


def streams(reader: PdfReader) -> Iterator[tuple[bool, bytes]]:
    """Yield every stream unpacked, and whether it is a picture.

    A JPEG stays packed, as its notes lie beside its pixels; the rows of other pictures stay as differences.
    """
    for thing in _things(reader):
        if isinstance(thing, StreamObject):
            is_picture = thing.get("/Subtype") == "/Image"
            yield is_picture, _picture_data(thing) if is_picture else thing.get_data()


def _picture_data(picture: StreamObject) -> bytes:
    packed = picture._data
    if picture.get("/Filter") != "/FlateDecode":
        return packed
    try:
        return zlib.decompressobj().decompress(packed)
    except zlib.error as error:
        raise NotReadable(UNREADABLE) from error


def is_picture_only(page: DictionaryObject) -> bool:
    """Whether the page uses exactly one picture and no font."""
    resources = page["/Resources"].get_object()
    if not isinstance(resources, DictionaryObject) or "/Font" in resources:
        return False
    pictures = resources.get("/XObject", DictionaryObject()).get_object()
    return [picture.get_object().get("/Subtype") for picture in pictures.values()] == ["/Image"]


def _foreign_keys(thing: Any) -> Iterator[str]:
    if isinstance(thing, DictionaryObject):
        yield from (key for key in thing if key not in ALLOWED_ANYWHERE and not NUMBERED.fullmatch(key))
    elif isinstance(thing, TextStringObject | ByteStringObject):
        yield "字符串"


def _foreign_drawing(reader: PdfReader) -> Iterator[str]:
    """Tell the pages on which more is drawn than a picture and a layer of text, a black rectangle for instance."""
    for number, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        if contents is not None and {operator for _operands, operator in contents.operations} - DRAWING:
            yield f"第{number}页含有图像和文字层以外的绘图内容，须重新生成。"


def _things(reader: PdfReader) -> Iterator[Any]:
    """Yield the trailer, every object of the file, used or not, and what stands in them."""
    yield from _within(reader.trailer)
    for number in _numbers(reader):
        yield from _within(IndirectObject(number, 0, reader).get_object())


def _within(thing: Any) -> Iterator[Any]:
    yield thing
    parts = thing.values() if isinstance(thing, DictionaryObject) else thing if isinstance(thing, ArrayObject) else ()
    for part in parts:
        if not isinstance(part, IndirectObject):
            yield from _within(part)


def _numbers(reader: PdfReader) -> set[int]:
    return {number for table in reader.xref.values() for number in table if number} | set(reader.xref_objStm)


def _unused(reader: PdfReader) -> int:
    reached: set[int] = set()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        for thing in _within(waiting.pop()):
            for part in _references(thing):
                if part.idnum not in reached:
                    reached.add(part.idnum)
                    waiting.append(part.get_object())
    return len(_numbers(reader) - reached)


def _references(thing: Any) -> Iterator[IndirectObject]:
    if isinstance(thing, DictionaryObject):
        values = [thing.raw_get(key) for key in thing]
    else:
        values = list(thing) if isinstance(thing, ArrayObject) else []
    yield from (value for value in values if isinstance(value, IndirectObject))
