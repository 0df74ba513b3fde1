"""谁可以办理: who is entitled to a stage, and why everybody else is not (分工制约).

Posts of the day are the one source of authority; a superuser without a post is nobody here, one with a post is like
anybody else. The author, whoever wrote in the text and whoever submitted it never review it; nobody acts at two stages
of a round, unless the district let the office work with fewer than three people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from gongkai.office.models import Office, Post, Role, User

from .models import Opinion, Round, RoundStage, StageFacts
from .refusals import ReviewRefused

ORDINARY_PEOPLE = 3
"""Fewer distinct reviewers than this need the district's leave."""


class AuthorCannotReview(ReviewRefused):
    """The author never reviews."""


class SubmitterCannotReview(ReviewRefused):
    """Whoever submitted the text does not review it."""


class EditorCannotReview(ReviewRefused):
    """Whoever wrote in the text does not review it."""


class NotEntitled(ReviewRefused):
    """The person holds no post that gives this stage today."""


class ActedElsewhere(ReviewRefused):
    """The person acted at another stage of the round."""


class TooFewPeople(ReviewRefused):
    """One more act of the same person would leave fewer people than the district allows."""


class PostVacant(ReviewRefused):
    """A stage has nobody who could do it."""


def fits(post: Post, stage: StageFacts, round: Round) -> bool:
    """Return whether the post gives the stage in this round; a post without a department serves the whole office."""
    if post.role != stage.role or post.office_id != office_of(stage, round.office).pk:
        return False
    wanted = round.department_id if stage.of_author_department else stage.department_id
    return wanted is None or post.department_id in (None, wanted)


def office_of(stage: StageFacts, office: Office) -> Office:
    """Return where the stage's post must be: the office itself, for a stage of the supervisor the district above."""
    return office.district if stage.role == Role.DISTRICT_SUPERVISOR else office


def post_for_stage(user: User, stage: StageFacts, round: Round, *, on: date) -> Post | None:
    """Return the person's post that gives the stage on the day, own posts before stand-ins."""
    fitting = [post for post in user.active_posts(on) if fits(post, stage, round)]
    return min(fitting, key=lambda post: post.stands_in_for_id is not None, default=None)


def holders(round: Round, stages: Iterable[StageFacts], *, on: date) -> dict[int, list[Post]]:
    """Return, by the stage's order, the posts that give it on the day (one query)."""
    stages = list(stages)
    offices = {round.office_id, round.office.district.pk}
    posts = list(
        Post.objects.active(on=on)
        .filter(office__in=offices, role__in={stage.role for stage in stages}, user__is_active=True)
        .select_related("user", "office", "department")
    )
    return {stage.order: [post for post in posts if fits(post, stage, round)] for stage in stages}


def barred(round: Round) -> set[int]:
    """Return the ids of those who never review this text: author, submitter, whoever wrote in it."""
    return {round.author_id, round.submitted_by_id, *round.editor_ids}


def entitling_post(round: Round, stage: RoundStage, user: User, *, on: date) -> Post:
    """Return the post in which the person may act at the stage.

    :raises ReviewRefused: as the refusal that applies.
    """
    _refuse_writers(round, user)
    post = post_for_stage(user, stage, round, on=on)
    if post is None:
        raise NotEntitled(
            f"“{stage.name}”由{place_of(stage, round)}{stage.role_name}办理，您今天没有这一岗位。{_who_can(round, stage, on)}"
        )
    _refuse_second_act(round, stage, user, on=on)
    return post


def has_had_their_turn(round: Round, stage: RoundStage, user: User) -> bool:
    """Return whether the person acted elsewhere in a round that gives nobody two stages; asks no query of its own."""
    if round.min_people < ORDINARY_PEOPLE:
        return False
    return any(_acted_at_other(opinion, stage, user) for opinion in round.opinions.all())


def deviation_of(round: Round, stage: RoundStage, user: User) -> str:
    """Return the sentence that notes a second act of the same person, "" where there is none."""
    earlier = [opinion.stage.name for opinion in round.opinions.all() if _acted_at_other(opinion, stage, user)]
    if not earlier:
        return ""
    names = "、".join(dict.fromkeys(earlier))
    return f"经区县主管部门批准本机关审校最少{round.min_people}人，{user}办理{names}后又办理{stage.name}。"


def place_of(stage: StageFacts, round: Round) -> str:
    """Return the department or office whose post the stage asks for."""
    if stage.of_author_department and round.department:
        return round.department.name
    return stage.department.name if stage.department else str(office_of(stage, round.office))


def most_distinct(candidates: Sequence[Iterable[int]]) -> int:
    """Return to how many stages distinct people can be assigned at once (largest matching)."""
    holder_of: dict[int, int] = {}

    def place(stage: int, tried: set[int]) -> bool:
        for person in candidates[stage]:
            if person in tried:
                continue
            tried.add(person)
            if person not in holder_of or place(holder_of[person], tried):
                holder_of[person] = stage
                return True
        return False

    return sum(place(stage, set()) for stage in range(len(candidates)))


