"""One gate, three times (design decision 3): every way to “live” but the one that publishes what was reviewed is refused."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction

from gongkai.records.models import NotProven, Publication, Record, WorkStage
from gongkai.records.publishing_acts import AttributeNotDetermined, PublicationRefused, publish, withdraw
from gongkai.records.tests import stories
from gongkai.review.refusals import ReviewRefused


def test_the_ordinary_way_publishes_what_was_reviewed(street):
    record = stories.approved(street)

    publication = publish(record, by=street.sunyue)

    record = stories.again(record)
    assert record.live
    assert record.stage == WorkStage.PUBLISHED
    assert publication.content["title"] == record.title
    assert publication.index_number == f"{street.chaotianmen.code}/{timezone.localdate().year}-00001"


def test_a_record_is_born_unpublished(street):
    record = stories.draft(street)
    record.start_event = "SIGNED"
    record.save()

    assert not stories.again(record).live


def test_create_with_live_is_refused(street):
    record = stories.draft(street, live=True)

    with pytest.raises(NotProven):
        record.save()


def test_setting_live_and_saving_is_refused(street):
    record = stories.approved(street)
    record.live = True

    with pytest.raises(NotProven, match="发布员"):
        record.save()


def test_wagtails_publish_action_is_refused_even_after_approval(street):
    record = stories.approved(street)
    revision = record.save_revision(user=street.liwen)

    with pytest.raises(NotProven):
        PublishRevisionAction(revision).execute(skip_permission_checks=True)
    with pytest.raises(NotProven):
        revision.publish(skip_permission_checks=True)

    assert not stories.again(record).live


def test_wagtails_unpublish_action_is_refused(street):
    record = stories.published(street)

    with pytest.raises(NotProven, match="撤回"):
        UnpublishAction(record).execute(skip_permission_checks=True)
    with pytest.raises(NotProven):
        record.unpublish()

    assert stories.again(record).live


def test_the_live_text_cannot_be_saved_over(street):
    record = stories.published(street)
    record.body = "<p>别的内容</p>"

    with pytest.raises(NotProven, match="不一致"):
        record.save()


def test_reverting_to_an_old_revision_does_not_touch_what_is_public(street):
    record = stories.published(street)
    old = record.save_revision(user=street.liwen)
    record = stories.revised(record, street.liwen, title="改过的标题")

    with pytest.raises(NotProven):
        record.publish(old)

    assert stories.again(record).title == "关于开展夏季消防安全检查的通知（示例）"


def test_raw_sql_meets_the_constraint(street):
    record = stories.determined(street)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_record SET live = TRUE WHERE id = %s", [record.pk])


def test_queryset_update_meets_the_constraint(street):
    record = stories.registered(street)

    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(live=True)


def test_a_withheld_record_is_never_published(street):
    record = stories.determined(street, stories.withheld(street))

    assert record.stage == WorkStage.FILED
    with pytest.raises(AttributeNotDetermined, match="主动公开"):
        publish(record, by=street.sunyue)


@pytest.mark.parametrize("who", ["liwen", "chengang", "wangfang", "guchao", "jiangli"])
def test_publishing_needs_a_publisher_who_neither_wrote_nor_signed_last(street, who):
    record = stories.approved(street)

    with pytest.raises(ReviewRefused):
        publish(record, by=getattr(street, who))

    assert not stories.again(record).live


def test_an_edit_after_approval_needs_a_new_round(street):
    record = stories.approved(street)
    record = stories.revised(record, street.liwen, title="改过的标题")

    with pytest.raises(ReviewRefused):
        publish(record, by=street.sunyue)


def test_publishing_twice_says_there_is_nothing_to_publish(street):
    record = stories.published(street)

    with pytest.raises(PublicationRefused, match="没有待发布"):
        publish(record, by=street.sunyue)


def test_number_address_and_first_publication_never_change(street):
    record = stories.published(street)
    publication = record.publication

    for name, value in [("index_number", "x"), ("published_at", timezone.now()), ("column_path", "x")]:
        changed = Publication.objects.get(pk=publication.pk)
        setattr(changed, name, value)
        with pytest.raises(Exception, match="首次公开后不能改变"):
            changed.save()


def test_a_correction_keeps_number_and_first_date(street):
    record = stories.published(street)
    before = record.publication
    record = stories.revised(record, street.liwen, body="<p>更正后的内容。</p>")
    stories.submit(record, by=street.liwen)
    stories.signed_by(record, street.wangfang, street.zhaomin, street.chengang)

    publish(stories.again(record), by=street.sunyue)

    after = stories.again(record).publication
    assert (after.index_number, after.published_at, after.shelf_number) == (
        before.index_number,
        before.published_at,
        before.shelf_number,
    )
    assert after.updated_at > before.updated_at
    assert "更正后" in after.content["body"]


def test_withdrawal_needs_a_reason_and_is_recorded(street):
    record = stories.published(street)

    with pytest.raises(PublicationRefused, match="理由"):
        withdraw(record, by=street.zhaomin, reason=" ")
    withdraw(record, by=street.zhaomin, reason="含个人信息")

    record = stories.again(record)
    assert (record.live, record.stage) == (False, WorkStage.WITHDRAWN)
    assert record.publication.withdrawals.get().reason == "含个人信息"


def test_a_record_is_never_deleted(street):
    record = stories.registered(street)

    with pytest.raises(NotProven, match="不能删除"):
        record.delete()
    with pytest.raises((DatabaseError, Exception)):
        Record.objects.filter(pk=record.pk).delete()

    assert Record.objects.filter(pk=record.pk).exists()


def test_wagtails_own_command_for_planned_items_publishes_nothing(street):
    record = stories.approved(street)
    record.save_revision(user=street.liwen, approved_go_live_at=timezone.now() - timedelta(hours=1))

    with pytest.raises(NotProven):
        call_command("publish_scheduled")

    assert not stories.again(record).live


@pytest.mark.parametrize(
    "address", ["/api/v2/", "/api/v3/", "/desk/api/main/pages/", "/desk/bulk/records/record/publish/"]
)
def test_wagtails_programming_interfaces_are_not_mounted(street, client, address):
    street.liwen.is_superuser = True
    street.liwen.save()
    client.force_login(street.liwen)

    assert client.get(address).status_code == 404
