"""Events are chained, append-only, and lie to nobody (design decision 9)."""

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai.office import events
from gongkai.office.models import Event, EventHead, RowIsEvidence
from gongkai.office.protection import unprotect


def done(town, verb="office.tested", **data):
    return events.record(verb, town.chaotianmen, office=town.chaotianmen, by=town.liwen, data=data)


def test_each_event_carries_the_digest_before_it(town):
    first, second = done(town), done(town, step=2)

    assert second.previous == first.digest
    assert list(events.broken_links()) == []


def test_an_event_cannot_be_saved_again_or_deleted(town):
    event = done(town)

    with pytest.raises(RowIsEvidence):
        event.save()
    with pytest.raises(RowIsEvidence):
        event.delete()
    with pytest.raises(RowIsEvidence):
        Event.objects.update(verb="x")
    with pytest.raises(RowIsEvidence):
        Event.objects.all().delete()


@pytest.mark.parametrize("sql", ["UPDATE office_event SET verb = 'x'", "DELETE FROM office_event"])
def test_the_database_itself_refuses(town, sql):
    done(town)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE office_event SET verb = 'x' WHERE id = {middle}", "被改动过"),
        ("DELETE FROM office_event WHERE id = {middle}", "不相接"),
        ("DELETE FROM office_event WHERE id = {last}", "末尾"),
    ],
    ids=["改动一条", "删除中间一条", "删除末尾一条"],
)
def test_tampering_below_the_triggers_is_found(town, sql, said):
    _, middle, last = done(town), done(town), done(town)
    unprotect(connection, "office_event")

    with connection.cursor() as cursor:
        cursor.execute(sql.format(middle=middle.pk, last=last.pk))

    assert any(said in sentence for sentence in events.broken_links())


def test_a_follower_gets_what_it_has_not_handled(town):
    first, second = done(town), done(town)

    seen = events.pending("tester")
    events.handled("tester", first.pk)
    events.handled("tester", first.pk - 1)

    assert seen == [first, second]
    assert events.pending("tester") == [second]


def test_the_bell_rings_once_the_act_is_committed(town, django_capture_on_commit_callbacks):
    rung = []
    bell = lambda: rung.append(True)  # noqa: E731 — identity matters: registered twice, rung once
    events.on_commit(bell)
    events.on_commit(bell)

    try:
        with django_capture_on_commit_callbacks(execute=True):
            done(town)
    finally:
        events._bells.remove(bell)

    assert rung == [True]


def test_a_rolled_back_act_leaves_no_event(town):
    with transaction.atomic():
        done(town)
        transaction.set_rollback(True)

    assert not Event.objects.exists()
    assert not EventHead.objects.exists()
