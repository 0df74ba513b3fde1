"""gongkai audit verify 的办理：需要数据库的部分。"""

import argparse

from django.db import DatabaseError

from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.office.events import broken_links
from gongkai.office.models import Event
from gongkai.report.filing import broken_files, count_files
from gongkai.report.freezing import broken_snapshots
from gongkai.report.models import Snapshot
from gongkai.review.evidence import broken_rounds
from gongkai.review.models import Round


def verify(arguments: argparse.Namespace) -> int:
    """Answer every break in the chain of events and in the evidence of the rounds, the frozen reports and the files of reports."""
    try:
        breaks = {
            "events": list(broken_links()),
            "rounds": list(broken_rounds()),
            "snapshots": list(broken_snapshots()),
            "files": list(broken_files()),
        }
        counted = {
            "events": Event.objects.count(),
            "rounds": Round.objects.count(),
            "snapshots": Snapshot.objects.count(),
            "files": count_files(),
        }
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。首次使用请先运行 gongkai serve。") from error
    found = [sentence for sentences in breaks.values() for sentence in sentences]
    checked = (
        f"已核对操作记录{counted['events']}条、审校{counted['rounds']}轮、年报冻结{counted['snapshots']}次、"
        f"年报存档文件{counted['files']}个，"
    )
    summary = f"发现{len(found)}处断点。" if found else "没有发现断点。"
    answer(arguments, data={"checked": counted, "breaks": breaks}, text="\n".join([*found, checked + summary]))
    return FINDINGS if found else FINE
