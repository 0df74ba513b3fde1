"""Procedures: shipped as data, changed only by new versions, complete or refused."""

import pytest
from django.db import IntegrityError

from gongkai.office.models import Event
from gongkai.review import configuring
from gongkai.review.configuring import MayNotConfigure, ProcedureUnsound
from gongkai.review.models import Procedure
from gongkai.review.shipping import procedure_for, ship_procedures, shipped

ROW = {
    "name": "审校",
    "level": 1,
    "kind": "REVIEW_AND_PROOF",
    "role": "DEPARTMENT_HEAD",
    "secrecy": True,
    "checklist": ["已核对"],
}


@pytest.fixture
def procedure(town):
    return ship_procedures(town.chaotianmen)[0]


@pytest.mark.parametrize("row", shipped()["procedure"], ids=lambda row: row["name"])
def test_every_shipped_procedure_is_sound(row):
    configuring.check_sound(row["stage"])


def test_shipping_twice_ships_once(town):
    ship_procedures(town.chaotianmen)

    assert ship_procedures(town.chaotianmen) == []
    in_use = Procedure.objects.filter(office=town.chaotianmen, is_active=True).values_list("content_class", flat=True)
    assert sorted(in_use) == ["", "APPLICATION_LETTER"]


def test_an_installation_without_procedures_gets_the_shipped_one(town):
    assert procedure_for(town.jiefangbei, "NEWS").name == "三级审校（审校合一）"


def test_the_district_rule_for_a_class_goes_before_the_offices_general_one(town, procedure):
    for office in (town.district, None):
        Procedure.objects.create(office=office, name="规范性文件审校", content_class="NORMATIVE")

    assert procedure_for(town.chaotianmen, "NORMATIVE").office == town.district
    assert procedure_for(town.chaotianmen, "NEWS") == procedure


def test_one_procedure_of_an_office_is_in_use_per_class(town, procedure):
    with pytest.raises(IntegrityError):
        Procedure.objects.create(office=town.chaotianmen, name="另一流程")


def test_one_procedure_for_all_is_in_use_per_class(town):
    Procedure.objects.create(office=None, name="甲")

    with pytest.raises(IntegrityError):
        Procedure.objects.create(office=None, name="乙")


def test_a_revision_is_a_new_version_in_place_of_the_old(town, procedure):
    new = configuring.revise(procedure, stages=[ROW], by=town.zhaomin)

    procedure.refresh_from_db()
    assert (new.version, new.is_active, procedure.is_active) == (2, True, False)
    assert procedure.stages.count() == 3
    assert Event.objects.get(verb="review.procedure_made").actor == town.zhaomin


def test_a_revision_under_another_name_waits_to_be_put_in_use(town, procedure):
    new = configuring.revise(procedure, stages=[ROW], by=town.zhaomin, name="简易流程")

    assert (new.version, new.is_active) == (1, False)
    assert configuring.put_in_use(new, by=town.zhaomin).is_active
    assert Procedure.objects.get(office=town.chaotianmen, content_class="", is_active=True) == new


@pytest.mark.parametrize("name", ["liwen", "wangfang", "chengang", "qiankun", "jiangli", "guchao"])
def test_others_do_not_configure(town, procedure, name):
    with pytest.raises(MayNotConfigure):
        configuring.revise(procedure, stages=[ROW], by=getattr(town, name))


def test_the_district_configures_for_its_offices_and_for_all(town, procedure):
    assert configuring.revise(procedure, stages=[ROW], by=town.xufeng).version == 2
    for_all = ship_procedures(None)[0]
    assert configuring.revise(for_all, stages=[ROW], by=town.xufeng).version == 2
    with pytest.raises(MayNotConfigure):
        configuring.revise(for_all, stages=[ROW], by=town.zhaomin)


@pytest.mark.parametrize(
    ("stages", "said"),
    [
        ([], "至少要有一个环节"),
        ([ROW] * 13, "最多12个"),
        ([ROW | {"level": 2}], "从1起"),
        ([ROW, ROW | {"level": 3, "name": "二审"}], "不能跳级"),
        ([ROW | {"name": str(n), "level": n} for n in range(1, 6)], "最多4级"),
        ([ROW, ROW], "不能重复"),
        ([ROW | {"kind": "PROOF"}], "至少要有一个审核"),
        ([ROW | {"kind": "REVIEW"}], "至少要有一个校对"),
        ([ROW | {"secrecy": False}], "保密审查结论"),
        ([ROW | {"role": "SYSADMIN"}], "不能由系统管理员办理"),
        ([ROW | {"role": "CONTRIBUTOR"}], "不能由拟稿人（信息员）办理"),
        ([ROW | {"checklist": []}], "至少要有一条审校要点"),
        ([ROW, ROW | {"name": "保密审查", "kind": "SECRECY", "secrecy": False}], "是保密审查环节"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_incomplete_procedure_is_refused(town, procedure, stages, said):
    with pytest.raises(ProcedureUnsound, match=said):
        configuring.revise(procedure, stages=stages, by=town.zhaomin)
