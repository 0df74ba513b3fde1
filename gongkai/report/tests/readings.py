"""Invented reports with their prose, as a reader of their page would have them."""

from datetime import date

from hypothesis import strategies as st

from gongkai.law.report_form import CELLS, FORM, Cell, ReportTables
from gongkai.report.reading import Reading
from gongkai.report.screens.forms import prose_keys
from gongkai.report.tests import reports

SIGNED = date(2025, 1, 17)
_WORDS = "政府信息公开工作情况逐条核对及时更新群众企业办事指南一二三0123456789%，。；：、“”（）《》-+=@aZ"
_FIRST = "本街道对同按=+-@＝"
_LARGEST = 20
"""So many times the figures that are drawn: totals of six digits."""


def reading_of(tables: ReportTables, narrative: dict[str, str] | None = None, **facts) -> Reading:
    given = {"office": reports.OFFICE, "year": reports.YEAR, "signed_date": SIGNED, **facts}
    prose = reports.narrative(tables) if narrative is None else narrative
    return Reading(form=FORM, tables=tables, narrative=prose, **given)


def _paragraph(drawn: bytes) -> str:
    """Return a paragraph for the bytes; drawing characters one by one takes long."""
    return _FIRST[drawn[0] % len(_FIRST)] + "年" + "".join(_WORDS[each % len(_WORDS)] for each in drawn[1:])


_paragraphs = st.binary(min_size=1, max_size=300).map(_paragraph)


@st.composite
def narratives(draw: st.DrawFn) -> dict[str, str]:
    """Yield prose for some of the parts, of some paragraphs each, none of them a head, a signature or furniture."""
    keys = draw(st.lists(st.sampled_from([key for key, _ in prose_keys()]), unique=True))
    return {key: "\n".join(draw(st.lists(_paragraphs, min_size=1, max_size=3))) for key in keys}


@st.composite
def valid_readings(draw: st.DrawFn) -> Reading:
    """Yield whole reports: figures of up to six digits in which every sum holds, some cells not given."""
    tables, times = draw(reports.valid_tables()), draw(st.integers(1, _LARGEST))
    cells = {cell: value * times for cell, value in tables.cells.items()}
    gaps: list[Cell] = draw(st.lists(st.sampled_from(CELLS), max_size=5))
    signed = draw(st.none() | st.dates(date(2025, 1, 1), date(2025, 3, 31)))
    return reading_of(ReportTables({**cells, **dict.fromkeys(gaps)}), draw(narratives()), signed_date=signed)
