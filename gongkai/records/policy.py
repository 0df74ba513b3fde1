"""谁可以看和写信息: Wagtail's questions about records, answered from posts. Nobody publishes or deletes through Wagtail."""

from __future__ import annotations

from typing import Any

from gongkai.office.authority import PostPolicy
from gongkai.office.models import Role

from .models import Record
from .registering import WRITERS

EVERYBODY = tuple(Role)
RIGHTS = {
    "view": EVERYBODY,
    "add": WRITERS,
    "change": WRITERS,
    "lock": WRITERS,
    "unlock": (Role.DISCLOSURE_OFFICER,),
}


class RecordPolicy(PostPolicy):
    """Writing is a matter of the one record: its author, its department's writers, the disclosure officer."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "change":
            return self.user_has_permission(user, action) and instance.may_edit(user)
        return super().user_has_permission_for_instance(user, action, instance)


policy = RecordPolicy(Record, RIGHTS)
