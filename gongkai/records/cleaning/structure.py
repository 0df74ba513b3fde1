"""结构整理: blocks in the one form that cleaning again leaves alone: paragraphs, headings, lists, tables, figures."""

from collections.abc import Iterable

from gongkai.records.cleaning.inline import has_content, tidy_inline
from gongkai.records.cleaning.rules import BLOCKS, EXTERNAL_REL, MARKS, ORDER, TABLE_PARTS, is_external
from gongkai.records.cleaning.styles import block_class, is_unbolded, marks_of
from gongkai.records.cleaning.tree import Element, Nodes

_SAME_MARK = {"b": "strong", "i": "em", "del": "s", "strike": "s", "ins": "u"}
_SAME_BLOCK = {"h1": "h2", "h5": "h4", "h6": "h4"}
_HEADINGS = frozenset({"h2", "h3", "h4"})
_INLINE = MARKS | {"br", "img"}
_INDENT = " \u3000"


def normalise(root: Element) -> Element:
    """Return the body as blocks only, each with the content its kind may hold."""
    body = Element("", {}, _blocks(_translated(root.children, frozenset())))
    for element in body.walk():
        given = element.attributes | ({"alt": element.attributes.get("alt", "")} if element.tag == "img" else {})
        element.attributes = {name: given[name] for name in ORDER if name in given}
    return body


def _translated(nodes: Nodes, inside: frozenset[str]) -> Nodes:
    """Return the nodes in allowed elements; ``inside`` names the marks around them, which are not set twice."""
    result: Nodes = []
    for node in nodes:
        result += [node] if isinstance(node, str) else _translated_element(node, inside)
    return result


def _translated_element(node: Element, inside: frozenset[str]) -> Nodes:
    tag = _SAME_MARK.get(node.tag, _SAME_BLOCK.get(node.tag, node.tag))
    if tag in MARKS:
        return _marked([tag] if _is_meant(tag, node) else [], node, inside)
    if tag in {"span", "font"}:
        return _marked(marks_of(node), node, inside)
    if tag in {"br", "img"}:
        return [Element(tag, node.attributes)]
    if tag in _HEADINGS:
        inside |= {"strong"}
    children = _translated(node.children, inside)
    return _block(tag, node, children) if tag in BLOCKS | TABLE_PARTS | {"li", "figcaption"} else _plain(node, children)


def _is_meant(tag: str, node: Element) -> bool:
    """Test if a mark marks: a link without an address and a bold that is taken back do not."""
    href = node.attributes.get("href")
    return not (tag == "strong" and is_unbolded(node)) if tag != "a" else href is not None


def _marked(marks: list[str], node: Element, inside: frozenset[str]) -> Nodes:
    new = [mark for mark in marks if mark not in inside]
    nodes = _translated(node.children, inside | set(new))
    for mark in reversed(new):
        nodes = _spread(mark, _mark_attributes(mark, node), nodes)
    return nodes


def _mark_attributes(mark: str, node: Element) -> dict[str, str]:
    if mark != "a":
        return {}
    href = node.attributes["href"]
    return {"href": href, "rel": EXTERNAL_REL} if is_external(href) else {"href": href}


def _spread(mark: str, attributes: dict[str, str], nodes: Nodes) -> Nodes:
    """Put a mark around inline content, and inside the blocks that it was wrongly put around."""
    result: Nodes = []
    for is_inline, run in _runs(nodes):
        if is_inline and has_content(run):
            result.append(Element(mark, attributes, run))
        elif is_inline:
            result += run
        else:
            result += [_spread_in(mark, attributes, each) for each in run if isinstance(each, Element)]
    return result


def _spread_in(mark: str, attributes: dict[str, str], block: Element) -> Element:
    if mark != "strong" or block.tag not in _HEADINGS:
        block.children = _spread(mark, attributes, block.children)
    return block


