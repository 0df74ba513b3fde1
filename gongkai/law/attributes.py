"""公开属性：主动公开、依申请公开、不予公开，及其依据。

What lives here: the attributes, the bases on which information is withheld (《条例》第十四条至第十六条), and what must be
stated when an attribute is determined at the source. Who proposes, checks and signs is the register's affair.
"""

import calendar
import datetime as dt
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import NamedTuple

from gongkai.law.articles import cite, proactive_items

REEVALUATION_MONTHS = 12
"""第十八条 asks for periodic re-evaluation and names no period; a year is our default."""


class BasisNotKnown(LookupError):
    """No such ground for withholding exists."""


class Attribute(StrEnum):
    """What becomes of a piece of information (《条例》第十三条)."""

    PROACTIVE = "PROACTIVE"
    ON_REQUEST = "ON_REQUEST"
    WITHHELD = "WITHHELD"

    @property
    def label(self) -> str:
        return {"PROACTIVE": "主动公开", "ON_REQUEST": "依申请公开", "WITHHELD": "不予公开"}[self]


class Strength(StrEnum):
    """Whether information on this ground must be withheld, or may be."""

    MUST = "MUST"
    MAY = "MAY"

    @property
    def label(self) -> str:
        return {"MUST": "不得公开", "MAY": "可以不公开"}[self]


class Basis(NamedTuple):
    """A ground for withholding: the clause, the category, how strong it is and when it does not hold."""

    code: str
    clause: str
    label: str
    strength: Strength
    exceptions: tuple[str, ...] = ()
    needs_law: bool = False

    def __str__(self) -> str:
        return f"{cite(self.clause)}：{self.label}"


@cache
def withholding_bases() -> tuple[Basis, ...]:
    """Return the grounds of 《条例》第十四条、第十五条、第十六条."""
    text = resources.files("gongkai.law").joinpath("data/bases.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["basis"]
    return tuple(
        Basis(**{**row, "strength": Strength(row["strength"]), "exceptions": tuple(row["exceptions"])}) for row in rows
    )


def basis_of(code: str) -> Basis:
    """Return the ground with this code.

    :raises BasisNotKnown: when 《条例》 has no such ground.
    """
    for basis in withholding_bases():
        if basis.code == code:
            return basis
    raise BasisNotKnown(f"没有“{code}”这一项不予公开的依据。请从第十四条至第十六条中选择。")


def basis_choices(attribute: Attribute) -> list[tuple[str, str]]:
    """Return the codes and labels from which the basis of this attribute is chosen; 依申请公开 has none."""
    if attribute is Attribute.WITHHELD:
        return [(basis.code, str(basis)) for basis in withholding_bases()]
    if attribute is Attribute.PROACTIVE:
        return [(item.code, str(item)) for item in proactive_items()]
    return []


def check_determination(
    attribute: Attribute | None,
    basis: str = "",
    reason: str = "",
    reevaluate_on: dt.date | None = None,
    *,
    on: dt.date,
    law_named: str = "",
) -> list[str]:
    """Return what is missing or wrong in a determination made on that day, as Chinese sentences; [] when it may stand.

    Information is withheld only on a ground of 第十四条至第十六条, with a reason and a later day of re-evaluation
    (第十八条); when a law forbids disclosure, that law is named. The basis of proactive disclosure is optional.
    """
    if attribute is None:
        return ["请选择公开属性：主动公开、依申请公开或者不予公开。"]
    if attribute is Attribute.WITHHELD:
        return list(_withheld_faults(basis, reason, reevaluate_on, on, law_named))
    if not basis or basis in dict(basis_choices(attribute)):
        return []
    if basis in dict(basis_choices(Attribute.WITHHELD)):
        return [f"{attribute.label}的信息不能以不予公开的条款为依据。请改选依据，或者改定为不予公开。"]
    if attribute is Attribute.PROACTIVE:
        return ["主动公开的依据应当是《条例》第十九条、第二十条或者第二十一条中的一项。请重新选择。"]
    return ["依申请公开不需要填写依据条款。请清空依据，情况写在理由中。"]


def _withheld_faults(
    basis: str, reason: str, reevaluate_on: dt.date | None, on: dt.date, law_named: str
) -> Iterator[str]:
    known = {each.code: each for each in withholding_bases()}
    if basis not in known:
        yield "不予公开应当写明依据。请从《条例》第十四条、第十五条、第十六条中选择。"
    elif known[basis].needs_law and not _names_a_law(law_named):
        yield "法律、行政法规禁止公开的，应当写明该法律或者行政法规的名称，并加书名号，例如《中华人民共和国统计法》。"
    if not reason.strip():
        yield "不予公开应当注明理由。请填写公开可能造成的损害或者不公开的考虑。"
    if reevaluate_on is None:
        yield "不予公开的信息要定期评估（《条例》第十八条）。请填写下次评估日期。"
    elif reevaluate_on <= on:
        yield "下次评估日期应当晚于认定日期。请重新填写。"


def _names_a_law(text: str) -> bool:
    """Return whether a title stands between 《 and 》; whether that title is a law, a person judges."""
    title = text.partition("《")[2].partition("》")
    return bool(title[0].strip() and title[1])


def default_reevaluation(on: dt.date, months: int = REEVALUATION_MONTHS) -> dt.date:
    """Return the same day so many months later, or the last day of that month where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(on.day, last_day))


def annex_line(attribute: Attribute) -> str:
    """Return the line that the printed document shows in its annex (附注)."""
    return {
        Attribute.PROACTIVE: "（此件公开发布）",
        Attribute.ON_REQUEST: "（此件依申请公开）",
        Attribute.WITHHELD: "（此件不予公开）",
    }[attribute]
