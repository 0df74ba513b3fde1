"""gongkai site 的办理：需要数据库的部分。"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict

from django.db import DatabaseError

from gongkai.cli.answers import FINDINGS, FINE, CannotRun, answer
from gongkai.publishing import rebuild
from gongkai.publishing.links import LinkCheck
from gongkai.publishing.manifest import ManifestBroken
from gongkai.publishing.verify import ERROR, Difference, differences, stale_pages
from gongkai.search.port import SearchUnavailable


def build(arguments: argparse.Namespace) -> int:
    """Write the whole site anew."""
    try:
        if arguments.new_manifest:
            rebuild.start_new_manifest()
        built = rebuild.build(processes=arguments.processes, tell=_progress)
    except (ManifestBroken, SearchUnavailable) as refusal:
        raise CannotRun(str(refusal)) from refusal
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。首次使用请先运行 gongkai serve。") from error
    _progress_ends()
    text = (
        f"已生成 {built.pages} 页，清除 {built.removed} 个多余文件，检索收录 {built.indexed} 件，"
        f"用时 {built.seconds:.1f} 秒（每秒 {built.pages / max(built.seconds, 0.001):.0f} 页）。"
    )
    answer(arguments, data=asdict(built), text=text)
    return FINE


def check(arguments: argparse.Namespace) -> int:
    """Check the links of the written files."""
    links = LinkCheck()
    found = list(links.problems())
    return _answer(arguments, found, f"已检查 {links.checked} 处链接，")


def verify(arguments: argparse.Namespace) -> int:
    """Compare register, files, manifest and index."""
    try:
        found = list(differences())
        found += stale_pages() if arguments.deep else ()
    except DatabaseError as error:
        raise CannotRun(f"数据库不能使用：{error}。") from error
    return _answer(arguments, found, "登记簿、文件、发布清单、检索索引")


def _answer(arguments: argparse.Namespace, found: Iterable[Difference], what: str) -> int:
    found = list(found)
    errors = [each for each in found if each.severity == ERROR]
    lines = [f"{each.where}：{each.message}" if each.where else each.message for each in found]
    summary = f"{what}共有 {len(errors)} 处问题。" if errors else f"{what}没有发现问题。"
    answer(arguments, data=[asdict(each) for each in found], text="\n".join([*lines, summary]))
    return FINDINGS if errors else FINE


def _progress(pages: int) -> None:
    if sys.stderr.isatty():
        print(f"\r已生成 {pages} 页", end="", file=sys.stderr, flush=True)


def _progress_ends() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)