def _runs(nodes: Nodes) -> Iterable[tuple[bool, Nodes]]:
    """Return the stretches of inline content and of blocks, in order."""
    runs: list[tuple[bool, Nodes]] = []
    for node in nodes:
        is_inline = isinstance(node, str) or node.tag in _INLINE
        if not runs or runs[-1][0] != is_inline:
            runs.append((is_inline, []))
        runs[-1][1].append(node)
    return runs


def _plain(node: Element, children: Nodes) -> Nodes:
    """Return a div or its like: its blocks, or a paragraph when it holds text only."""
    if any(not is_inline for is_inline, _ in _runs(children)):
        return list(_blocks(children))
    return list(_paragraph(node, children))


def _block(tag: str, node: Element, children: Nodes) -> Nodes:
    if tag == "p" or tag in _HEADINGS:
        return _text_block(tag, node, children)
    if tag in {"ul", "ol"}:
        return _list(Element(tag, node.attributes), children)
    if tag == "table":
        return _table(children)
    if tag == "figure":
        return _figure(children)
    if tag == "blockquote":
        blocks = list(_blocks(children))
        return [Element(tag, {}, blocks)] if blocks else []
    return [Element(tag, _part_attributes(tag, node), children)]


def _part_attributes(tag: str, node: Element) -> dict[str, str]:
    made = dict(node.attributes)
    if tag in {"td", "th"}:
        made["class"] = block_class(node)
    return {name: value for name, value in made.items() if name not in {"style", "align"} and value}


def _text_block(tag: str, node: Element, children: Nodes) -> Nodes:
    """Return paragraphs or headings for the inline content, and the blocks that stood inside on their own."""
    result: Nodes = []
    for is_inline, run in _runs(children):
        result += _paragraph(node, run, tag=tag) if is_inline else run
    return result


def _paragraph(node: Element | None, run: Nodes, *, tag: str = "p") -> Nodes:
    """Return a text block with its alignment, or nothing when there is nothing to show."""
    inline = tidy_inline(run, edge=_INDENT)
    if not inline or not has_content(inline):
        return []
    words = block_class(node).split() if node else []
    if tag != "p":
        words = [word for word in words if word != "no-indent"]
    return [Element(tag, {"class": " ".join(words)} if words else {}, inline)]


def _blocks(nodes: Nodes) -> Nodes:
    """Return nothing but blocks: loose text as paragraphs, loose items and rows as what they hold."""
    result: Nodes = []
    for is_inline, run in _runs(nodes):
        if is_inline:
            result += _paragraph(None, run)
            continue
        for block in (each for each in run if isinstance(each, Element)):
            result += [block] if block.tag in BLOCKS else _blocks(block.children)
    return result


def _list(made: Element, children: Nodes) -> Nodes:
    """Return a list with items only; a list directly inside it belongs to the item before."""
    for is_inline, run in _runs(children):
        for content in [run] if is_inline else [[each] for each in run]:
            _add_item(made, content)
    return [made] if made.children else []


def _add_item(made: Element, content: Nodes) -> None:
    first = content[0]
    tag = first.tag if isinstance(first, Element) else ""
    blocks = _blocks(first.children if isinstance(first, Element) and tag == "li" else content)
    last = next(reversed(list(made.elements())), None)
    if blocks and last is not None and tag in {"ul", "ol"}:
        last.children += blocks
    elif blocks:
        made.children.append(Element("li", {}, _unwrapped(blocks)))


def _unwrapped(blocks: Nodes) -> Nodes:
    """Return blocks with a plain first paragraph laid open."""
    first = blocks[0]
    if isinstance(first, Element) and first.tag == "p" and not first.attributes:
        return [*first.children, *blocks[1:]]
    return blocks


