"""审校表单的内容: what a reviewer hands in with a verdict, checked on the server whatever the form did."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .models import ErrorKind, Mark, SecrecyConclusion, StageFacts
from .refusals import ReviewRefused


class ChecklistIncomplete(ReviewRefused):
    """An agreement needs every line ticked."""


class OpinionMissing(ReviewRefused):
    """A return says what to change."""


class ProofCountMissing(ReviewRefused):
    """A proof states how many errors it found, if only none."""


class ProofErrorsInconsistent(ReviewRefused):
    """Number and kinds of errors contradict each other."""


class ErrorsNotCorrected(ReviewRefused):
    """A text in which errors were found cannot be agreed to: what is agreed is published to the letter."""


class SecrecyConclusionMissing(ReviewRefused):
    """The stage owes a conclusion of the secrecy review."""


class SecrecyNotCleared(ReviewRefused):
    """The conclusion does not let the text become public."""


class AnswerUnknown(ReviewRefused):
    """A value that the form does not offer."""


@dataclass(frozen=True)
class Answers:
    """Opinion, ticked lines of the checklist (indexes), errors found, secrecy conclusion and marks."""

    text: str = ""
    checked: tuple[int, ...] = ()
    error_count: int | None = None
    error_kinds: tuple[str, ...] = ()
    secrecy: str = ""
    marks: tuple[str, ...] = ()

    @classmethod
    def all_well(cls, stage: StageFacts, text: str = "同意。") -> Answers:
        """Return the answers of somebody who found everything in order at the stage."""
        return cls(
            text=text,
            checked=tuple(range(len(stage.checklist))),
            error_count=0 if stage.proofs else None,
            secrecy=SecrecyConclusion.PUBLIC if stage.secrecy else "",
        )

    def check_agreement(self, stage: StageFacts) -> None:
        """Raise unless these answers allow an agreement at the stage."""
        self._check_known(stage)
        if missing := [line for n, line in enumerate(stage.checklist) if n not in self.checked]:
            raise ChecklistIncomplete(f"尚有审校要点未核对：{'；'.join(missing)}。请逐项核对并勾选后再表示同意。")
        self._check_proof(stage)
        self._check_secrecy(stage)

    def check_return(self, stage: StageFacts) -> None:
        """Raise unless these answers allow the text to be sent back from the stage."""
        self._check_known(stage)
        if not self.text.strip():
            raise OpinionMissing("退回时请写明需要修改的地方。")

    def as_fields(self) -> dict[str, Any]:
        """Return the values under the names of the opinion's fields."""
        tidy = replace(self, text=self.text.strip())
        return {
            "text": tidy.text,
            "checked": sorted(set(tidy.checked)),
            "error_count": tidy.error_count,
            "error_kinds": list(tidy.error_kinds),
            "secrecy": tidy.secrecy,
            "marks": list(tidy.marks),
        }

    def _check_proof(self, stage: StageFacts) -> None:
        if stage.proofs and self.error_count is None:
            raise ProofCountMissing("请填写校对发现的差错数；没有差错请填0。")
        if self.error_count:
            raise ErrorsNotCorrected(
                f"校对发现{self.error_count}处差错，须退回改正，不能直接同意：同意的文稿将原样公开。"
            )

    def _check_secrecy(self, stage: StageFacts) -> None:
        if not stage.secrecy:
            return
        if not self.secrecy:
            raise SecrecyConclusionMissing(f"“{stage.name}”须作出保密审查结论，请选择。")
        if self.secrecy != SecrecyConclusion.PUBLIC:
            label = SecrecyConclusion(self.secrecy).label
            raise SecrecyNotCleared(f"保密审查结论为“{label}”，不能同意公开。请退回并写明处理要求。")
        if Mark.SECRET in self.marks:
            raise SecrecyNotCleared("已勾选“涉密”的文稿不能同意公开。请退回，并按保密规定处理。")

    def _check_known(self, stage: StageFacts) -> None:
        _among(self.error_kinds, ErrorKind.values, "差错类型")
        _among(self.marks, Mark.values, "涉及情形")
        _among([self.secrecy] if self.secrecy else [], SecrecyConclusion.values, "保密审查结论")
        _among(self.checked, range(len(stage.checklist)), "审校要点")
        if self.secrecy and not stage.secrecy:
            raise AnswerUnknown(f"“{stage.name}”不负责保密审查，不能填写保密审查结论。")
        if self.error_count is not None and not 0 <= self.error_count <= 9999:
            raise AnswerUnknown("差错数应为0至9999的整数。")
        if bool(self.error_count) != bool(self.error_kinds) or len(set(self.error_kinds)) > (self.error_count or 0):
            raise ProofErrorsInconsistent(
                "差错数与差错类型不一致：有差错请选择类型，且类型不多于差错数；没有差错请不要选择类型。"
            )


def _among(given: Any, offered: Any, name: str) -> None:
    if strays := [value for value in given if value not in offered]:
        raise AnswerUnknown(f"{name}“{strays[0]}”不在可选范围内，请重新选择。")
