"""gongkai search 的办理：重建索引。"""

import argparse
import time

from django.utils import timezone

from gongkai.cli.answers import FINE, CannotRun, answer
from gongkai.publishing import index
from gongkai.search.port import SearchUnavailable


def rebuild(arguments: argparse.Namespace) -> int:
    """Make the index anew from all that stands in the register."""
    started = time.monotonic()
    try:
        count = index.rebuild(on=timezone.localdate())
    except SearchUnavailable as refusal:
        raise CannotRun(str(refusal)) from refusal
    seconds = round(time.monotonic() - started, 1)
    text = f"检索索引已重建，共{count}条，用时{seconds}秒。"
    answer(arguments, data={"documents": count, "seconds": seconds}, text=text)
    return FINE