def _figure(children: Nodes) -> Nodes:
    """Return a figure with its caption, or what it holds when there is neither image nor table."""
    captions = [each for each in children if isinstance(each, Element) and each.tag == "figcaption"]
    rest = _blocks([each for each in children if each not in captions])
    caption = _flat(captions)
    shown = Element("figure", {}, _unwrapped(rest) if rest else [])
    if not any(part.tag in {"img", "table"} for part in shown.walk()):
        return [*rest, *_paragraph(None, caption)]
    return [Element("figure", {}, [*shown.children, *([Element("figcaption", {}, caption)] if caption else [])])]


def _flat(elements: Iterable[Element]) -> Nodes:
    """Return the inline content of elements as one line."""
    line: Nodes = []
    for element in elements:
        for is_inline, run in _runs(element.children):
            line += run if is_inline else _flat(each for each in run if isinstance(each, Element))
        line.append(" ")
    return tidy_inline(line)


def _table(children: Nodes) -> Nodes:
    """Return a table of caption, columns and sections; what stands loose between rows becomes a row."""
    caption = _flat(each for each in children if isinstance(each, Element) and each.tag == "caption")
    parts: Nodes = [Element("caption", {}, caption)] if caption else []
    for child in children:
        if isinstance(child, Element) and child.tag == "colgroup":
            parts.append(
                Element("colgroup", child.attributes, [each for each in child.elements() if each.tag == "col"])
            )
        elif isinstance(child, Element) and child.tag in {"thead", "tbody", "tfoot"}:
            parts.append(Element(child.tag, {}, _rows(child.children)))
        elif not isinstance(child, Element) or child.tag != "caption":
            _add_loose(parts, child)
    made = Element("table", {}, [each for each in parts if isinstance(each, Element) and _is_needed(each)])
    cells = [each for each in made.walk() if each.tag in {"td", "th"}]
    return [_scoped(made)] if cells else list(_paragraph(None, caption))


def _is_needed(part: Element) -> bool:
    return bool(part.children or part.attributes)


def _add_loose(parts: Nodes, node: Element | str) -> None:
    rows = _rows([node])
    last = parts[-1] if parts else None
    if rows and isinstance(last, Element) and last.tag == "tbody":
        last.children += rows
    elif rows:
        parts.append(Element("tbody", {}, rows))


def _rows(nodes: Nodes) -> Nodes:
    rows: Nodes = []
    for node in nodes:
        if isinstance(node, Element) and node.tag == "tr":
            rows.append(Element("tr", {}, _cells(node.children)))
        elif loose := _cells([node]):
            rows.append(Element("tr", {}, loose))
    return rows


def _cells(nodes: Nodes) -> Nodes:
    cells: Nodes = []
    for node in nodes:
        if isinstance(node, Element) and node.tag in {"td", "th"}:
            cells.append(_cell(node))
        elif loose := _blocks([node]):
            cells.append(_cell(Element("td", {}, loose)))
    return cells


def _cell(node: Element) -> Element:
    """Return a cell whose only paragraph is laid open, its alignment moved to the cell."""
    if all(is_inline for is_inline, _ in _runs(node.children)):
        return Element(node.tag, node.attributes, tidy_inline(node.children))
    blocks = _blocks(node.children)
    only = blocks[0] if len(blocks) == 1 else None
    if not isinstance(only, Element) or only.tag != "p":
        return Element(node.tag, node.attributes, blocks)
    words = [word for word in only.attributes.get("class", "").split() if word != "no-indent"]
    return Element(node.tag, node.attributes | ({"class": " ".join(words)} if words else {}), only.children)


def _scoped(table: Element) -> Element:
    """Give a header cell the scope that its place implies, unless it has one or data cells refer to it by id."""
    for section in table.elements():
        for cell in section.walk():
            if cell.tag == "th" and not cell.attributes.keys() & {"scope", "id"}:
                cell.attributes["scope"] = _scope(section, cell)
    return table


def _scope(section: Element, cell: Element) -> str:
    axis, span = ("col", "colspan") if section.tag == "thead" else ("row", "rowspan")
    return axis if cell.attributes.get(span, "1") == "1" else f"{axis}group"
