"""审校单的内容: a round, its subject's facts and every opinion, as the plain data that the paper is set from."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from gongkai.papers.review_sheet import ReviewSheet, SheetLine

from .models import Mark, Opinion, Round, SecrecyConclusion, Verdict
from .subjects import SheetFacts

YES, NO, OPEN = "是", "否", "未审查"


def sheet_of(round: Round) -> ReviewSheet:
    """Return the sheet of the round as it stands now."""
    facts = round.subject.review_sheet_facts() if round.subject else SheetFacts()
    secrecy = [opinion for opinion in round.opinions.all() if opinion.secrecy]
    last = secrecy[-1] if secrecy else None
    return ReviewSheet(
        office=round.office.name,
        number=f"{round.pk}-{round.number}",
        title=round.title,
        round=f"第{round.number}轮",
        procedure=str(round.procedure),
        state=round.get_state_display(),
        category=facts.category,
        column=facts.column,
        source=facts.source or (round.department.name if round.department else ""),
        author=round.author.name,
        submitted=f"{round.submitted_by.name} {when(round.started_at)}",
        attribute=facts.attribute,
        basis=facts.basis,
        ticks=tuple((str(mark.label), _tick(mark, last)) for mark in Mark),
        secrecy=_secrecy(last),
        lines=tuple(_lines(round)),
        attachments=facts.attachments,
        planned=when(facts.planned_at),
        published=when(facts.published_at),
        address=facts.address,
        publisher=facts.publisher,
        due=when(facts.due_at),
        overdue={True: "超期", False: "未超期", None: ""}[facts.is_overdue],
        after_check=facts.after_check,
        deviations=tuple(round.deviations()),
        remarks=_remarks(round, facts),
        content_hash=round.content_hash,
        printed=when(timezone.now()),
    )


def when(moment: datetime | None) -> str:
    """Return the moment as papers write it: 2025年3月3日 9:05; empty for None."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日 {local.hour}:{local.minute:02d}"


def _tick(mark: str, opinion: Opinion | None) -> str:
    if opinion is None:
        return OPEN
    return YES if mark in opinion.marks else NO


def _secrecy(opinion: Opinion | None) -> str:
    if opinion is None:
        return ""
    return f"{SecrecyConclusion(opinion.secrecy).label}（{opinion.user_name}，{when(opinion.at)}）"


def _lines(round: Round) -> list[SheetLine]:
    """Return one line per opinion in its order, then one per stage still open, with room to sign."""
    standing = {opinion.pk for opinion in round.standing().values()}
    lines = [_line(opinion, stands=opinion.pk in standing or not opinion.agrees) for opinion in round.opinions.all()]
    return lines + [SheetLine(stage=stage.name, post=stage.role_name) for stage in round.missing_stages()]


def _line(opinion: Opinion, *, stands: bool) -> SheetLine:
    errors = "" if opinion.error_count is None else f"{opinion.error_count}处"
    back = f"（至{opinion.target.name}）" if opinion.target else ""
    return SheetLine(
        stage=opinion.stage.name,
        post=opinion.post_name,
        verdict=opinion.get_verdict_display() + back + ("" if stands else "（后被退回，已失效）"),
        text=opinion.text,
        errors=errors + (f"（{opinion.error_kind_names}）" if opinion.error_kinds else ""),
        name=opinion.user_name + ("（代）" if opinion.is_stand_in else ""),
        at=when(opinion.at),
    )


def _remarks(round: Round, facts: SheetFacts) -> tuple[str, ...]:
    own = ["加急"] if round.is_urgent else []
    own += [f"送审说明：{round.note}"] if round.note else []
    own += [f"结束说明：{round.end_reason}"] if round.end_reason else []
    return (*own, *_earlier_returns(round), *facts.remarks)


def _earlier_returns(round: Round) -> list[str]:
    """Return what earlier rounds sent back, with the errors that their proofs found: the record of corrections."""
    same = Round.objects.filter(subject_type=round.subject_type, subject_id=round.subject_id)
    opinions = Opinion.objects.filter(round__in=same.filter(number__lt=round.number)).exclude(verdict=Verdict.AGREE)
    opinions = opinions.select_related("stage", "round").order_by("round__number", "sequence")
    return [f"第{each.round.number}轮{_returned(each)}" for each in opinions]


def _returned(opinion: Opinion) -> str:
    errors = f"，差错{opinion.error_count}处（{opinion.error_kind_names}）" if opinion.error_count else ""
    act = f"{opinion.stage.name}{opinion.user_name}{opinion.get_verdict_display()}"
    return f"{when(opinion.at)}{act}{errors}：{opinion.text}"
