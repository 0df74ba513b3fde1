"""Applications by the hundred, for counting: rows with kind, day of receipt, day of end and outcome, and nothing else.

Whoever needs letters, deliveries and clocks tells a story with `gongkai.applications.tests.cases`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gongkai.applications.models import (
    Applicant,
    ApplicantKind,
    Application,
    IdentityType,
    ObtainWay,
    ProvideForm,
    Remedy,
)
from gongkai.applications.states import State
from gongkai.law.receipt import Channel
from gongkai.office.models import Office

_numbers = itertools.count(1)


class Row(NamedTuple):
    """One application as the casebook has it."""

    kind: str
    received_on: date
    ended_on: date | None = None
    outcome: str = ""


def enter(office: Office, rows: Iterable[Row]) -> list[Application]:
    """Put the applications on record, in a few statements."""
    given = list(rows)
    applicants = Applicant.objects.bulk_create(
        [Applicant(kind=row.kind, name="张三", identity_type=IdentityType.OTHER_DOCUMENT) for row in given],
        batch_size=500,
    )
    made = [_application(office, who, row) for who, row in zip(applicants, given, strict=True)]
    return Application.objects.bulk_create(made, batch_size=500)


def _application(office: Office, applicant: Applicant, row: Row) -> Application:
    return Application(
        office=office,
        number=f"{row.received_on.year}-{next(_numbers):05d}",
        applicant=applicant,
        channel=Channel.WEB.value,
        provide_form=ProvideForm.PAPER,
        obtain_way=ObtainWay.POST,
        received_on=row.received_on,
        state=State.SERVED if row.ended_on else State.DRAFTING,
        ended_on=row.ended_on,
        outcome=row.outcome,
    )


def one(office: Office, received_on: date, ended_on: date | None = None, outcome: str = "", **more: str) -> Application:
    """Put one application on record."""
    (application,) = enter(
        office, [Row(more.get("kind", ApplicantKind.NATURAL_PERSON), received_on, ended_on, outcome)]
    )
    return application


def dispute(application: Application, kind: str, received_on: date, ended_on: date | None = None, **more) -> Remedy:
    """Put a reconsideration or a lawsuit over the application on record."""
    result = more.pop("result", "UPHELD") if ended_on else ""
    return Remedy.objects.create(
        office=application.office,
        application=application,
        kind=kind,
        authority="重庆市渝中区人民政府",
        received_on=received_on,
        ended_on=ended_on,
        result=result,
        **more,
    )
