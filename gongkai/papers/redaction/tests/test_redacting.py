"""Partial disclosure (《条例》第三十七条): what is masked is gone, what is not seen is gone, the rest keeps its text."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from gongkai.papers.redaction import Mask, find_text, page_count, page_image, page_images, prove, redact
from gongkai.papers.redaction.structure import streams
from gongkai.papers.tests.fonts import needs_fonts

from . import documents
from .extraction import finders, pdfium_texts, poppler_text, pypdf_texts

pytestmark = needs_fonts
SECRET = "欧阳锋"
CORNER = Mask(1, 0.8, 0.9, 0.9, 0.95)
"""A mask on the second page that covers no text."""


@pytest.fixture(scope="module")
def reply() -> bytes:
    return documents.reply()


@pytest.fixture(scope="module")
def redacted(reply) -> bytes:
    return redact(reply, find_text(reply, SECRET))


def drawn(data: bytes, page: int) -> Image.Image:
    return Image.open(io.BytesIO(page_image(data, page))).convert("L")


def darkness(image: Image.Image, box: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return the darkest and the lightest pixel of a box given in fractions."""
    width, height = image.size
    return image.crop(
        (int(box[0] * width), int(box[1] * height), int(box[2] * width), int(box[3] * height))
    ).getextrema()


def test_no_extractor_finds_the_masked_name(redacted):
    assert not finders(redacted, SECRET)


def test_masked_page_is_one_picture_without_text(redacted):
    page = PdfReader(io.BytesIO(redacted)).pages[1]

    assert "/Font" not in page["/Resources"]
    assert page.extract_text() == ""
    assert len(page.images) == 1


def test_masked_picture_itself_is_black(reply, redacted):
    mask = find_text(reply, SECRET)[0]
    image = PdfReader(io.BytesIO(redacted)).pages[1].images[0].image.convert("L")

    assert image.crop(mask.box.pixels(image.size)).getextrema() == (0, 0)
    assert image.getextrema() == (0, 255)


@pytest.mark.parametrize("texts", [pdfium_texts, pypdf_texts], ids=["pdfium", "pypdf"])
def test_unmasked_pages_keep_their_text(reply, redacted, texts):
    before, after = texts(reply), texts(redacted)

    assert (after[0], after[2]) == (before[0], before[2])
    assert "投入资金12万元" in poppler_text(redacted)


def test_words_stay_apart_in_the_text_layer(redacted):
    assert "Chao Tian Men Street office 2025." in PdfReader(io.BytesIO(redacted)).pages[2].extract_text()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(map(chr, range(0x4E00, 0x4E00 + 600))), id="六百个不同的字"),
        pytest.param("𠮷田与𪚥姓", id="扩展区汉字"),
        pytest.param("office fluffy waffle", id="连字"),
        pytest.param("㎡、①、（二）、“引号”、——", id="符号"),
    ],
)
def test_every_kind_of_character_is_kept(text):
    source = documents.typeset(f'#"{text}"')

    made = redact(source, [])

    assert pdfium_texts(made) == pdfium_texts(source)
    assert poppler_text(made) == poppler_text(source)


def test_unmasked_pages_look_the_same(reply, redacted):
    before, after = drawn(reply, 0), drawn(redacted, 0)

    assert before.size == after.size
    assert sum(before.histogram()[:128]) == pytest.approx(sum(after.histogram()[:128]), rel=0.15)


def test_same_masks_give_the_same_bytes(reply, redacted):
    assert redact(reply, find_text(reply, SECRET)) == redacted


def test_no_font_program_comes_along(reply, redacted):
    """typst lists 欧 阳 锋 one after the other in the font that the first page uses too."""

    def table_of_first_page(data: bytes) -> str:
        fonts = PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values()
        return "".join(font.get_object()["/ToUnicode"].get_data().decode() for font in fonts)

    assert f"{ord('锋'):04X}" in table_of_first_page(reply)
    assert f"{ord('锋'):04X}" not in table_of_first_page(redacted)
    assert b"/FontFile" not in redacted


def test_nothing_that_a_pdf_can_hide_comes_along(reply):
    laden = documents.laden(reply, "夜郎自大")
    assert finders(laden, "夜郎自大")

    made = redact(laden, [CORNER])

    assert not finders(made, "夜郎自大")
    reader = PdfReader(io.BytesIO(made))
    assert (reader.metadata, reader.attachments, reader.outline) == (None, {}, [])
    assert set(reader.root_object) == {"/Type", "/Pages"}


def test_earlier_revision_is_gone(reply):
    revised = documents.revised(reply)
    assert revised.startswith(reply)

    assert not finders(redact(revised, []), SECRET)


def test_hidden_layer_is_gone(reply):
    layered = documents.in_hidden_layer(reply, page=1)
    assert finders(layered, SECRET)

    made = redact(layered, [])

    assert not finders(made, SECRET)
    assert b"/OC" not in made


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(
            lambda data: documents.suffixed(data, page=1, operators=b"0 g 0 0 600 900 re f"), id="黑框下的文字"
        ),
        pytest.param(
            lambda data: documents.suffixed(data, page=1, operators=b"1 g 0 0 600 900 re f"), id="白框下的文字"
        ),
        pytest.param(lambda data: documents.cropped(data, page=1, box=(0, 0, 500, 300)), id="裁切外的文字"),
        pytest.param(
            lambda data: documents.prefixed(data, page=1, operators=b"0 0 9 9 re W n "), id="剪切路径外的文字"
        ),
        pytest.param(lambda data: documents.prefixed(data, page=1, operators=b"1 0 0 1 900 0 cm "), id="页面外的文字"),
    ],
)
def test_text_that_cannot_be_seen_is_left_out_of_unmasked_pages(reply, hide):
    hidden = hide(reply)
    assert finders(hidden, SECRET)

    made = redact(hidden, [])

    assert not finders(made, SECRET)
    assert finders(made, "投入资金12万元")


