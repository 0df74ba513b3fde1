"""互不告知: the applicant is not told who the third party is, and nobody else is told who applied.

《条例》第十五条、第三十二条 protect the third party; the applicant's identity is nobody's business but the office's. Whoever
has to name one to the other writes it in by hand, and answers for it in review.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.applications.case import Case
from gongkai.applications.models import Applicant, Consultation
from gongkai.applications.transitions import ActRefused
from gongkai.law.letters import Addressee, LetterKind

from .wording import one_line

SHORTEST = 2
"""A single character is too common a word to be told from a name."""


def refuse_telling(content: dict[str, Any], case: Case, kind: LetterKind, consultation: Consultation | None) -> None:
    """Refuse a draft that tells one party who the other is.

    :raises ActRefused: without repeating what it found.
    """
    text = "\n".join([content["title"], content["body"], *content["enclosures"], content["note"]])
    if kind.addressee is Addressee.APPLICANT:
        if _holds(text, third_parties(case, known=case.application.wording().said)):
            raise ActRefused("致申请人的文书中出现了第三方的姓名或者名称，不得告知申请人。请改写理由等内容后再拟稿。")
        return
    own = consultation.name if consultation else ""
    if _holds(text, _identity(case.application.applicant, known=own)):
        raise ActRefused("致申请人以外的文书中出现了申请人的身份信息，不得告知他人。请改写有关内容后再拟稿。")
    if kind.addressee is Addressee.THIRD_PARTY and _holds(text, third_parties(case, known=own)):
        raise ActRefused("文书中出现了其他第三方的姓名或者名称。请改写有关内容后再拟稿。")


def third_parties(case: Case, *, known: str) -> list[str]:
    """Return the names of the third parties that were asked, longest first, but for those that `known` holds anyway."""
    names = {one_line(each.name) for each in case.consultations if each.is_private_party}
    return sorted(_telling(names, known), key=len, reverse=True)


def without_third_parties(text: str, case: Case) -> str:
    """Return the text with the third parties' names taken out, but for those that the applicant named himself."""
    for name in third_parties(case, known=case.application.wording().said):
        text = text.replace(name, "第三方")
    return text


def _identity(applicant: Applicant, *, known: str) -> list[str]:
    values = {one_line(getattr(applicant, field)) for field in Applicant.PERSONAL if field != "postcode"}
    return _telling(values, known)


def _telling(values: Iterable[str], known: str) -> list[str]:
    return [each for each in values if len(each) >= SHORTEST and each not in known]


def _holds(text: str, values: Iterable[str]) -> bool:
    return any(each in text for each in values)
