"""别处生成的正文: a body that another part of the system draws is not changed in the register, by whatever way."""

import pytest

from gongkai.records import drawn
from gongkai.records.drawing import draw
from gongkai.records.drawn import Workplace
from gongkai.records.models import BodyDrawnElsewhere, Record
from gongkai.records.registering import NotReadyForReview, submit
from gongkai.records.tests import stories
from gongkai.records.tests.stories import again, revised

DRAWN = "<p>表二合计4件。</p>"
PLACE = Workplace("年度报告", "/desk/reports/7/")


@pytest.fixture
def record(street, monkeypatch) -> Record:
    monkeypatch.setattr(drawn, "_finders", [lambda record: PLACE])
    found = stories.determined(street)
    draw(found, DRAWN, by=street.liwen)
    return found


def posted(record: Record, **given: str) -> dict[str, str]:
    draft = record.draft()
    facts = ("title", "kind", "source", "source_name", "summary", "keywords", "document_number")
    return {
        **{name: getattr(draft, name) or "" for name in facts},
        "column": str(draft.column_id),
        "department": str(draft.department_id),
        "made_on": draft.made_on.isoformat(),
        "is_normative_document": "unknown",
        **given,
    }


def test_what_is_drawn_is_the_draft_and_may_be_drawn_again(street, record) -> None:
    assert record.draft().body == DRAWN

    draw(record, "<p>表二合计5件。</p><script>1</script>", by=street.liwen)

    assert again(record).draft().body == "<p>表二合计5件。</p>"
    assert submit(again(record), by=street.liwen)


def test_no_draft_with_another_body_is_kept(street, record) -> None:
    with pytest.raises(BodyDrawnElsewhere, match="不能在这里改动"):
        revised(record, street.liwen, body="<p>表二合计400件。</p>")

    assert again(record).draft().body == DRAWN


def test_whoever_holds_an_older_copy_of_the_row_is_refused_too(street) -> None:
    older = stories.determined(street)
    draw(again(older), DRAWN, by=street.liwen)

    with pytest.raises(BodyDrawnElsewhere):
        older.save_revision(user=street.liwen)


def test_the_facts_beside_the_body_are_still_written(street, record) -> None:
    assert revised(record, street.liwen, summary="年度报告").draft().summary == "年度报告"


def test_a_body_that_is_not_as_drawn_does_not_go_into_review(street, record) -> None:
    Record.objects.filter(pk=record.pk).update(drawn_hash="0" * 64)

    with pytest.raises(NotReadyForReview, match="保存一次"):
        submit(again(record), by=street.liwen)


def test_the_editor_shows_the_way_and_takes_no_body(street, record, client) -> None:
    client.force_login(street.liwen)
    address = f"/desk/records/edit/{record.pk}/"

    page = client.get(address).content.decode()
    assert PLACE.address in page
    assert "在这里不能改动" in page
    assert "data-body-editor" not in page

    told = client.post(address, posted(record, body="<p>表二合计400件。</p>", summary="改了")).content.decode()
    assert "没有保存" in told
    assert again(record).draft().summary == ""

    assert client.post(address, posted(record, summary="改了")).status_code == 302
    assert (again(record).draft().summary, again(record).draft().body) == ("改了", DRAWN)


def test_no_picture_is_put_into_it_and_the_card_leads_to_its_page(street, record, client) -> None:
    client.force_login(street.liwen)

    answer = client.post(f"/desk/records/{record.pk}/images/", {"alt": "图"})
    card = client.get(f"/desk/records/{record.pk}/").content.decode()

    assert answer.status_code == 400
    assert "不能插入图片" in answer.json()["error"]
    assert "打开年度报告页面" in card
    assert "编撰正文" not in card