def test_text_that_is_not_painted_is_left_out(reply):
    made = redact(documents.unpainted(reply), [])

    assert pdfium_texts(made) == ["", "", ""]


@pytest.mark.parametrize("colour", ["white", "rgb(99%, 99%, 99%)"])
def test_text_in_the_colour_of_the_paper_is_left_out(colour):
    made = redact(documents.typeset(f"看得见的字#text(fill: {colour})[看不见的字]"), [])

    assert pdfium_texts(made) == ["看得见的字"]


def test_white_text_beneath_visible_text_is_left_out():
    both = documents.typeset("#place(text(fill: white)[甲乙丙丁])#place[子丑寅卯]")
    assert finders(both, "甲乙丙丁")

    assert not finders(redact(both, []), "甲乙丙丁")


def test_text_layer_of_a_scan_goes_with_its_words_found_before(reply):
    scan = documents.scanned(reply, page_images(reply))
    masks = find_text(scan, SECRET)

    made = redact(scan, masks)

    assert [mask.page for mask in masks] == [1]
    assert not "".join(pdfium_texts(made))
    assert prove(made, masks=masks, source=scan) == []


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_masks_lie_right_on_turned_pages(reply, degrees):
    page = documents.turned(reply, degrees=degrees)
    masks = find_text(page, SECRET)

    made = redact(page, masks)

    assert prove(made, masks=masks, source=page) == []
    assert drawn(made, 1).size == drawn(page, 1).size
    assert sorted(pdfium_texts(made)[0]) == sorted(pdfium_texts(reply)[0])
    assert finders(made, "投入资金12万元")


def test_mask_lies_right_on_a_cropped_page(reply):
    page = documents.cropped(reply, page=1, box=(60, 500, 500, 842))
    masks = find_text(page, SECRET)

    made = redact(page, masks)

    assert prove(made, masks=masks, source=page) == []
    assert PdfReader(io.BytesIO(made)).pages[1].mediabox[2:] == pytest.approx([440, 342], abs=0.2)


def test_filled_in_field_stays_as_it_looks_and_is_no_field(reply):
    filled = documents.with_field(reply, "PAID 1200")
    place = (100 / 595, 1 - 330 / 842, 300 / 595, 1 - 300 / 842)
    assert darkness(drawn(filled, 0), place)[0] < 100

    made = redact(filled, [CORNER])

    assert darkness(drawn(made, 0), place)[0] < 100
    assert b"/AcroForm" not in made
    assert "paid1200" in pdfium_texts(made)[0]


def test_masked_field_is_found_and_gone(reply):
    filled = documents.with_field(reply, "PAID 1200")
    masks = find_text(filled, "PAID 1200")

    made = redact(filled, masks)

    assert len(masks) == 1
    assert not finders(made, "1200")
    assert prove(made, masks=masks, source=filled) == []


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_picture_becomes_a_masked_pdf(form):
    source = documents.picture(form)
    mask = Mask(0, 0.25, 0.25, 0.5, 0.5)

    made = redact(source, [mask])

    assert prove(made, masks=[mask], source=source) == []
    assert Image.open(io.BytesIO(page_image(made, 0))).convert("RGB").getpixel((300, 400)) == (0, 0, 0)


def test_frames_of_a_tiff_become_pages():
    source = documents.picture("TIFF", frames=3)

    assert page_count(source) == 3
    assert page_count(redact(source, [Mask(2, 0, 0, 1, 1)])) == 3


def test_photograph_is_kept_as_jpeg_without_its_notes_and_stays_black_in_the_mask():
    noise = Image.effect_noise((1654, 2339), 120).convert("RGB")
    file = io.BytesIO()
    exif = Image.Exif()
    exif[270] = "secret note of the camera"
    noise.save(file, "JPEG", exif=exif, quality=95)
    mask = Mask(0, 0.301, 0.407, 0.523, 0.611)

    made = redact(file.getvalue(), [mask])

    assert b"/DCTDecode" in made
    assert all(b"secret note" not in data for _is_picture, data in streams(PdfReader(io.BytesIO(made))))
    assert prove(made, masks=[mask], source=file.getvalue()) == []


def test_picture_lies_as_its_camera_was_held():
    image = Image.new("RGB", (800, 400), "white")
    exif = Image.Exif()
    exif[274] = 6
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)

    width, height = PdfReader(io.BytesIO(redact(file.getvalue(), []))).pages[0].mediabox[2:]

    assert width < height


def test_transparent_parts_of_a_picture_are_white():
    file = io.BytesIO()
    Image.new("RGBA", (100, 100), (255, 0, 0, 0)).save(file, "PNG")

    assert drawn(redact(file.getvalue(), []), 0).getextrema() == (255, 255)
