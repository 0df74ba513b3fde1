"""Sealed fields: clear in Python, a token in the column, and nothing readable in the file of the database."""

from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Q

from gongkai.office import events
from gongkai.office.encryption import (
    EncryptedJSONField,
    EncryptedTextField,
    NeverExported,
    NotSearchable,
    SealBroken,
    reseal,
    unseal,
)
from gongkai.office.models import Event, RowIsEvidence
from gongkai.office.tests.sample.models import Visitor

from .test_sealing import NEW, OLD

PAPERS = {"证件": ["50010119900101123X", 1], "备注": None}
SECRETS = ("欧阳测试甲", "13800001234", "50010119900101123X")


@pytest.fixture(autouse=True)
def _own_ring(settings):
    settings.DATA_KEYS = OLD


@pytest.fixture
def visitor(db) -> Visitor:
    return Visitor.objects.create(name="欧阳测试甲", phone="13800001234", papers=PAPERS)


def stored(column: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM office_sample_visitor")
        return cursor.fetchone()[0]


def test_values_come_back_as_they_were(visitor):
    row = Visitor.objects.get()

    assert (row.name, row.phone, row.fax, row.papers) == ("欧阳测试甲", "13800001234", None, PAPERS)


def test_raw_sql_shows_tokens_alone(visitor):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM office_sample_visitor")
        seen = str(cursor.fetchall())

    assert not [secret for secret in SECRETS if secret in seen]
    assert stored("name").startswith("gk1.old.")


def test_what_is_empty_stays_empty(db):
    Visitor.objects.create(name="", fax=None, papers={})

    assert [stored(column) for column in ("name", "phone", "fax", "papers")] == ["", "", None, ""]
    assert (Visitor.objects.get().papers, Visitor.objects.get().fax) == ({}, None)


@pytest.mark.parametrize("value", [[], 0, "", False, ["甲"], {"甲": {}}], ids=str)
def test_any_other_json_is_sealed(db, value):
    Visitor.objects.create(name="甲", papers=value)

    assert stored("papers").startswith("gk1.")
    assert Visitor.objects.get().papers == value


def test_a_value_moved_to_another_column_is_refused(visitor):
    Visitor.objects.update(phone=F("name"))

    with pytest.raises(SealBroken):
        Visitor.objects.get()


def test_a_damaged_value_is_refused_and_never_read_as_empty(visitor):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE office_sample_visitor SET name = 'x' || name")

    with pytest.raises(SealBroken):
        Visitor.objects.get()


@pytest.mark.parametrize(
    "condition",
    [
        Q(name="欧阳测试甲"),
        Q(name__contains="欧"),
        Q(name__in=["欧阳测试甲"]),
        Q(name__gt=""),
        Q(name__regex="."),
        Q(name__length=5),
        Q(name=F("phone")),
        Q(papers=PAPERS),
        Q(papers__证件=1),
    ],
    ids=["相等", "包含", "之一", "大于", "正则", "长度", "与另一栏相等", "内容相等", "内容的键"],
)
def test_no_lookup_reads_a_value(visitor, condition):
    with pytest.raises(NotSearchable, match="加密存放"):
        Visitor.objects.filter(condition).exists()


def test_emptiness_can_be_asked_for(visitor):
    Visitor.objects.create(name="")

    assert Visitor.objects.filter(name="").count() == 1
    assert Visitor.objects.exclude(papers={}).get() == visitor
    assert Visitor.objects.filter(fax__isnull=True).count() == 2


def test_deferred_and_bare_values_are_opened(visitor):
    row = Visitor.objects.defer("name").get()

    assert row.name == "欧阳测试甲"
    assert Visitor.objects.values_list("phone", flat=True).get() == "13800001234"


def test_updates_of_every_kind_are_sealed(visitor):
    visitor.name = "乙"
    Visitor.objects.bulk_update([visitor], ["name"])
    Visitor.objects.update(phone="13900005678")

    assert stored("name").startswith("gk1.")
    assert stored("phone").startswith("gk1.")
    assert (Visitor.objects.get().name, Visitor.objects.get().phone) == ("乙", "13900005678")


def test_a_field_renamed_keeps_its_former_purpose(visitor):
    Visitor.objects.update(former_name="丙")

    assert unseal(stored("former_name"), purpose="office_sample.guest.name") == "丙"


@pytest.mark.parametrize(
    "field", [EncryptedTextField("姓名", blank=True), EncryptedJSONField("内容", default=dict, purpose="p")], ids=str
)
def test_a_migration_writes_the_field_as_it_is(field):
    written = MigrationWriter.serialize(field)[0]

    assert written.startswith("gongkai.office.encryption.Encrypted")
    assert field.clone().deconstruct() == field.deconstruct()


def test_a_form_takes_json_and_refuses_what_is_none():
    field = Visitor._meta.get_field("papers").formfield()

    assert field.clean('{"甲": 1}') == {"甲": 1}
    with pytest.raises(ValidationError, match="格式有误"):
        field.clean("{")


def test_no_row_is_written_out_in_clear(visitor):
    """Wagtail's revisions and Django's fixtures are such copies."""
    with pytest.raises(NeverExported, match="不能导出"):
        serializers.serialize("json", [visitor])


def test_resealing_moves_rows_to_the_newest_key(settings, visitor):
    settings.DATA_KEYS = f"{NEW},{OLD}"

    written = reseal(Visitor.objects.all(), ["name", "papers"])

    assert written == 1
    assert stored("name").startswith("gk1.new.")
    assert stored("phone").startswith("gk1.old.")
    settings.DATA_KEYS = NEW
    assert Visitor.objects.only("name", "papers").get().papers == PAPERS


def test_evidence_is_not_resealed(town):
    events.record("office.tested", town.chaotianmen, office=town.chaotianmen, by=None)

    with pytest.raises(RowIsEvidence):
        reseal(Event.objects.all(), ["data"])


@pytest.mark.django_db(transaction=True)
def test_the_file_of_the_database_holds_no_value():
    if connection.vendor != "sqlite":
        pytest.skip("只有 SQLite 把数据库放在一个文件里。")
    Visitor.objects.create(name="欧阳测试甲", phone="13800001234", papers=PAPERS)
    Visitor.objects.filter(phone="").exists()

    place = Path(connection.settings_dict["NAME"])
    held = b"".join(file.read_bytes() for file in place.parent.glob(f"{place.name}*"))

    assert b"gk1.old." in held
    assert not [secret for secret in SECRETS if secret.encode() in held]
