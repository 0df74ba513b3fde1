"""gongkai audit verify 的办理：需要数据库的部分。"""

import argparse

from django.db import DatabaseError

from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.office.events import broken_links
from gongkai.office.models import Event
from gongkai.review.evidence import broken_rounds
from gongkai.review.models import Round


def verify(arguments: argparse.Namespace) -> int:
    """Answer every break in the chain of events and in the evidence of the rounds."""
    try:
        breaks = {"events": list(broken_links()), "rounds": list(broken_rounds())}
        counted = {"events": Event.objects.count(), "rounds": Round.objects.count()}
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。首次使用请先运行 gongkai serve。") from error
    found = [*breaks["events"], *breaks["rounds"]]
    checked = f"已核对操作记录{counted['events']}条、审校{counted['rounds']}轮，"
    summary = f"发现{len(found)}处断点。" if found else "没有发现断点。"
    answer(arguments, data={"checked": counted, "breaks": breaks}, text="\n".join([*found, checked + summary]))
    return FINDINGS if found else FINE
