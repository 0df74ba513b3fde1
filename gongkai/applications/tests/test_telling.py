"""征求意见告知书: asked for until it has gone out, and never in the way of the work (《条例》第三十三条第三款)."""

from datetime import date

import pytest

from gongkai.applications import acts
from gongkai.applications.case import Case
from gongkai.applications.models import LetterState
from gongkai.applications.queues import TELL_APPLICANT, waiting_for
from gongkai.applications.screens.next_steps import next_steps
from gongkai.applications.tests import cases
from gongkai.applications.tests.cases import noon
from gongkai.law.letters import LetterKind

pytestmark = pytest.mark.django_db
SIXTH, NINTH, TENTH = (date(2026, 3, n) for n in (6, 9, 10))
SENT = frozenset({LetterState.SENT})


@pytest.fixture
def consulting(street):
    """A third party has been asked by a letter of 6 March; nobody told the applicant."""
    application = cases.received(street, date(2026, 3, 2))
    return cases.consulted(street, application, sent_on=SIXTH)


def seen(town, consultation):
    """Return what 李文 sees on 10 March: the warning, the steps, the queue."""
    case = Case(cases.fresh(consultation.application), TENTH, town.liwen)
    steps = [step.label for step in next_steps(case)]
    return case.untold(since=SENT), steps, [task.act for task in waiting_for(town.liwen, noon(TENTH))]


def drafted(town, consultation):
    kind = LetterKind.CONSULTATION_NOTICE
    return acts.draft(consultation.application, kind, by=town.liwen, consultation=consultation, at=noon(NINTH))


def test_a_forgotten_notice_is_asked_for_everywhere(street, consulting):
    warned, steps, queue = seen(street, consulting)

    assert (warned, queue) == ([consulting], [TELL_APPLICANT])
    assert steps[0] == TELL_APPLICANT


def test_a_draft_is_to_be_signed_first(street, consulting):
    drafted(street, consulting)

    warned, steps, queue = seen(street, consulting)

    assert (warned, queue) == ([consulting], [TELL_APPLICANT])
    assert steps[0] == "核对并送审签：征求意见告知书"
    assert TELL_APPLICANT not in steps


def test_a_notice_that_went_out_is_not_asked_for_again(street, consulting):
    letter = cases.signed(street, drafted(street, consulting), NINTH)
    assert seen(street, consulting)[2] == ["发出征求意见告知书"]

    acts.send(letter, cases.posted(NINTH), by=street.liwen, at=noon(NINTH))

    warned, steps, queue = seen(street, consulting)
    assert (warned, queue) == ([], [])
    assert TELL_APPLICANT not in steps


def test_an_opinion_makes_the_notice_pointless(street, consulting):
    acts.take_opinion(consulting, on=NINTH, opinion="AGREES", reasons="", by=street.liwen, at=noon(NINTH))

    warned, steps, queue = seen(street, consulting)
    assert (warned, queue) == ([], ["办理"])
    assert TELL_APPLICANT not in steps
