"""演示登录: who may log in on a demonstration, shown on the login page in demonstration mode only.

The demonstration's loader gives everybody the password below.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.office.models import Post

PASSWORD = "Gongkai-2026"  # noqa: S105  public by intention: invented people, invented work


@dataclass(frozen=True)
class Login:
    """A person's user name, and the posts in one office."""

    username: str
    name: str
    posts: str


def logins(on: date) -> dict[str, list[Login]]:
    """Return who can log in on the day, by office, in the order of the posts."""
    posts = Post.objects.active(on=on).filter(user__is_active=True).select_related("user", "office", "department")
    ordered = sorted(posts, key=lambda post: (post.office.order, post.office_id, post.user_id, post.pk))
    return {
        str(office): [_login(list(held)) for _, held in groupby(of_office, key=lambda post: post.user_id)]
        for office, of_office in groupby(ordered, key=lambda post: post.office)
    }


def _login(held: list[Post]) -> Login:
    user = held[0].user
    names = "、".join(str(post) for post in held)
    return Login(user.username, str(user), names)
