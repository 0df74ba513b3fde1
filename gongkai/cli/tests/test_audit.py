"""gongkai audit verify: what was changed, lost or slipped in shows as a break."""

import json

import pytest
from django.db import connection

from gongkai.cli import CANNOT_RUN, FINDINGS, FINE, main
from gongkai.office import events
from gongkai.office.models import Event
from gongkai.office.protection import unprotect

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(town):
    """Three acts of 李文."""
    return [
        events.record(verb, town.safety, office=town.chaotianmen, by=town.liwen, data={"place": place})
        for place, verb in enumerate(("office.opened", "office.changed", "office.closed"))
    ]


def tamper(sql, *values):
    """Do what somebody with the database file in hand can do."""
    unprotect(connection, "office_event")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_untouched_chain_is_fine(acts, capsys):
    code = main(["audit", "verify"])

    assert code == FINE
    assert "已核对操作记录3条、审校0轮、年报冻结0次、年报存档文件0个，没有发现断点。" in capsys.readouterr().out


def test_a_changed_act_is_found(acts, capsys):
    tamper("UPDATE office_event SET verb = 'office.praised' WHERE id = %s", acts[1].pk)

    code = main(["audit", "verify"])

    assert code == FINDINGS
    assert f"事件 {acts[1].pk}（office.praised）的内容与摘要不符" in capsys.readouterr().out


def test_a_lost_act_is_found(acts, capsys):
    tamper("DELETE FROM office_event WHERE id = %s", acts[0].pk)

    code = main(["audit", "verify"])

    assert code == FINDINGS
    assert f"事件 {acts[1].pk} 与前一事件不相接" in capsys.readouterr().out


def test_a_lost_last_act_is_found(acts, capsys):
    tamper("DELETE FROM office_event WHERE id = %s", acts[2].pk)

    code = main(["audit", "verify"])

    assert code == FINDINGS
    assert "应有 3 条，实有 2 条" in capsys.readouterr().out


def test_the_answer_for_programs_names_what_was_checked(acts, capsys):
    main(["audit", "verify", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "checked": {"events": Event.objects.count(), "rounds": 0, "snapshots": 0, "files": 0},
        "breaks": {"events": [], "rounds": [], "snapshots": [], "files": []},
    }


def test_a_part_is_asked_for(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["audit"])

    assert refused.value.code == CANNOT_RUN
    assert "缺少参数" in capsys.readouterr().err
