"""Two reviewers at the same instant: one signature (SQLite by IMMEDIATE transactions, PostgreSQL by the row lock)."""

import threading

import pytest
from django.db import connection, transaction

from gongkai.office import events
from gongkai.office.models import Role
from gongkai.office.tests.people import appoint, make_town
from gongkai.review import actions, evidence
from gongkai.review.answers import Answers
from gongkai.review.models import Round, RoundState
from gongkai.review.refusals import ReviewRefused

from .story import FIRST, SECOND, Story

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3


@pytest.fixture
def story() -> Story:
    return Story(make_town())


def at_once(*acts) -> list[str]:
    """Let every act begin at the same instant in a thread and connection of its own; return what each came to."""
    gate, outcomes = threading.Barrier(len(acts)), ["" for _ in acts]

    def run(place, act):
        try:
            gate.wait(timeout=10)
            act()
            outcomes[place] = "ok"
        except ReviewRefused as refusal:
            outcomes[place] = type(refusal).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(outcomes)


def signing(round, user, stage_name=FIRST):
    stage = round.stages.get(name=stage_name)
    return lambda: actions.agree(round, by=user, stage=stage, answers=Answers.all_well(stage))


def returning(round, user):
    stage = round.stages.get(name=FIRST)
    return lambda: actions.return_to_author(round, by=user, stage=stage, answers=Answers(text="不妥。"))


@pytest.mark.parametrize("time", range(TIMES))
def test_two_heads_agree_at_once_and_one_has_signed(story, time):
    appoint(story.town.hanlei, Role.DEPARTMENT_HEAD, story.town.chaotianmen)
    round = story.submit()

    outcomes = at_once(signing(round, story.town.wangfang), signing(round, story.town.hanlei))

    assert outcomes == ["StageNotOpen", "ok"]
    assert round.opinions.count() == 1
    assert [stage.name for stage in story.again(round).open_stages()] == [SECOND]
    assert list(evidence.broken_rounds()) == list(events.broken_links()) == []


@pytest.mark.parametrize("time", range(TIMES))
def test_a_double_click_signs_once(story, time):
    round = story.submit()

    outcomes = at_once(*[signing(round, story.town.wangfang)] * 4)

    assert outcomes == ["StageNotOpen"] * 3 + ["ok"]
    assert round.opinions.count() == 1


@pytest.mark.parametrize("time", range(TIMES))
def test_an_agreement_and_a_return_at_once_do_not_both_count(story, time):
    appoint(story.town.hanlei, Role.DEPARTMENT_HEAD, story.town.chaotianmen)
    round = story.submit()

    outcomes = at_once(signing(round, story.town.wangfang), returning(round, story.town.hanlei))

    opinion = round.opinions.get()
    assert "ok" in outcomes
    assert len(set(outcomes)) == 2
    assert story.again(round).state == (RoundState.RUNNING if opinion.agrees else RoundState.RETURNED)
    assert list(evidence.broken_rounds()) == []


@pytest.mark.parametrize("time", range(TIMES))
def test_a_text_submitted_twice_at_once_has_one_round(story, time):
    subject = story.write()
    story.submit(story.write(title="先行通知"))

    outcomes = at_once(*[lambda: actions.submit(subject, by=story.town.liwen)] * 2)

    assert outcomes == ["AlreadyRunning", "ok"]
    assert Round.objects.of(subject).count() == 1


def test_reviews_of_different_texts_do_not_break_the_chain_of_events(story):
    rounds = [story.submit(story.write(title=f"通知{n}")) for n in range(5)]

    outcomes = at_once(*[signing(round, story.town.wangfang) for round in rounds])

    assert outcomes == ["ok"] * 5
    assert list(events.broken_links()) == list(evidence.broken_rounds()) == []


@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs GONGKAI_DATABASE=postgres://…")
def test_the_second_reviewer_waits_for_the_row_lock_of_the_first(story):
    appoint(story.town.hanlei, Role.DEPARTMENT_HEAD, story.town.chaotianmen)
    round = story.submit()
    second = threading.Thread(target=at_once, args=[signing(round, story.town.hanlei)])

    with transaction.atomic():
        signing(round, story.town.wangfang)()
        second.start()
        second.join(timeout=1)
        waited = second.is_alive()
    second.join(timeout=30)

    assert waited
    assert [opinion.user.name for opinion in round.opinions.all()] == ["王芳"]
