"""The documents that are masked in the tests: set by typst, then given what office software leaves in a PDF."""

import io
from collections.abc import Callable

import typst
from PIL import Image
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.annotations import Text as Note
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)

SETTING = """#set document(title: "欧阳锋一案")
#set page(paper: "a4", margin: 25mm)
#set text(font: ("Noto Serif CJK SC",), lang: "zh", size: 16pt)
"""
REPLY = """= 关于河道整治情况的答复
王芳同志：经查，朝天门街道2025年共整治河道三处，投入资金12万元。
#pagebreak()
= 附件：投诉人名册
投诉人欧阳锋，电话１３８００００１２３４，住珊瑚坝9号。
#pagebreak()
= 办理结果
三处问题均已整改，Chao Tian Men Street office 2025.
"""


def typeset(markup: str) -> bytes:
    return typst.compile((SETTING + markup).encode())


def reply() -> bytes:
    """Three pages; the second names the complainant."""
    return typeset(REPLY)


def changed(data: bytes, change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def turned(data: bytes, *, degrees: int) -> bytes:
    return changed(data, lambda writer: [page.rotate(degrees) for page in writer.pages] and None)


def cropped(data: bytes, *, page: int, box: tuple[float, float, float, float]) -> bytes:
    def crop(writer: PdfWriter) -> None:
        writer.pages[page].cropbox = RectangleObject(box)

    return changed(data, crop)


def prefixed(data: bytes, *, page: int, operators: bytes) -> bytes:
    """Put operators before the contents of a page."""
    return changed(data, lambda writer: _set_contents(writer, page, operators, b""))


def suffixed(data: bytes, *, page: int, operators: bytes) -> bytes:
    """Put operators after the contents of a page, in the page's own coordinates."""
    return changed(data, lambda writer: _set_contents(writer, page, b"q ", b" Q " + operators))


def _set_contents(writer: PdfWriter, page: int, before: bytes, after: bytes) -> None:
    _put(writer, writer.pages[page], before + writer.pages[page].get_contents().get_data() + after)


def _put(writer: PdfWriter, page: PageObject, operators: bytes) -> None:
    stream = DecodedStreamObject()
    stream.set_data(operators)
    page[NameObject("/Contents")] = writer._add_object(stream)


def unpainted(data: bytes) -> bytes:
    """Let every text run without ink (render mode 3)."""

    def rewrite(writer: PdfWriter) -> None:
        for page in writer.pages:
            _put(writer, page, page.get_contents().get_data().replace(b" 0 Tr", b" 3 Tr"))

    return changed(data, rewrite)


def in_hidden_layer(data: bytes, *, page: int) -> bytes:
    """Put all of a page into a layer that is switched off."""

    def hide(writer: PdfWriter) -> None:
        layer = writer._add_object(
            DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("欧阳锋")})
        )
        off = DictionaryObject({NameObject("/OFF"): ArrayObject([layer])})
        writer.root_object[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): off}
        )
        resources = writer.pages[page]["/Resources"].get_object()
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
        _set_contents(writer, page, b"/OC /L BDC ", b" EMC")

    return changed(data, hide)


def laden(data: bytes, secret: str) -> bytes:
    """Put the secret wherever a PDF can keep something that its pages do not show."""

    def load(writer: PdfWriter) -> None:
        writer.add_metadata({"/Title": secret, "/Author": secret})
        writer.xmp_metadata = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{secret}</x:xmpmeta>".encode()
        writer.add_attachment(f"{secret}.txt", secret.encode())
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(f"app.alert('{secret}')")}
        )
        writer.add_outline_item(secret, 0)
        writer.add_annotation(0, Note(rect=(50, 50, 80, 80), text=secret))
        writer.pages[0][NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(secret)})
        spoken = f"/Span <</ActualText <feff{secret.encode('utf-16-be').hex()}>>> BDC ".encode()
        _set_contents(writer, 0, spoken, b" EMC")
        writer._add_object(TextStringObject(secret))

    return changed(data, load)


def with_field(data: bytes, value: str) -> bytes:
    """Add a form field, filled in, to the first page."""

    def add(writer: PdfWriter) -> None:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font})})
        look = DecodedStreamObject()
        look.set_data(f"/Tx BMC BT /Helv 18 Tf 2 8 Td ({value}) Tj ET EMC".encode())
        look.update(
            {
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): RectangleObject((0, 0, 200, 30)),
                NameObject("/Resources"): fonts,
            }
        )
        field = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/Type"): NameObject("/Annot"),
                    NameObject("/Subtype"): NameObject("/Widget"),
                    NameObject("/FT"): NameObject("/Tx"),
                    NameObject("/T"): TextStringObject("name"),
                    NameObject("/V"): TextStringObject(value),
                    NameObject("/F"): NumberObject(4),
                    NameObject("/Rect"): RectangleObject((100, 300, 300, 330)),
                    NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
                }
            )
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([field])
        form = DictionaryObject({NameObject("/Fields"): ArrayObject([field]), NameObject("/DR"): fonts})
        writer.root_object[NameObject("/AcroForm")] = form

    return changed(data, add)


def revised(first: bytes) -> bytes:
    """Blank the second page in a later revision; the earlier one stays in the file."""
    writer = PdfWriter(io.BytesIO(first), incremental=True)
    _put(writer, writer.pages[1], b"")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def scanned(data: bytes, pictures: list[bytes]) -> bytes:
    """Lay the text of each page, made invisible, over its picture, as scanners that recognise text do."""
    scan = PdfWriter()
    for unseen, png in zip(PdfReader(io.BytesIO(unpainted(data))).pages, pictures, strict=True):
        file = io.BytesIO()
        Image.open(io.BytesIO(png)).convert("L").save(file, "PDF", resolution=100)
        page = scan.add_page(PdfReader(io.BytesIO(file.getvalue())).pages[0])
        page.merge_page(unseen)
    made = io.BytesIO()
    scan.write(made)
    return made.getvalue()


def picture(form: str, *, size: tuple[int, int] = (600, 800), frames: int = 1) -> bytes:
    """Return a picture whose first frame has a red field from a quarter to half of its sides."""
    first = Image.new("RGB", size, "white")
    first.paste("red", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    others = [Image.new("RGB", size, "white") for _frame in range(frames - 1)]
    file = io.BytesIO()
    extra = {"save_all": True, "append_images": others} if others else {}
    first.save(file, form, **extra)
    return file.getvalue()
