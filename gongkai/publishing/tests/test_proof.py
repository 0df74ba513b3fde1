"""The third gate: whatever way a row came to claim that it is public, the file writer does not believe it."""

import pytest

from gongkai.publishing import follow
from gongkai.publishing.proof import Unproven, prove
from gongkai.publishing.tests.filling import put_out
from gongkai.records.models import Publication, Record
from gongkai.review.models import Round
from gongkai.review.subjects import hash_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def publication(street):
    column = street.chaotianmen.columns.get(path="tzgg")
    put_out(street, column, "另一件（示例）")
    return put_out(street, column, "一件（示例）")


def fresh(publication: Publication) -> Publication:
    return Publication.objects.get(pk=publication.pk)


def harm(publication: Publication, what: str) -> None:
    """Change the tables below the application, as somebody with the database in hand might."""
    record = Record.objects.filter(pk=publication.record_id)
    round = Round.objects.filter(pk=publication.approval_id)
    row = Publication.objects.filter(pk=publication.pk)
    forged = {**publication.content, "body": "<p>改动。</p>"}
    foreign = {**publication.content, "body": '<p><img src="/desk/attachments/9/x.png" alt="图"></p>'}
    harms = {
        "不公开": lambda: record.update(live=False),
        "属性改变": lambda: record.update(attribute="WITHHELD", live=False),
        "审校未完成": lambda: round.update(state="VOIDED"),
        "审校的是别的内容": lambda: round.update(content_hash="0" * 64),
        "内容被改": lambda: row.update(content=forged),
        "内容与摘要同改": lambda: row.update(content=forged, content_hash=hash_of(forged)),
        "借用别人的审校": lambda: round.update(subject_id=publication.record_id + 1000),
        "登记簿所据审校不同": lambda: record.update(approval=Round.objects.exclude(pk=publication.approval_id).first()),
        "图片是别人的": lambda: (
            row.update(content=foreign, content_hash=hash_of(foreign)),
            round.update(content_hash=hash_of(foreign)),
        ),
    }
    harms[what]()


HARMS = [
    "不公开",
    "属性改变",
    "审校未完成",
    "审校的是别的内容",
    "内容被改",
    "内容与摘要同改",
    "借用别人的审校",
    "登记簿所据审校不同",
    "图片是别人的",
]


def test_sound_publication_is_proven(publication):
    document = prove(fresh(publication))

    assert document.title == "一件（示例）"


@pytest.mark.parametrize("what", HARMS)
def test_harmed_publication_is_refused(publication, what):
    harm(publication, what)

    with pytest.raises(Unproven) as refusal:
        prove(fresh(publication))

    assert str(refusal.value).endswith("。")


@pytest.mark.parametrize("what", HARMS)
def test_harmed_publication_is_written_nowhere(publication, public, what):
    harm(publication, what)

    follow.catch_up()
    while follow.sweep_a_stretch():
        pass

    name = f"_{publication.record_id}."
    assert not [file for file in public.rglob("*") if name in file.name]
    assert not [file for file in public.rglob("*.html") if name in file.read_text()]


def test_withdrawn_publication_is_refused(publication):
    publication.withdrawn_at = publication.published_at

    with pytest.raises(Unproven, match="已经撤回"):
        prove(publication)
