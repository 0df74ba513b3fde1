"""No sequence of acts closes a round without every stage agreed by distinct, entitled people on exactly this text."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gongkai.office.models import Post, Role, User
from gongkai.office.tests.people import appoint
from gongkai.review import actions, evidence
from gongkai.review.answers import Answers
from gongkai.review.models import Round, RoundState
from gongkai.review.refusals import ReviewRefused

from .sample.models import Announcement
from .story import Story

SMALL_TOWN = ["liwen", "wangfang", "zhaomin", "chengang", "wujing", "zhenghao", "fengxue", "sunyue", "guchao"]
people = st.sampled_from(SMALL_TOWN)
stage_numbers = st.integers(0, 5)
roles = st.sampled_from([Role.DEPARTMENT_HEAD, Role.DISCLOSURE_OFFICER, Role.LEADER_IN_CHARGE, Role.PROOFREADER])


class Review(RuleBasedStateMachine):
    """People act at random; the machine keeps its own simple account of who agreed to which stage."""

    story: Story

    @initialize(six=st.booleans(), least=st.sampled_from([3, 3, 2]))
    def begin(self, six, least):
        self.undo = transaction.atomic()
        self.undo.__enter__()
        office = self.story.town.chaotianmen
        office.min_distinct_people = least
        office.save()
        if six:
            self.story.six()
        self.subject = self.story.write()
        self.round, self.agreed = self.story.submit(self.subject), {}

    def teardown(self):
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def user(self, name):
        return User.objects.get(pk=getattr(self.story.town, name).pk)

    def tried(self, act):
        try:
            return act()
        except ReviewRefused:
            return None

    def stage(self, number):
        stages = list(self.round.stages.all())
        return stages[number % len(stages)]

    @rule(name=st.one_of(st.just("liwen"), people))
    def submit(self, name):
        subject = Announcement.objects.get(pk=self.subject.pk)
        if round := self.tried(lambda: self.story.submit(subject, by=self.user(name))):
            self.round, self.agreed = round, {}

    @rule(name=people, number=stage_numbers)
    def agree(self, name, number):
        stage = self.stage(number)
        answers = Answers.all_well(stage)
        if self.tried(lambda: actions.agree(self.round, by=self.user(name), stage=stage, answers=answers)):
            self.agreed[stage.pk] = (name, stage.step)

    @rule()
    def agree_as_expected(self):
        """Let the ordinary course go on, so that rounds do reach their end now and then."""
        for stage in Round.objects.get(pk=self.round.pk).open_stages():
            for name in SMALL_TOWN:
                self.agree(name, stage.order - 1)

    @rule(name=people, number=stage_numbers)
    def return_to_author(self, name, number):
        answers, stage = Answers(text="请修改。"), self.stage(number)
        self.tried(lambda: actions.return_to_author(self.round, by=self.user(name), stage=stage, answers=answers))

    @rule(name=people, number=stage_numbers, back_to=stage_numbers)
    def return_to_stage(self, name, number, back_to):
        stage, target, answers = self.stage(number), self.stage(back_to), Answers(text="请重核。")
        act = partial(actions.return_to_stage, self.round, stage=stage, target=target, answers=answers)
        if self.tried(lambda: act(by=self.user(name))):
            self.agreed = {pk: kept for pk, kept in self.agreed.items() if kept[1] < target.step}

    @rule(text=st.sampled_from(["<p>甲</p>", "<p>乙</p>"]))
    def edit(self, text):
        Announcement.objects.filter(pk=self.subject.pk).update(body=text)

    @rule()
    def put_the_reviewed_text_back(self):
        Announcement.objects.filter(pk=self.subject.pk).update(body=self.round.manuscript.content["body"])

    @rule(name=people)
    def withdraw(self, name):
        self.tried(lambda: actions.withdraw(self.round, by=self.user(name)))

    @rule(name=people, role=roles)
    def appoint(self, name, role):
        appoint(self.user(name), role, self.story.town.chaotianmen, None)

    @rule(name=people, role=roles)
    def dismiss(self, name, role):
        yesterday = timezone.localdate() - timedelta(days=1)
        Post.objects.filter(user=self.user(name), role=role).update(ends_on=yesterday)

    @invariant()
    def a_closed_round_was_earned(self):
        if getattr(self, "round", None) is None:
            return
        round = Round.objects.get(pk=self.round.pk)
        if round.state != RoundState.CLOSED:
            assert actions.closed_round(self.subject) is None
            return
        names = [name for name, _ in self.agreed.values()]
        assert set(self.agreed) == {stage.pk for stage in round.stages.all()}
        assert "liwen" not in names
        assert len(set(names)) >= (round.min_people if round.min_people < 3 else len(names))
        for opinion in round.standing().values():
            assert opinion.post.user_id == opinion.user_id
            assert opinion.post.role == opinion.stage.role
            assert opinion.user_id != round.submitted_by_id

    @invariant()
    def the_gate_opens_to_the_reviewed_text_alone(self):
        if getattr(self, "round", None) is None:
            return
        subject = Announcement.objects.get(pk=self.subject.pk)
        if closed := actions.closed_round(subject):
            assert closed.manuscript.content == subject.review_content()

    @invariant()
    def the_evidence_is_whole(self):
        if hasattr(self, "undo"):
            assert list(evidence.broken_rounds()) == []


@pytest.mark.slow
def test_no_sequence_of_acts_closes_a_round_unearned(story):
    Review.story = story
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Review, settings=settings(max_examples=30, stateful_step_count=25, deadline=None, suppress_health_check=checks)
    )
