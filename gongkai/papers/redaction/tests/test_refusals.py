"""Files that are not worked on, and masks that lie nowhere: each refusal says in Chinese what to do."""

import io

import pytest
from pypdf import PdfReader, PdfWriter

from gongkai.papers.redaction import (
    Mask,
    MaskOutsidePage,
    SourceEncrypted,
    SourceTooLarge,
    SourceUnreadable,
    page_count,
    page_images,
    redact,
    sources,
)
from gongkai.papers.tests.fonts import needs_fonts

from . import documents

pytestmark = needs_fonts


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(documents.reply())))
    writer.encrypt(password, "owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("password", ["secret", ""], ids=["打开密码", "权限密码"])
def test_encrypted_pdf_is_refused(password):
    with pytest.raises(SourceEncrypted, match="未加密的文件"):
        page_count(encrypted(password))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="空文件"),
        pytest.param(b"%PDF-1.7\nnothing", id="损坏的PDF"),
        pytest.param(b"PK\x03\x04 a DOCX", id="Word文件"),
        pytest.param(documents.picture("PNG")[:200], id="不完整的图片"),
        pytest.param(b"\x89PNG\r\n\x1a\n", id="损坏的图片"),
    ],
)
def test_what_cannot_be_read_is_refused(data):
    with pytest.raises(SourceUnreadable, match="重新导出后再上传。"):
        redact(data, [])


def test_pdf_without_pages_is_refused_as_such_after_an_encrypted_one():
    file = io.BytesIO()
    PdfWriter().write(file)

    with pytest.raises(SourceEncrypted):
        page_count(encrypted("secret"))
    with pytest.raises(SourceUnreadable):
        page_count(file.getvalue())


def test_too_many_pages_are_refused():
    writer = PdfWriter()
    for _page in range(sources.MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    file = io.BytesIO()
    writer.write(file)

    with pytest.raises(SourceTooLarge, match="共501页，超过500页，请拆分"):
        page_count(file.getvalue())


def test_page_larger_than_can_be_drawn_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(14400, 14400)
    file = io.BytesIO()
    writer.write(file)

    with pytest.raises(SourceTooLarge, match="页面过大"):
        page_images(file.getvalue())


def test_picture_with_too_many_pixels_is_refused():
    with pytest.raises(SourceTooLarge, match="10000×7000像素"):
        page_count(documents.picture("PNG", size=(10000, 7000)))


@pytest.mark.parametrize(
    "sides",
    [(0.5, 0, 0.4, 1), (0, 0.5, 1, 0.5), (-0.1, 0, 1, 1), (0, 0, 1, 1.01), (float("nan"), 0, 1, 1)],
    ids=["左右颠倒", "没有高度", "超出左边", "超出下边", "不是数"],
)
def test_mask_that_is_not_a_box_on_a_page_is_refused(sides):
    with pytest.raises(MaskOutsidePage, match="请重新绘制"):
        Mask(0, *sides)


def test_mask_on_a_page_that_is_not_there_is_refused():
    with pytest.raises(MaskOutsidePage, match="共3页，没有第4页"):
        redact(documents.reply(), [Mask(3, 0, 0, 1, 1)])
