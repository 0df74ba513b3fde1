"""送达申请人的文书: the letters of a case that went to its applicant, and what was enclosed with them; nothing else of it.

A case also sends letters to third parties and other agencies, and keeps files that nobody outside may see. What is handed
out here must be addressed to the applicant, belong to a dispatch of this very case, and be made to be sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.applications.models import Application, CaseFile, Delivery, DeliveryWay
from gongkai.applications.release import unproven
from gongkai.law.letters import Addressee, LetterKind
from gongkai.publishing import addresses

TO_APPLICANT = [kind.value for kind in LetterKind if kind.addressee is Addressee.APPLICANT]


@dataclass(frozen=True)
class Handed:
    """One dispatch as the applicant sees it."""

    delivery: Delivery
    url: str

    @property
    def title(self) -> str:
        return self.delivery.letter.get_kind_display()

    @property
    def number(self) -> str:
        return self.delivery.letter.number

    @property
    def way(self) -> str:
        return self.delivery.get_way_display()

    @property
    def sent_on(self) -> date:
        return self.delivery.sent_on

    @property
    def delivered_on(self) -> date | None:
        return self.delivery.delivered_on

    @property
    def awaits_taking(self) -> bool:
        """Test if the applicant is to fetch it here, and has not yet."""
        return self.delivery.way == DeliveryWay.DOWNLOAD and self.delivery.delivered_on is None

    @property
    def begins_remedies(self) -> bool:
        """Test if periods of reconsideration and litigation run from its arrival: a notice on the way to the reply has none."""
        return bool(self.delivery.letter.remedy_version)

    @property
    def files(self) -> list[CaseFile]:
        """The letter and what was enclosed, as far as it may be handed out."""
        papers = [*filter(None, [self.delivery.letter.paper]), *self.delivery.enclosures.order_by("pk")]
        own = [each for each in papers if each.application_id == self.delivery.application_id and each.may_be_sent]
        return [each for each in own if not unproven([each])]


def handed_to_applicant(application: Application) -> list[Handed]:
    """Return the dispatches to the applicant, the latest first."""
    rows = application.deliveries.filter(letter__kind__in=TO_APPLICANT, letter__application=application)
    office = application.office.slug
    return [
        Handed(row, addresses.delivery(office, row.pk))
        for row in rows.select_related("letter__paper").order_by("-sent_on", "-pk")
    ]
