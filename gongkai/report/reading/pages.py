"""读网页: a report whose tables are HTML tables; each figure is found by the heads above it and the label beside it."""

from collections.abc import Iterable

from bs4 import BeautifulSoup, Tag

from gongkai.law.report_form import TABLES, Cell, row_of
from gongkai.report.reading import flat, labels
from gongkai.report.reading.answer import Reading, TablesRead
from gongkai.report.reading.cells import Number, number, squeeze
from gongkai.report.reading.gathering import Gathering
from gongkai.report.reading.grid import Grid, GridCell, grid_of
from gongkai.report.reading.prose import office_and_year
from gongkai.report.reading.texts import assemble

_BLOCKS = ["article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt", "footer", "header", "hr", "li", "main"]
_BLOCKS += ["nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6"]
_SILENT = ["script", "style", "template", "noscript", "title"]


def read_html(page: str | bytes) -> Reading:
    """Return what a web page gives of a report; tables that are no HTML tables are read from its text."""
    soup = BeautifulSoup(page, "lxml")
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    tables = soup.find_all("table")
    _break_lines(soup)
    whole = _lines(soup)
    read = _read_tables([grid_of(table) for table in tables], whole)
    head = next((_lines(tag) for tag in soup.find_all("h1") if office_and_year(_lines(tag))[1]), "")
    for table in tables:
        table.decompose()
    return assemble(read, f"{head}\n{_lines(soup)}")


def _break_lines(soup: BeautifulSoup) -> None:
    for tag in soup.find_all("br"):
        tag.replace_with("\n")
    for tag in soup.find_all(_BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")


def _lines(tag: Tag) -> str:
    lines = (" ".join(line.split()) for line in tag.get_text().splitlines())
    return "\n".join(line for line in lines if line)


def _read_tables(grids: Iterable[Grid], text: str) -> TablesRead:
    gathering = Gathering()
    form = labels.form_of(squeeze(text))
    for grid in grids:
        _read_table2(gathering, grid, form=form)
        _read_table3(gathering, grid)
        _read_table4(gathering, grid)
    if not gathering.has_all_tables():
        fallen = flat.read_tables(text).tables
        for table in TABLES:
            gathering.adopt(table, fallen)
    return gathering.finish(form=form)


def _read_table2(gathering: Gathering, grid: Grid, *, form: str | None) -> None:
    for index, line in enumerate(grid):
        row = labels.exact_row("table2", line[0].text) if line else None
        if row is None:
            continue
        gathering.meet("table2", row)
        if form == "2019":
            gathering.note("表二采用2019年旧表式，其各列含义与现行表式不同，未采用。")
            continue
        _put(gathering, "table2", row, _cells_of_table2(row, grid[:index], line))


def _cells_of_table2(row: str, above: Grid, line: list[GridCell]) -> dict[str, GridCell]:
    """Return the row's cells by the heads above them; where the heads are not all there, by their order."""
    columns = row_of("table2", row).columns
    found: dict[str, GridCell] = {}
    for position, cell in enumerate(line):
        stack = [squeeze(higher[position].text) for higher in above]
        for column in columns:
            if squeeze(column.label) in stack[-2:]:
                found.setdefault(column.key, cell)
    if len(found) == len(columns):
        return found
    values = _distinct(line[1:])
    return {c.key: cell for c, cell in zip(columns, values, strict=False)} if len(values) == len(columns) else {}


def _read_table3(gathering: Gathering, grid: Grid) -> None:
    first = next(
        (index for index, line in enumerate(grid) if _label3(line) not in (None, "other", "handled_total")), None
    )
    if first is None:
        return
    heads = labels.places_of_table3(_stacks(grid[:first]))
    for line in grid[first:]:
        label = [cell for position, cell in enumerate(line) if position not in heads]
        row = _label3(label if heads else line)
        if row is None:
            continue
        gathering.meet("table3", row)
        if heads:
            _put(gathering, "table3", row, {key: line[position] for position, key in heads.items()})
        else:
            figures = [found for cell in _distinct(line) if (found := number(cell.text)) is not None]
            gathering.put_row("table3", row, [column.key for column in row_of("table3", row).columns], figures)


def _label3(line: list[GridCell]) -> str | None:
    """Return the row named by the last cell of the line that names one; group heads stand before it."""
    for match in (labels.exact_row, labels.near_row):
        rows = [match("table3", cell.text) for cell in _distinct(line)]
        named = [row for row in rows if row is not None]
        if named:
            return named[-1]
    return None


def _read_table4(gathering: Gathering, grid: Grid) -> None:
    last_head = max((index for index, line in enumerate(grid) if _is_head4(line)), default=None)
    if last_head is None:
        return
    places = labels.places_of_table4(_stacks(grid[: last_head + 1]))
    gathering.meet("table4", "reconsideration")
    if len(places) != len(row_of("table4", "reconsideration").columns) * 3 or last_head + 1 == len(grid):
        gathering.note("表四的列名不全或没有数据行，无法对应，未采用。")
        return
    for position, (row, column) in places.items():
        _put(gathering, "table4", row, {column: grid[last_head + 1][position]})


def _is_head4(line: list[GridCell]) -> bool:
    return labels.is_table4_head("".join(squeeze(cell.text) for cell in line))


def _stacks(heads: Grid) -> list[list[str]]:
    """Return for every position the squeezed heads above it, outermost first."""
    return [[squeeze(cell.text) for cell in column] for column in zip(*heads, strict=True)]


def _distinct(line: list[GridCell]) -> list[GridCell]:
    return list({cell.number: cell for cell in line}.values())


def _put(gathering: Gathering, table: str, row: str, cells: dict[str, GridCell]) -> None:
    for column, cell in cells.items():
        if cell.text:
            gathering.put(Cell(table, row, column), number(cell.text) or Number(None, cell.text, odd=True))
