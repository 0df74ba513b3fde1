"""转为主动公开 (《条例》第四十四条): what was granted becomes a record of the register."""

import pytest

from gongkai.applications.tests import cases, screens
from gongkai.applications.tests.screens import go, page
from gongkai.catalogue.actions import plant_columns
from gongkai.catalogue.models import Column
from gongkai.records.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tenth_of_march")]


def given(street, **more) -> dict:
    plant_columns(street.chaotianmen)
    return {
        "title": "某某路房屋征收补偿情况",
        "kind": "NOTICE",
        "column": Column.objects.get(office=street.chaotianmen, path="tzgg").pk,
        "made_on": "2026-03-09",
        "starts_at": "2026-03-10T09:00",
        "source": "MADE",
        "source_name": "朝天门街道",
        "department": street.safety.pk,
        "is_normative_document": "unknown",
        "attribute": "PROACTIVE",
    } | more


def address(application) -> str:
    return f"/desk/applications/{application.pk}/proactive/"


def test_granted_information_becomes_a_record(street, client):
    application = screens.served(street)
    form = page(go(client, street, "zhaomin", address(application)))

    answer = go(client, street, "zhaomin", address(application), **given(street))

    record = Record.objects.get()
    assert "某某路房屋征收补偿协议" in form
    assert answer["Location"] == record.desk_address()
    assert cases.fresh(application).record == record


def test_it_cannot_become_anything_else(street, client):
    application = screens.served(street)

    answer = go(client, street, "zhaomin", address(application), **given(street, attribute="ON_REQUEST"))

    assert answer.status_code == 422
    assert not Record.objects.exists()
    assert "某某路房屋征收补偿情况" in page(answer)


def test_what_was_withdrawn_is_not_made_public(street, client):
    application = screens.withdrawn(street)

    answer = go(client, street, "zhaomin", address(application), **given(street))

    assert "只有予以公开或部分公开的信息" in page(answer)
    assert not Record.objects.exists()
