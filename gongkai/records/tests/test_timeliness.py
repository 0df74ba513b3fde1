"""公开时限与及时率 (domain: general ceiling of 第二十六条, the column's promise, the earliest wins; what is counted)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.catalogue.models import Column
from gongkai.office.calendar import work_calendar
from gongkai.office.models import HolidayNotice
from gongkai.records.due import due_of
from gongkai.records.models import RecordKind
from gongkai.records.publishing_acts import publish
from gongkai.records.tests import stories
from gongkai.records.timeliness import columns_rate, publication_rate

CHINA = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("path", "kind", "made", "start", "due"),
    [
        ("gzdt", RecordKind.NEWS, "2026-04-30", "2026-04-30T10:15", "2026-05-01T10:15"),
        ("tzgg", RecordKind.NOTICE, "2026-04-30", "2026-04-30T10:15", "2026-05-08T23:59"),
        ("zfxxgk/fdzdgknr/tjxx", RecordKind.STATUTORY, "2025-09-25", "2025-09-25T09:00", "2025-10-29T23:59"),
        ("zfxxgk/fdzdgknr/czyjs", RecordKind.BUDGET, "2026-01-10", "2026-02-01T09:00", "2026-02-21T23:59"),
    ],
    ids=["动态24小时", "通知3个工作日跨五一", "一般20个工作日跨国庆", "预算20日自批复"],
)
def test_the_earliest_limit_decides(street, path, kind, made, start, due):
    record = stories.registered(street, path=path, kind=kind, made_on=date.fromisoformat(made), starts_at=at(start))

    found = due_of(record, work_calendar(street.chaotianmen))

    assert found.at.astimezone(CHINA).strftime("%Y-%m-%dT%H:%M") == due
    assert not found.provisional


def test_a_due_time_beyond_the_last_notice_is_provisional_until_the_notice_is_entered(street):
    facts = {"path": "zfxxgk/fdzdgknr/tjxx", "kind": RecordKind.STATUTORY}
    record = stories.draft(street, made_on=date(2026, 12, 20), starts_at=at("2026-12-20T09:00"), **facts)
    record.start_event = "MADE"
    before = due_of(record, work_calendar(street.chaotianmen))

    off = ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04"]
    HolidayNotice.objects.create(year=2027, number="示例", off=off, work=[])
    after = due_of(record, work_calendar(street.chaotianmen))

    assert (before.provisional, after.provisional) == (True, False)
    assert after.at > before.at


def test_a_withheld_record_has_no_due_time(street):
    record = stories.determined(street, stories.withheld(street))

    assert due_of(record, work_calendar(street.chaotianmen)) is None


def test_the_rate_lists_what_was_late(street):
    day = date(2026, 3, 2)
    early = stories.approved(street, made_on=day, starts_at=at("2026-03-02T09:00"), title="及时（示例）")
    late = stories.approved(street, made_on=day, starts_at=at("2026-03-02T09:00"), title="超期（示例）")
    publish(early, by=street.sunyue, at=at("2026-03-04T17:00"))
    publish(late, by=street.sunyue, at=at("2026-03-09T17:00"))

    found = publication_rate(street.chaotianmen, date(2026, 3, 1), date(2026, 3, 31))

    assert found.text == "1/2 50.0%"
    assert [item.title for item in found.late] == ["超期（示例）"]


def test_column_updates_are_another_figure(street):
    Column.objects.filter(office=street.chaotianmen).exclude(path__in=["gzdt", "tzgg"]).update(update_cycle_days=None)
    fresh = stories.approved(street, path="gzdt", kind=RecordKind.NEWS)
    publish(fresh, by=street.sunyue, at=at("2026-03-01T09:00"))

    found = columns_rate(street.chaotianmen, at("2026-03-10T09:00"))

    assert (found.name, found.text) == ("栏目更新及时率", "1/2 50.0%")
