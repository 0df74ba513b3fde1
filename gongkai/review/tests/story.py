"""The ordinary course of a round, told by the people of 朝天门街道, for tests that look at one turn of it."""

from dataclasses import dataclass

from gongkai.office.tests.people import Town
from gongkai.review import actions
from gongkai.review.answers import Answers
from gongkai.review.models import Procedure, Round
from gongkai.review.shipping import ship_procedures

from .sample.models import Announcement

BODY = "<p>定于2025年6月3日开展防汛演练，请沿江商户配合。</p>"
FIRST, SECOND, THIRD = "初审、一校", "复审、二校", "终审、三校"
SIGNERS = {FIRST: "wangfang", SECOND: "zhaomin", THIRD: "chengang"}
SIX_SIGNERS = {
    "初审": "wangfang",
    "一校": "wujing",
    "复审": "zhaomin",
    "二校": "zhenghao",
    "终审": "chengang",
    "三校": "fengxue",
}


@dataclass
class Story:
    town: Town

    def write(self, **changes) -> Announcement:
        facts = {
            "title": "关于开展防汛演练的通知",
            "body": BODY,
            "office": self.town.chaotianmen,
            "department": self.town.safety,
            "author": self.town.liwen,
        }
        return Announcement.objects.create(**(facts | changes))

    def submit(self, subject: Announcement | None = None, by=None) -> Round:
        ship_procedures(self.town.chaotianmen)
        return actions.submit(subject or self.write(), by=by or self.town.liwen)

    def six(self) -> None:
        """Put the mode with separate proofreaders in use."""
        ship_procedures(self.town.chaotianmen)
        mine = Procedure.objects.filter(office=self.town.chaotianmen)
        mine.update(is_active=False)
        mine.filter(name__contains="六人").update(is_active=True)

    def agree(self, round: Round, stage_name: str, by=None):
        stage = round.stages.get(name=stage_name)
        who = by or getattr(self.town, (SIGNERS | SIX_SIGNERS)[stage_name])
        return actions.agree(round, by=who, stage=stage, answers=Answers.all_well(stage))

    def agree_up_to(self, round: Round, last: str) -> Round:
        """Let the ordinary people agree, up to and with the stage named."""
        for stage in round.stages.all():
            self.agree(round, stage.name)
            if stage.name == last:
                break
        return self.again(round)

    def close(self, round: Round) -> Round:
        return self.agree_up_to(round, "")

    def close_rest(self, round: Round) -> Round:
        """Let the ordinary people agree wherever the round waits, until it ends."""
        while open_now := self.again(round).open_stages():
            self.agree(round, open_now[0].name)
        return self.again(round)

    def again(self, round: Round) -> Round:
        return Round.objects.get(pk=round.pk)
