"""出厂流程: the procedures that come with the system, put into the office's own tables where it can edit them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from django.db import transaction

from gongkai.office.models import Office

from .models import Procedure, Stage
from .refusals import ReviewRefused


@cache
def shipped() -> dict[str, list[dict[str, Any]]]:
    """Return the shipped data: `procedure` and `extra` (stages that an office may add)."""
    text = resources.files("gongkai.review").joinpath("data/procedures.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@transaction.atomic
def ship_procedures(office: Office | None = None) -> list[Procedure]:
    """Give the office (all offices where None) the shipped procedures that it does not have; one a class is in use."""
    made, kept = [], set(Procedure.objects.filter(office=office).values_list("name", flat=True))
    for row in shipped()["procedure"]:
        if row["name"] in kept:
            continue
        of_class = {"office": office, "content_class": row.get("content_class", "")}
        in_use = row["active"] and not Procedure.objects.filter(**of_class, is_active=True).exists()
        procedure = Procedure.objects.create(**of_class, name=row["name"], is_active=in_use)
        Stage.objects.bulk_create(stages_of(row["stage"], procedure=procedure))
        made.append(procedure)
    return made


def stages_of(rows: list[dict[str, Any]], *, procedure: Procedure) -> list[Stage]:
    """Return unsaved stages one after another; a row that names no step opens a step of its own."""
    return [Stage(procedure=procedure, **{"order": n, "step": n} | row) for n, row in enumerate(rows, start=1)]


def procedure_for(office: Office, content_class: str) -> Procedure:
    """Return the procedure in use for the class: the office's own before the district's before the shipped one.

    A procedure made for the class goes before one made for all classes, so that a district's rule for one class is not
    undone by an office's general one. An installation without any procedure gets the shipped ones.
    """
    found = _in_use(office, content_class)
    if found is None:
        ship_procedures(None)
        found = _in_use(office, content_class)
    if found is None:
        raise ProcedureMissing(f"{office}没有使用中的审校流程。请信息公开专员先在“审校流程”中启用一个。")
    return found


class ProcedureMissing(ReviewRefused):
    """No procedure is in use."""


def _in_use(office: Office, content_class: str) -> Procedure | None:
    places = [office.pk, office.parent_id, None]
    rows = Procedure.objects.filter(is_active=True, content_class__in={content_class, ""})
    fitting = [row for row in rows if row.office_id in places]
    return min(fitting, key=lambda row: (row.content_class == "", places.index(row.office_id)), default=None)
