"""What may come in as a file, and what is stripped from it (design decision 5: private until published)."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from gongkai.records.models.attachments import FileIsEvidence, digest
from gongkai.records.registering import NotReadyForReview
from gongkai.records.tests import stories
from gongkai.records.uploads import MAX_BYTES, UploadRefused, attach

GPS = 0x8825
ARTIST = 0x013B


def picture(form="JPEG", size=(30, 20)) -> bytes:
    image = Image.new("RGB", size, (180, 30, 30))
    exif = Image.Exif()
    exif[ARTIST] = "某人"
    exif[GPS] = {1: "N", 2: (29.0, 33.0, 0.0)}
    out = io.BytesIO()
    image.save(out, form, exif=exif)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _private(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def up(street, name, data, **kwargs):
    record = stories.determined(street)
    return attach(record, SimpleUploadedFile(name, data), title="附件一", by=street.liwen, **kwargs)


def test_place_and_author_are_gone_from_a_picture(street):
    row = up(street, "现场.jpg", picture(), alt="检查现场")

    kept = Image.open(row.file.open("rb"))
    assert kept.size == (30, 20)
    assert dict(kept.getexif()) == {}


def test_a_pdf_is_kept_to_the_byte_under_its_digest(street):
    data = b"%PDF-1.7\n%%EOF"
    row = up(street, "../../通知.pdf", data)

    assert row.file.read() == data
    assert row.sha256 == digest(data)
    assert row.name == "通知.pdf"
    assert ".." not in row.file.name


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("病毒.exe", b"MZ", "只接受"),
        ("页面.html", b"<script>", "只接受"),
        ("图.svg", b"<svg/>", "只接受"),
        ("假.pdf", b"PK\x03\x04", "不符"),
        ("假.jpg", b"<html>", "不是可以打开的图片"),
        ("无扩展名", b"%PDF-1.7", "只接受"),
        ("大.pdf", b"%PDF-" + b"0" * MAX_BYTES, "20MB"),
    ],
    ids=["程序", "网页", "矢量图", "改名的压缩包", "改名的网页", "没有扩展名", "过大"],
)
def test_what_is_refused_says_why(street, name, data, said):
    with pytest.raises(UploadRefused, match=said):
        up(street, name, data)


def test_a_bomb_of_a_picture_is_refused(street):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")

    with pytest.raises(UploadRefused):
        up(street, "大图.png", out.getvalue(), alt="大图")


def test_a_removed_file_stays_for_what_is_published(street):
    row = up(street, "通知.pdf", b"%PDF-1.7\n%%EOF")

    row.remove(at=row.added_at)

    assert not row.record.attachments.standing().exists()
    assert row.file.storage.exists(row.file.name)
    with pytest.raises(FileIsEvidence):
        row.delete()


def test_adding_a_file_changes_what_is_reviewed(street):
    record = stories.determined(street)
    before = record.review_content()

    attach(record, SimpleUploadedFile("通知.pdf", b"%PDF-1.7\n"), title="附件一", by=street.liwen)

    assert stories.again(record).review_content() != before


def test_a_text_with_another_records_picture_is_not_submitted(street):
    theirs = up(street, "现场.jpg", picture(), alt="检查现场")
    body = f'<p>正文</p><p><img src="{theirs.desk_address}" alt="检查现场"></p>'
    record = stories.determined(street, body=body)

    with pytest.raises(NotReadyForReview, match="其他信息的图片"):
        stories.submit(record, by=street.liwen)


def test_a_text_with_its_own_picture_is_submitted(street):
    row = up(street, "现场.jpg", picture(), alt="检查现场")
    body = f'<p>正文</p><p><img src="{row.desk_address}" alt="检查现场"></p>'

    stories.submit(stories.revised(row.record, street.liwen, body=body), by=street.liwen)

    assert row.record.rounds.running().exists()
