"""The public folder follows the register: by real acts of named people, from publication to withdrawal."""

import gzip
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from gongkai.office.models import Event
from gongkai.publishing import follow, index
from gongkai.publishing.models import PublicFile
from gongkai.publishing.proof import address_of
from gongkai.publishing.tests.filling import settle
from gongkai.publishing.verify import differences
from gongkai.records.models import Attachment, Record, Validity
from gongkai.records.models.attachments import digest
from gongkai.records.publishing_acts import change_validity, publish, reopen, withdraw
from gongkai.records.registering import submit
from gongkai.records.tests.stories import again, determined, published, revised, signed_by

pytestmark = pytest.mark.django_db

PICTURE = bytes.fromhex("89504e470d0a1a0a") + b"invented"


def file_of(record: Record, public):
    return public / address_of(record.publication).removeprefix("/")


def attached(record: Record, name: str, data: bytes, *, kind: str = "FILE") -> Attachment:
    return Attachment.objects.create(
        record=record,
        kind=kind,
        title="申请表（示例）",
        alt="示意图" if kind == "IMAGE" else "",
        file=ContentFile(data, name=name),
        name=name,
        size=len(data),
        sha256=digest(data),
        added_by=record.author,
    )


def with_files(town) -> Record:
    """Publish a notice with a picture in its text and a form to download."""
    record = determined(town)
    picture = attached(record, "photo.png", PICTURE, kind="IMAGE")
    attached(record, "form.docx", b"a form")
    record = revised(record, town.liwen, body=f'<p><img src="{picture.desk_address}" alt="示意图"></p><p>正文。</p>')
    submit(record, by=town.liwen)
    signed_by(record, town.wangfang, town.zhaomin, town.chengang)
    publish(again(record), by=town.sunyue)
    return again(record)


def test_published_record_is_a_page(street, public):
    record = published(street)

    follow.catch_up()

    page = file_of(record, public).read_text()
    assert record.title in page
    assert record.publication.index_number in page
    assert '<meta name="ArticleTitle" content="关于开展夏季消防安全检查的通知（示例）">' in page
    assert '<meta name="SiteIDCode" content="5001030001">' in page
    assert gzip.decompress(file_of(record, public).with_suffix(".html.gz").read_bytes()).decode() == page


def test_published_record_is_found(street, public):
    published(street)

    follow.catch_up()

    hits = index.engine().search("消防安全", office="chaotianmen").hits
    assert [hit.url for hit in hits] == [address_of(Record.objects.get().publication)]


def test_attachments_are_copied_out_and_the_text_points_to_them(street, public):
    record = with_files(street)

    follow.catch_up()

    stem = file_of(record, public).with_suffix("")
    picture, form = record.attachments.order_by("id")
    assert stem.with_name(f"{stem.name}_{picture.pk}.png").read_bytes() == PICTURE
    assert stem.with_name(f"{stem.name}_{form.pk}.docx").read_bytes() == b"a form"
    page = file_of(record, public).read_text()
    assert f'src="/chaotianmen/tzgg/{stem.parent.name}/{stem.name}_{picture.pk}.png"' in page
    assert "/desk/" not in page


def test_forged_private_file_is_not_published(street, public):
    record = with_files(street)
    form = record.attachments.get(name="form.docx")
    with form.file.open("wb") as file:
        file.write(b"forged")

    follow.catch_up()

    assert not file_of(record, public).exists()
    assert not list(public.rglob("*.docx"))
    refusal = Event.objects.get(verb="publishing.refused")
    assert "附件文件与审校时的不一致" in refusal.data["why"]


def test_withdrawal_removes_everything_together(street, public):
    record = with_files(street)
    settle()

    withdraw(record, by=street.chengang, reason="发布有误", public_reason="内容有误，正在更正。")
    follow.catch_up()

    left = [path.name for path in file_of(record, public).parent.iterdir()]
    assert left == [file_of(record, public).with_suffix(".gone").name]
    lists = [
        public / "chaotianmen/tzgg/index.html",
        public / "chaotianmen/tzgg/feed.xml",
        public / "chaotianmen/index.html",
    ]
    assert not any(
        record.title in each.read_text() for each in [*lists, public / "index.html", public / "sitemap-1.xml"]
    )
    assert not any(f"_{record.pk}." in each.read_text() for each in [*lists, public / "sitemap-1.xml"])
    assert index.engine().ids() == frozenset()


