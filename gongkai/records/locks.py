"""锁定: why the text cannot be edited just now."""

from typing import Any

from wagtail.locks import BaseLock


class RoundLock(BaseLock):
    """While a round runs, and until its content is published, the text is locked for everybody."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> str:
        return f"{self.object.get_stage_display()}，正文已锁定。如需修改，请先由拟稿人撤回送审；修改后须重新审校。"

    def get_locked_by(self, user: Any) -> str:
        return self.object.get_stage_display()

    def get_description(self, user: Any) -> str:
        return "审校期间任何人不能修改正文。"
