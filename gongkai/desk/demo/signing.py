"""演示审校: the stages of a round, one after another, by people whose posts give them, at moments of their working hours."""

from __future__ import annotations

from datetime import datetime
from random import Random

from gongkai.office.models import User
from gongkai.review import actions as review
from gongkai.review import rules
from gongkai.review.answers import Answers
from gongkai.review.models import Round, RoundStage

from .clock import Hours, Story
from .town import Crew

AGREEMENTS = ("同意。", "已核对，同意。", "内容属实，同意公开。", "已通读，同意。")


class Signing:
    """Something that is reviewed: `at` is the moment of its last act, `agreed` who has agreed in the running round."""

    crew: Crew
    hours: Hours
    rng: Random
    at: datetime
    pace: tuple[int, int]
    waits: dict[str, int]
    agreements: tuple[str, ...] = AGREEMENTS
    round: Round
    agreed: list[User]

    def _agree(self, *, stages: int | None = None) -> Story:
        """Let the stages agree one after another, as the shipped procedures have them."""
        for stage in self.round.stages.all()[:stages]:
            yield self._later(f"stage {stage.order}")
            reviewer = self._reviewer(stage)
            answers = Answers.all_well(stage, self.rng.choice(self.agreements))
            review.agree(self.round, by=reviewer, stage=stage, answers=answers, at=self.at)
            self.agreed.append(reviewer)

    def _reviewer(self, stage: RoundStage) -> User:
        """Return somebody whose post gives the stage and who did nothing else in the round."""
        day = self.at.astimezone(self.hours.zone).date()
        kept_out = rules.barred(self.round) | {user.pk for user in self.agreed}
        posts = rules.holders(self.round, [stage], on=day)[stage.order]
        return self.rng.choice([post.user for post in posts if post.user_id not in kept_out])

    def _later(self, act: str) -> datetime:
        """Move on to the moment of the next act; `waits` says which one takes longer, in minutes of work."""
        self.at = self.hours.after(self.at, self.waits.get(act, self.rng.randint(*self.pace)))
        return self.at
