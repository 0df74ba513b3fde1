"""初稿的管理、平台和监督保障部分: attributes fixed at the source, reviews and proofs, documents in force, columns kept.

Only counts of the register stand here. What was arranged, trained or praised is for people to tell.
"""

from collections.abc import Iterator

from gongkai.law.attributes import Attribute
from gongkai.report.binding import Line
from gongkai.report.drafting.lines import listed, some
from gongkai.report.sources import Sources
from gongkai.report.sources.groups import PROOFS, REVIEWS

_DOCUMENTS = {"made": "制发行政规范性文件", "repealed": "废止行政规范性文件", "in_force": "现行有效行政规范性文件"}


def management(known: Sources, *, year: int) -> Iterator[Line]:
    yield from _attributes(known, year)
    yield from _documents(known)
    yield from _withdrawn(known)
    yield from _rounds(known)


def platform(known: Sources) -> Iterator[Line]:
    """Yield how many columns are kept, where anything was published in them at all."""
    if known["columns.updated"].value:
        yield (
            "政府信息公开专栏设置栏目",
            known["columns.kept"],
            "个，本年有信息更新的",
            known["columns.updated"],
            "个。",
        )


def supervision(known: Sources) -> Iterator[Line]:
    """Yield what the office's own reviews caught, level by level."""
    errors = known["review.errors"]
    if errors.value:
        levels = some(known[f"review.errors.{level}"] for level in PROOFS)
        told = listed(levels, name=lambda each: each.label.removesuffix("发现差错"))
        yield ("公开前校对发现并退回改正差错", errors, "处，其中", *told, "。")
    returns = some(known[f"review.returns.{level}"] for level in REVIEWS)
    if returns:
        yield ("公开前审核把关，", *listed(returns, name=lambda each: each.label), "。")


def _attributes(known: Sources, year: int) -> Iterator[Line]:
    total = known["attributes.total"]
    if not total.value:
        return
    line: Line = (f"{year}年，在公文办理中源头认定公开属性", total, "件")
    for attribute in some(known[f"attributes.{each.value}"] for each in Attribute):
        line = (*line, f"，{attribute.label}的", attribute, "件")
    yield (*line, "。")


def _documents(known: Sources) -> Iterator[Line]:
    found = {f"table2.normative_documents.{column}": words for column, words in _DOCUMENTS.items()}
    figures = some(known[key] for key in found if key in known)
    if figures:
        yield ("本年", *listed(figures, name=lambda each: found[each.key]), "。")


def _withdrawn(known: Sources) -> Iterator[Line]:
    if known["items.withdrawn"].value:
        yield ("本年公开后又撤回的", known["items.withdrawn"], "条，均登记了撤回理由，不计入公开条数。")


def _rounds(known: Sources) -> Iterator[Line]:
    closed, returned = known["review.closed"], known["review.returned"]
    if not closed.value and not returned.value:
        return
    line: Line = ("信息公开前逐件审校，全年完成审校", closed, "轮")
    if known["review.urgent"].value:
        line = (*line, "（加急", known["review.urgent"], "轮）")
    if returned.value:
        line = (*line, "，退回拟稿人修改", returned, "轮")
    yield (*line, "。")
