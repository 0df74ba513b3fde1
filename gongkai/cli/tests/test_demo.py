"""gongkai demo: never beside real offices. What it loads is told in gongkai/desk/demo/tests."""

import json

import pytest

from gongkai.cli import CANNOT_RUN, FINE, main
from gongkai.desk.demo.loading import LOADED
from gongkai.desk.demonstration import PASSWORD
from gongkai.office import events
from gongkai.office.models import Office

pytestmark = pytest.mark.django_db


def test_real_offices_are_left_alone(town, capsys):
    known = Office.objects.count()

    code = main(["demo"])

    assert code == CANNOT_RUN
    assert "数据库中已有机构" in capsys.readouterr().err
    assert Office.objects.count() == known


def test_if_empty_passes_over_real_offices_in_silence(town, capsys):
    code = main(["demo", "--if-empty"])

    assert code == FINE
    assert capsys.readouterr().out == ""


@pytest.fixture
def loaded(town):
    """The demonstration is there already."""
    events.record(LOADED, town.district, office=town.district, by=None)
    return town


def test_a_second_time_only_tells_the_logins(loaded, capsys):
    code = main(["demo"])

    told = capsys.readouterr().out
    assert code == FINE
    assert "演示数据此前已经装入。" in told
    assert PASSWORD in told
    assert "liwen         李文          平安法治办公室拟稿人（信息员）" in told


def test_programs_read_the_logins_as_json(loaded, capsys):
    main(["demo", "--if-empty", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["loaded"], told["records"]) == (False, None)
    assert [login["username"] for login in told["logins"]["渝中区"]] == ["xufeng"]