def check_people(round: Round, stages: Sequence[StageFacts], *, on: date) -> None:
    """Raise unless the people in post today can bring the round to its end."""
    by_stage = holders(round, stages, on=on)
    able = [[post.user_id for post in by_stage[stage.order] if post.user_id not in barred(round)] for stage in stages]
    for stage, people in zip(stages, able, strict=True):
        if not people:
            raise PostVacant(_vacancy(round, stage, by_stage[stage.order]))
    distinct, needed = most_distinct(able), people_needed(round, len(stages))
    if len(stages) < needed:
        raise TooFewPeople(
            f"该流程只有{len(stages)}个环节，而本机关审校最少{needed}人。请改用环节更多的流程，或报区县主管部门批准。"
        )
    if distinct < needed:
        raise TooFewPeople(_shortage(stages, by_stage, distinct, needed))


def people_needed(round: Round, stages: int) -> int:
    """Return how many distinct people the round takes: one per stage, or what the district allows below three."""
    return round.min_people if round.min_people < ORDINARY_PEOPLE else max(stages, round.min_people)


def _refuse_writers(round: Round, user: User) -> None:
    if user.pk == round.author_id:
        raise AuthorCannotReview("您是本稿拟稿人，不能审校自己起草的信息。请等待其他人员办理。")
    if user.pk == round.submitted_by_id:
        raise SubmitterCannotReview("您是本稿送审人，不能再审校本稿。请等待其他人员办理。")
    if user.pk in round.editor_ids:
        raise EditorCannotReview("您修改过本稿，不能再审校本稿。请等待其他人员办理。")


def _refuse_second_act(round: Round, stage: RoundStage, user: User, *, on: date) -> None:
    others = [opinion for opinion in round.opinions.all() if _acted_at_other(opinion, stage, user)]
    if not others:
        return
    done = others[-1].stage.name
    if round.min_people >= ORDINARY_PEOPLE:
        raise ActedElsewhere(f"您已办理本轮“{done}”，同一人不得在一轮中办理两个环节。{_who_can(round, stage, on)}")
    if _reachable(round, stage, user, on=on) < round.min_people:
        raise TooFewPeople(
            f"您已办理本轮“{done}”；再由您办理，本轮审校将少于{round.min_people}人。{_who_can(round, stage, on)}"
        )


def _reachable(round: Round, stage: RoundStage, user: User, *, on: date) -> int:
    """Return how many distinct people the round can still have if this person acts at the stage now."""
    agreed = {pk: opinion.user_id for pk, opinion in round.standing().items()}
    acted = {*agreed.values(), user.pk}
    left = [each for each in round.stages.all() if each.pk not in agreed and each.pk != stage.pk]
    by_stage = holders(round, left, on=on)
    excluded = acted | barred(round)
    fresh = [[post.user_id for post in by_stage[each.order] if post.user_id not in excluded] for each in left]
    return len(acted) + most_distinct(fresh)


def _acted_at_other(opinion: Opinion, stage: RoundStage, user: User) -> bool:
    return opinion.user_id == user.pk and opinion.stage_id != stage.pk


def _who_can(round: Round, stage: RoundStage, on: date) -> str:
    acted: dict[int, set[int]] = defaultdict(set)
    for opinion in round.opinions.all():
        acted[opinion.user_id].add(opinion.stage_id)
    able = [
        str(post.user)
        for post in holders(round, [stage], on=on)[stage.order]
        if post.user_id not in barred(round) and acted[post.user_id] <= {stage.pk}
    ]
    return (
        f"可以办理的人员：{'、'.join(dict.fromkeys(able))}。"
        if able
        else "目前无人可以办理，请本机关及时补任或安排代行（AB岗）。"
    )


def _vacancy(round: Round, stage: StageFacts, posts: list[Post]) -> str:
    where = f"{place_of(stage, round)}{stage.role_name}"
    if posts:
        names = "、".join(dict.fromkeys(str(post.user) for post in posts))
        return f"“{stage.name}”须由{where}办理，而在岗的{names}参与了本稿的起草或送审，不能审校。请先安排代行（AB岗）。"
    return f"“{stage.name}”须由{where}办理，该岗位今天空缺。请先任命人员或安排代行（AB岗）。"


def _shortage(stages: Sequence[StageFacts], by_stage: dict[int, list[Post]], distinct: int, needed: int) -> str:
    posts = [f"{stage.name}（{'、'.join(str(post.user) for post in by_stage[stage.order])}）" for stage in stages]
    return f"在岗人员只够{distinct}人分别办理，本轮须有{needed}人：{'；'.join(posts)}。请先任命人员或安排代行（AB岗）。"
