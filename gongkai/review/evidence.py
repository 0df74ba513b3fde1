"""审校留痕: the chain of digests of a round, from the manuscript over every opinion, and the search for breaks in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from .models import Manuscript, Opinion, Round, RoundState, Verdict
from .subjects import hash_of


def manuscript_digest(round: Round, manuscript: Manuscript) -> str:
    """Return the digest over what the round froze: text, rendering, stages, people, office."""
    return _digest(
        {
            "subject": [round.subject_type.app_label, round.subject_type.model, round.subject_id, round.number],
            "place": [round.office_id, round.department_id],
            "people": [round.author_id, round.submitted_by_id, round.submitted_post_id, sorted(round.editor_ids)],
            "rule": [round.procedure_id, round.min_people, round.deviation],
            "title": [round.title, round.content_class, round.is_urgent, round.note],
            "content": round.content_hash,
            "render": hashlib.sha256(manuscript.render.encode()).hexdigest(),
            "stages": [stage.stage_facts() for stage in round.stages.all()],
            "at": _stamp(round.started_at),
        }
    )


def opinion_digest(opinion: Opinion) -> str:
    """Return the digest over the row and the digest before it."""
    left_out = {"id", "digest", "at"}
    facts = {
        field.attname: getattr(opinion, field.attname)
        for field in Opinion._meta.local_fields
        if field.attname not in left_out
    }
    return _digest(facts | {"at": _stamp(opinion.at)})


def is_whole(round: Round) -> bool:
    """Return whether the round's evidence is unbroken."""
    return next(breaks(round), None) is None


def broken_rounds() -> Iterator[str]:
    """Yield a sentence for every break in the evidence of any round (`gongkai audit verify`)."""
    rounds = Round.objects.select_related("manuscript", "subject_type")
    for round in rounds.prefetch_related("stages", "opinions__stage", "opinions__target").order_by("pk").iterator(200):
        yield from breaks(round)


def breaks(round: Round) -> Iterator[str]:
    """Yield a sentence per break: frozen text, chain of opinions, and the state that follows from them."""
    name = f"审校轮次 {round.pk}（{round.title}）"
    manuscript = Manuscript.objects.filter(round=round).first()
    if manuscript is None:
        yield f"{name}没有送审稿。"
        return
    if hash_of(manuscript.content) != round.content_hash:
        yield f"{name}的送审稿与内容摘要不符：该记录被改动过。"
    if manuscript_digest(round, manuscript) != manuscript.digest:
        yield f"{name}送审时冻结的内容与摘要不符：该记录被改动过。"
    yield from _broken_opinions(round, manuscript.digest, name)
    if _state_of(round) != round.state:
        yield f"{name}的状态“{round.get_state_display()}”与审校意见不符。"


def _broken_opinions(round: Round, previous: str, name: str) -> Iterator[str]:
    for opinion in round.opinions.all():
        if opinion.previous != previous:
            yield f"{name}第{opinion.sequence}条意见与前一条不相接：此前有记录被删除、插入或改动。"
        if opinion_digest(opinion) != opinion.digest or opinion.content_hash != round.content_hash:
            yield f"{name}第{opinion.sequence}条意见与摘要不符：该记录被改动过。"
        previous = opinion.digest
    if previous != round.head_digest:
        yield f"{name}末尾摘要不符：末尾有意见被删除或添加。"


def _state_of(round: Round) -> str:
    """Return the state that the opinions lead to; a round cut short may be voided or withdrawn besides."""
    opinions = list(round.opinions.all())
    if opinions and opinions[-1].verdict == Verdict.RETURN_TO_AUTHOR:
        return RoundState.RETURNED
    if not round.missing_stages():
        return RoundState.CLOSED
    cut_short = round.state in (RoundState.VOIDED, RoundState.WITHDRAWN)
    return round.state if cut_short else RoundState.RUNNING


def _digest(facts: dict[str, Any]) -> str:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _stamp(at: datetime) -> str:
    return at.astimezone(timezone.get_default_timezone()).isoformat(timespec="microseconds")
