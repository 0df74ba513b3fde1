"""演示文书: a letter of a case from the draft through its signatures to its addressee, each act the real one."""

from __future__ import annotations

from typing import Any

from gongkai.applications import acts
from gongkai.applications.acts.sending import Dispatch
from gongkai.applications.models import (
    Application,
    CaseFile,
    Consultation,
    Delivery,
    DeliveryWay,
    FileKind,
    Letter,
)
from gongkai.law.letters import LetterKind
from gongkai.office.models import User

from . import files
from .clock import Story
from .signing import Signing


class Writing(Signing):
    """A case whose letters are drafted, signed and sent by its office."""

    application: Application
    handler: User
    delivery: Delivery
    way: str
    release: CaseFile | None

    agreements = ("同意。", "已核对，同意。", "事实清楚，同意。")

    def _letter(
        self, kind: LetterKind, *, by_post: bool = False, consultation: Consultation | None = None, **terms: Any
    ) -> Story:
        yield self._later("draft")
        letter = acts.draft(self.application, kind, by=self.handler, terms=terms, consultation=consultation, at=self.at)
        yield from self._release_to_review(letter)
        yield from self._agree()
        yield from self._send(letter, DeliveryWay.POST if by_post else self.way)

    def _draft_reply(self, kind: LetterKind) -> Story:
        """Draft the reply, enclose what was released, and send it to be signed."""
        yield self._later("draft")
        letter = acts.draft(self.application, kind, by=self.handler, at=self.at)
        if self.release:
            yield self._later("enclose")
            acts.enclose(letter, [self.release], by=self.handler, at=self.at)
        yield from self._release_to_review(letter)
        self.reply_letter = letter

    def _release_to_review(self, letter: Letter) -> Story:
        yield self._later("submit")
        self.round, self.agreed = acts.release_to_review(letter, by=self.handler, at=self.at), []

    def _send(self, letter: Letter, way: str) -> Story:
        yield self._later("send")
        day = self.at.astimezone(self.hours.zone).date()
        number = f"示例{letter.pk:08d}" if way == DeliveryWay.POST else ""
        dispatch = Dispatch(way=way, on=day, tracking_number=number)
        self.delivery = acts.send(letter, dispatch, by=self.handler, at=self.at)

    def _record_service(self) -> Story:
        """Note that the last letter arrived, with a proof unless it was fetched or handed over at once."""
        yield self._later("serve")
        day, way = self.at.astimezone(self.hours.zone).date(), self.delivery.way
        if way == DeliveryWay.DOWNLOAD:
            acts.record_service(self.delivery, on=day, by=None, at=self.at)
        elif way != DeliveryWay.ON_SITE:
            upload = files.paper("送达回证（示例）", ["上述文书已经送达。", "签收人：（签名）"])
            proof = acts.add_file(
                self.application, upload, kind=FileKind.SERVICE, title="送达回证", by=self.handler, at=self.at
            )
            acts.record_service(self.delivery, on=day, proof=proof, by=self.handler, at=self.at)
