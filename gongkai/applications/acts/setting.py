"""依申请公开设置: what an office sets for itself, each change an event; a template is tried before it is taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.applications.models import CaseRules
from gongkai.applications.transitions import ActRefused
from gongkai.office import events
from gongkai.office.authority import post_for
from gongkai.office.models import Office, Role, User
from gongkai.papers.filling import TemplateBroken
from gongkai.papers.letter import Block, Letter, letter_docx

KEEPERS = (Role.DISCLOSURE_OFFICER, Role.SYSADMIN)


@transaction.atomic
def set_rules(office: Office, *, by: User, at: datetime | None = None, **given: Any) -> CaseRules:
    """Set the office's rules; the event names the fields that changed.

    :raises ActRefused: when a value contradicts another, or the template leaves out a part of a letter.
    """
    post = post_for(by, KEEPERS, office, to_do="修改依申请公开设置")
    rules = CaseRules.objects.select_for_update(of=("self",)).filter(office=office).first() or CaseRules(office=office)
    changed = [name for name, value in given.items() if getattr(rules, name) != value]
    if given.get("letter_template"):
        try_template(given["letter_template"], office)
    for name, value in given.items():
        setattr(rules, name, value)
    try:
        rules.full_clean()
    except ValidationError as wrong:
        raise ActRefused(*wrong.messages) from wrong
    rules.save()
    if changed:
        data = {"changed": sorted(changed)}
        events.record("applications.rules_changed", rules, office=office, by=by, post=post, data=data, at=at)
    return rules


def try_template(template: bytes, office: Office) -> None:
    """Fill the template with a letter that has every part which letters of a case have.

    :raises ActRefused: with what is wrong with it.
    """
    try:
        letter_docx(_sample(office), template=template)
    except TemplateBroken as broken:
        raise ActRefused(str(broken)) from broken


def _sample(office: Office) -> Letter:
    return Letter(
        office=office.name,
        title="政府信息公开申请答复书",
        number=f"{CaseRules.of(office).word}〔2026〕1号",
        addressee="张三",
        blocks=(Block(kind="heading", text="一、申请情况"), Block(text="本机关收到您的申请，现答复如下。")),
        enclosures=("提供的信息（共2页）",),
        signed=date(2026, 1, 5),
        contact="联系人：李四",
        note="一式两份",
    )