def test_tombstone_says_when_and_why_and_shows_no_text(street, public):
    record = published(street)
    settle()

    withdraw(record, by=street.chengang, reason="内部：写错了金额", public_reason="内容有误，正在更正。")
    follow.catch_up()

    page = file_of(record, public).with_suffix(".gone").read_text()
    assert "该信息已撤回" in page
    assert "内容有误，正在更正。" in page
    assert "写错了金额" not in page
    assert "请各单位配合" not in page


def test_withdrawn_record_comes_back_at_its_old_address(street, public):
    record = published(street)
    settle()
    place = file_of(record, public)
    withdraw(record, by=street.chengang, reason="有误")
    settle()
    record = revised(again(record), street.liwen, title="更正后的通知（示例）")
    reopen(record, by=street.zhaomin)
    submit(again(record), by=street.liwen)
    signed_by(record, street.wangfang, street.zhaomin, street.chengang)

    publish(again(record), by=street.sunyue)
    settle()

    assert "更正后的通知" in place.read_text()
    assert not place.with_suffix(".gone").exists()
    assert list(differences()) == []


def test_second_run_changes_nothing(street, public):
    published(street)
    settle()
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.is_file()}
    manifest = (public.parent / "private/manifest.jsonl").read_text()

    follow.catch_up()

    assert {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.is_file()} == before
    assert (public.parent / "private/manifest.jsonl").read_text() == manifest


def test_repeal_is_marked_on_page_and_list_and_the_page_stays(street, public):
    record = published(street, kind="POLICY", path="zfxxgk/fdzdgknr/zcwj/qtwj", is_normative_document=False)
    settle()

    change_validity(record, Validity.REPEALED, since=timezone.localdate(), basis="新的文件（示例）", by=street.zhaomin)
    follow.catch_up()

    page = file_of(record, public).read_text()
    assert "本文件已废止。" in page
    assert "依据：新的文件（示例）。" in page
    assert "已废止" in (public / "chaotianmen/zfxxgk/fdzdgknr/zcwj/qtwj/index.html").read_text()


def test_validity_of_tomorrow_shows_tomorrow(street, public):
    record = published(street, kind="POLICY", path="zfxxgk/fdzdgknr/zcwj/qtwj", is_normative_document=False)
    settle()
    tomorrow = timezone.now() + timedelta(days=1)

    change_validity(record, Validity.EXPIRED, since=timezone.localdate(tomorrow), basis="有效期届满", by=street.zhaomin)
    follow.catch_up()
    today = file_of(record, public).read_text()
    follow.catch_up(tomorrow)

    assert "现行有效" in today
    assert "本文件已失效。" in file_of(record, public).read_text()


def test_changed_content_is_refused_and_the_reviewed_page_stays(street, public):
    record = published(street)
    settle()
    reviewed = file_of(record, public).read_text()
    publication = record.publication
    type(publication).objects.filter(pk=publication.pk).update(content={**publication.content, "body": "<p>改。</p>"})
    change_validity(record, Validity.AMENDED, since=timezone.localdate(), basis="某文", by=street.zhaomin)

    follow.catch_up()

    assert file_of(record, public).read_text() == reviewed
    assert Event.objects.filter(verb="publishing.refused").count() == 1
    assert record.title not in (public / "chaotianmen/tzgg/index.html").read_text()


def test_damaged_file_is_healed_by_the_next_writing(street, public):
    record = published(street)
    settle()
    file_of(record, public).write_text("defaced")
    change_validity(record, Validity.IN_FORCE, since=timezone.localdate(), basis="", by=street.zhaomin)

    follow.catch_up()

    assert record.title in file_of(record, public).read_text()
    assert PublicFile.objects.filter(path__endswith=".html").exists()
