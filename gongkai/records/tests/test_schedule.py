"""定时发布: proven again at its hour; what has become invalid stays back and is told; one refusal holds back no other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.office.models import Event, Post
from gongkai.records.models import WorkStage
from gongkai.records.publishing_acts import PublicationRefused, publish_due, schedule, unschedule
from gongkai.records.queues import waiting_for
from gongkai.records.tests import stories

SOON = timedelta(hours=1)


def later():
    return timezone.now() + SOON


def test_a_planned_item_goes_out_at_its_hour(street):
    record = stories.approved(street)
    schedule(record, at=later(), by=street.sunyue)

    assert publish_due(timezone.now()) == []
    assert [each.record_id for each in publish_due(timezone.now() + 2 * SOON)] == [record.pk]
    assert stories.again(record).live


def test_the_past_is_refused(street):
    record = stories.approved(street)

    with pytest.raises(PublicationRefused, match="已经过去"):
        schedule(record, at=timezone.now() - SOON, by=street.sunyue)


def test_an_item_changed_meanwhile_stays_back_and_people_are_told(street):
    changed, sound = stories.approved(street), stories.approved(street, title="另一条（示例）")
    schedule(changed, at=later(), by=street.sunyue)
    schedule(sound, at=later(), by=street.sunyue)
    stories.revised(changed, street.liwen, title="悄悄改过")

    out = publish_due(timezone.now() + 2 * SOON)

    assert [each.record_id for each in out] == [sound.pk]
    changed = stories.again(changed)
    assert not changed.live
    assert changed.schedule.held_back.endswith("。")
    assert Event.objects.filter(verb="records.held_back", subject_id=str(changed.pk)).exists()
    assert any(task.record == changed and "定时发布未成" in task.act for task in waiting_for(street.liwen))


def test_a_publisher_who_left_meanwhile_publishes_nothing(street):
    record = stories.approved(street)
    schedule(record, at=later(), by=street.sunyue)
    Post.objects.filter(user=street.sunyue).update(ends_on=timezone.localdate() - timedelta(days=1))

    assert publish_due(timezone.now() + 2 * SOON) == []
    assert stories.again(record).stage == WorkStage.APPROVED


def test_a_plan_can_be_taken_back(street):
    record = stories.approved(street)
    schedule(record, at=later(), by=street.sunyue)

    unschedule(record, by=street.sunyue)

    assert publish_due(timezone.now() + 2 * SOON) == []
