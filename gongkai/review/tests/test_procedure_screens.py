"""Configuring on the screen, without script: add, remove, reorder, save as a new version."""

import pytest
from django.urls import reverse

from gongkai.review.models import Procedure
from gongkai.review.procedure_forms import COPIED, initial_of
from gongkai.review.shipping import ship_procedures


@pytest.fixture
def procedure(town):
    return ship_procedures(town.chaotianmen)[0]


@pytest.fixture
def as_(client, town):
    def login(name):
        client.force_login(getattr(town, name), backend="gongkai.office.authority.PostBackend")
        return client

    return login


def posted(procedure, **changes):
    """Return what a browser would post for the unchanged form, with the changes."""
    rows = initial_of(procedure.stages.all())
    data = {"name": procedure.name, "content_class": procedure.content_class}
    data |= {"stages-TOTAL_FORMS": len(rows), "stages-INITIAL_FORMS": len(rows)}
    for number, row in enumerate(rows):
        given = {name: row[name] for name in (*COPIED, "parallel") if row[name] not in (None, False)}
        data |= {f"stages-{number}-{name}": "on" if value is True else value for name, value in given.items()}
        data[f"stages-{number}-ORDER"] = number + 1
    return data | changes


def edit(client, procedure, **changes):
    return client.post(reverse("review_procedure", args=[procedure.pk]), posted(procedure, **changes))


def names(procedure):
    return [stage.name for stage in procedure.stages.all()]


def test_saving_unchanged_makes_an_equal_new_version(as_, procedure):
    answer = edit(as_("zhaomin"), procedure)

    new = Procedure.objects.get(version=2)
    old_facts, new_facts = ([stage.stage_facts() for stage in each.stages.all()] for each in (procedure, new))
    assert answer.status_code == 302
    assert new_facts == old_facts


def test_an_extra_stage_is_added_then_saved(as_, procedure):
    client = as_("zhaomin")
    grown = edit(client, procedure, add="主要领导审定").content.decode()
    stage = {"name": "主要领导审定", "level": 4, "kind": "PRINCIPAL", "role": "PRINCIPAL_LEADER", "ORDER": 4}
    stage |= {"limit_amount": 2, "limit_unit": "WORKDAY", "checklist": "同意公开"}

    edit(client, procedure, **{"stages-TOTAL_FORMS": 4} | {f"stages-3-{key}": value for key, value in stage.items()})

    assert 'value="主要领导审定"' in grown
    assert names(Procedure.objects.get(version=2))[-1] == "主要领导审定"


def test_a_stage_is_removed(as_, procedure):
    edit(as_("zhaomin"), procedure, **{"stages-2-DELETE": "on"})

    assert names(Procedure.objects.get(version=2)) == ["初审、一校", "复审、二校"]


def test_stages_change_places(as_, procedure):
    swapped = {"stages-0-ORDER": 2, "stages-0-level": 2, "stages-1-ORDER": 1, "stages-1-level": 1}

    edit(as_("zhaomin"), procedure, **swapped)

    assert names(Procedure.objects.get(version=2)) == ["复审、二校", "初审、一校", "终审、三校"]


def test_a_parallel_stage_shares_the_step(as_, procedure):
    edit(as_("zhaomin"), procedure, **{"stages-1-parallel": "on"})

    assert [stage.step for stage in Procedure.objects.get(version=2).stages.all()] == [1, 1, 2]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"stages-0-level": "7"}, "不能大于4"),
        ({"stages-0-role": "SYSADMIN"}, "SYSADMIN"),
        ({"stages-0-checklist": "  "}, "必填"),
        ({"stages-0-name": ""}, "必填"),
        ({"stages-1-secrecy": ""}, "保密审查结论"),
        ({"stages-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"name": ""}, "必填"),
        ({"content_class": "NONSENSE"}, "NONSENSE"),
        ({f"stages-{n}-DELETE": "on" for n in range(3)}, "至少要有一个环节"),
    ],
    ids=["级次", "岗位", "要点", "名称", "无保密结论", "表单损坏", "流程名", "类别", "全部删除"],
)
def test_what_cannot_be_is_refused_with_a_reason(as_, procedure, changes, said):
    answer = edit(as_("zhaomin"), procedure, **changes)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Procedure.objects.filter(version=2).exists()


@pytest.mark.parametrize("name", ["liwen", "wangfang", "qiankun"])
def test_others_have_no_such_screen(as_, procedure, name):
    client = as_(name)

    edit(client, procedure)
    client.post(reverse("review_procedure_use", args=[procedure.pk]))

    assert "复审、二校" not in client.get(reverse("review_procedures")).content.decode()
    assert not Procedure.objects.filter(version=2).exists()


def test_the_shipped_procedure_is_copied_and_put_in_use(as_, town):
    shared = ship_procedures(None)[1]
    client = as_("zhaomin")

    client.post(reverse("review_procedure_adopt", args=[shared.pk]), {"office": town.chaotianmen.pk})
    mine = Procedure.objects.get(office=town.chaotianmen)
    client.post(reverse("review_procedure_use", args=[mine.pk]))

    mine.refresh_from_db()
    assert mine.is_active
    assert mine.stages.count() == 6


@pytest.mark.parametrize("office", ["", "x", "999999"], ids=["空", "非数", "没有"])
def test_a_copy_into_nowhere_is_not_found(as_, town, office):
    shared = ship_procedures(None)[1]

    answer = as_("zhaomin").post(reverse("review_procedure_adopt", args=[shared.pk]), {"office": office})

    assert answer.status_code == 404


def test_the_list_shows_the_latest_versions(as_, procedure):
    client = as_("zhaomin")
    edit(client, procedure)

    page = client.get(reverse("review_procedures")).content.decode()

    assert "三级审校（审校合一）（第2版）" in page
    assert "使用中" in page
