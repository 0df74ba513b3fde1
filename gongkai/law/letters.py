"""文书：依申请公开用到的每一种文书，依据、收件人、是否审签。

What lives here: which letters and forms there are and what the law says of each. Their wording is made from the case,
their shape by `papers`.
"""

import tomllib
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from gongkai.law.articles import cited


class Addressee(StrEnum):
    """To whom a letter goes."""

    APPLICANT = "APPLICANT"
    THIRD_PARTY = "THIRD_PARTY"
    AGENCY = "AGENCY"
    OFFICE = "OFFICE"

    @property
    def label(self) -> str:
        return {"APPLICANT": "申请人", "THIRD_PARTY": "第三方", "AGENCY": "其他机关", "OFFICE": "本机关"}[self]


class LetterKind(StrEnum):
    """A letter or form of the procedure."""

    SUBMISSION_RECEIPT = "SUBMISSION_RECEIPT"
    REGISTRATION_FORM = "REGISTRATION_FORM"
    REGISTRATION_RECEIPT = "REGISTRATION_RECEIPT"
    CORRECTION_NOTICE = "CORRECTION_NOTICE"
    REASONS_NOTICE = "REASONS_NOTICE"
    EXTENSION_NOTICE = "EXTENSION_NOTICE"
    DELAY_NOTICE = "DELAY_NOTICE"
    THIRD_PARTY_CONSULTATION = "THIRD_PARTY_CONSULTATION"
    CO_MAKER_CONSULTATION = "CO_MAKER_CONSULTATION"
    AGENCY_CONSULTATION = "AGENCY_CONSULTATION"
    CONSULTATION_NOTICE = "CONSULTATION_NOTICE"
    CONSULTATION_CONFIRMATION = "CONSULTATION_CONFIRMATION"
    FEE_NOTICE = "FEE_NOTICE"
    DISCLOSURE_NOTICE = "DISCLOSURE_NOTICE"
    REPLY = "REPLY"
    NO_FURTHER_PROCESSING = "NO_FURTHER_PROCESSING"
    WITHDRAWAL_CONFIRMATION = "WITHDRAWAL_CONFIRMATION"
    RECTIFICATION_REPLY = "RECTIFICATION_REPLY"
    REFERRAL = "REFERRAL"
    SERVICE_RECORD = "SERVICE_RECORD"
    APPROVAL_SLIP = "APPROVAL_SLIP"
    FILE_LIST = "FILE_LIST"

    @property
    def label(self) -> str:
        return str(self._row["label"])

    @property
    def basis(self) -> tuple[str, ...]:
        """The clauses on which the letter rests, as a paper cites them."""
        return tuple(map(cited, self._row["basis"]))

    @property
    def addressee(self) -> Addressee:
        return Addressee(self._row["addressee"])

    @property
    def is_reviewed(self) -> bool:
        """Whether the letter is reviewed and signed before it leaves."""
        return bool(self._row["is_reviewed"])

    @property
    def remedy(self) -> str:
        """The class of its remedy paragraph; BY_OUTCOME where the outcome of the case decides."""
        return str(self._row["remedy"])

    @property
    def _row(self) -> dict[str, Any]:
        return _shipped()[self.value]


@cache
def _shipped() -> dict[str, dict[str, Any]]:
    text = resources.files("gongkai.law").joinpath("data/letters.toml").read_text(encoding="utf-8")
    return {row["kind"]: row for row in tomllib.loads(text)["letter"]}
