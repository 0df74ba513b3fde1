"""告知征求意见: which open consultations the applicant has not been told of (《条例》第三十三条第三款).

The time of a consultation is taken out of his period, so he is told of it by a letter of its own. It is easily forgotten,
since nothing waits for it; hence the case shows it and the queue asks for it until it has gone out.
"""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.law.letters import LetterKind

from .models import Consultation, Letter, LetterState

UNDER_WAY = frozenset({LetterState.IN_REVIEW, LetterState.SIGNED, LetterState.SENT})
"""A notice that somebody else has in hand, or that has gone out: whoever handles the case need not write it."""


def untold(
    consultations: Iterable[Consultation], letters: Iterable[Letter], *, since: frozenset[LetterState]
) -> list[Consultation]:
    """Return the open consultations without a notice to the applicant that has come as far as one of these states."""
    notices = {
        each.consultation_id for each in letters if each.kind == LetterKind.CONSULTATION_NOTICE and each.state in since
    }
    return [each for each in consultations if each.is_open and each.pk not in notices]
