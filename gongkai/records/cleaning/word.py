"""Word与WPS粘贴: real lists and headings from what a word processor only drew as numbered paragraphs.

Only paragraphs that Word or WPS wrote are touched, so cleaning a clean text again finds nothing to do here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.records.cleaning.styles import block_class, declarations, font_of, is_word, marks_of
from gongkai.records.cleaning.tree import Element, Nodes

_PLACE = re.compile(r"l(\d+)\s+level(\d+)\s+lfo(\d+)")
_NUMBER = re.compile(r"(\d{1,4})[.．]")
_LETTER = re.compile(r"[a-hA-H][.．]")
_BULLET_FONTS = ("wingdings", "symbol", "webdings", "courier new")
_FIRST_LEVEL = re.compile(r"[一二三四五六七八九十百]{1,4}、")
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十百]{1,4}[）)]")
_HEADING_FONTS = {"h2": ("黑体", "方正黑体", "simhei", "heiti"), "h3": ("楷体", "方正楷体", "kaiti", "simkai")}
_LONGEST_HEADING = 60


def tidy_word(root: Element) -> None:
    """Turn list paragraphs into lists, numbered display lines into headings and mark lines set without indent."""
    if not any(is_word(element) for element in root.walk()):
        return
    _mark_unindented(root)
    for element in [root, *root.walk()]:
        element.children = _with_lists(element)
        if element.tag in {"", "div"}:
            _name_headings(element)
    _name_table_heads(root)


@dataclass
class _Item:
    paragraph: Element
    level: int
    opener: Element
    number: int | None


def _item(node: Element | str) -> _Item | None:
    """Return the list item a paragraph was drawn as; a marker that HTML cannot draw is left in the text."""
    if isinstance(node, str) or node.tag != "p":
        return None
    place = _PLACE.search(declarations(node).get("mso-list", ""))
    marker = _marker(node) if place else None
    if place is None or marker is None:
        return None
    opener, number = _opener(marker.text().strip(), in_bullet_font=_in_bullet_font(node, marker))
    if opener is None:
        return None
    _remove(node, marker)
    return _Item(node, int(place[2]), opener, number)


def _marker(paragraph: Element) -> Element | None:
    return next((part for part in paragraph.walk() if declarations(part).get("mso-list") == "ignore"), None)


def _in_bullet_font(paragraph: Element, marker: Element) -> bool:
    around = (part for part in paragraph.walk() if marker in part.walk())
    families = (declarations(part).get("font-family", "").strip("\"' ") for part in [*around, marker, *marker.walk()])
    return any(family.startswith(_BULLET_FONTS) for family in families)


def _opener(drawn: str, *, in_bullet_font: bool) -> tuple[Element | None, int | None]:
    """Return the empty list that a drawn marker belongs to, and its number where it has one."""
    if number := _NUMBER.fullmatch(drawn):
        return Element("ol"), int(number[1])
    if len(drawn) == 1 and (in_bullet_font or not drawn.isalnum()):
        return Element("ul"), None
    if _LETTER.fullmatch(drawn):
        return Element("ol", {"type": "A" if drawn.isupper() else "a"}), None
    return None, None


def _remove(root: Element, part: Element) -> None:
    for holder in [root, *root.walk()]:
        if part in holder.children:
            holder.children.remove(part)
            return


def _with_lists(holder: Element) -> Nodes:
    """Return the children of ``holder`` with each run of list paragraphs as one list."""
    result: Nodes = []
    run: list[_Item] = []
    for child in holder.children:
        item = _item(child)
        if item is not None:
            run.append(item)
        elif not (run and isinstance(child, str) and not child.strip()):
            result += [*_lists(run), child]
            run = []
    return [*result, *_lists(run)]


def _lists(run: list[_Item]) -> list[Element]:
    """Return the nested lists that a run of items makes."""
    outermost: list[Element] = []
    path: list[tuple[int, Element]] = []
    for item in run:
        while path and (path[-1][0] > item.level or (path[-1][0] == item.level and not _continues(path[-1][1], item))):
            path.pop()
        if not path or path[-1][0] < item.level:
            _open(item, path, outermost)
        path[-1][1].children.append(Element("li", {}, item.paragraph.children))
    return outermost


def _continues(current: Element, item: _Item) -> bool:
    return current.tag == item.opener.tag and (item.number is None or item.number > 1 or not current.children)


def _open(item: _Item, path: list[tuple[int, Element]], outermost: list[Element]) -> None:
    """Begin a list one level deeper: inside the last item, or as a list of its own."""
    if item.number is not None and item.number != 1:
        item.opener.attributes["start"] = str(item.number)
    if path:
        last = next(reversed(list(path[-1][1].elements())))
        last.children.append(item.opener)
    else:
        outermost.append(item.opener)
    path.append((item.level, item.opener))


def _name_headings(holder: Element) -> None:
    for child in holder.elements():
        if child.tag == "p":
            child.tag = _heading_tag(child)
        elif child.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            child.tag = _numbered_tag(child.text()) or child.tag


def _heading_tag(paragraph: Element) -> str:
    """Return the heading a paragraph stands for: numbered, short, and wholly in the heading's font or bold."""
    text = paragraph.text().strip()
    tag = _numbered_tag(text)
    if tag is None or len(text) > _LONGEST_HEADING:
        return "p"
    fonts = _HEADING_FONTS[tag]
    runs = list(_runs(paragraph, "", False))
    return tag if all(bold or font.startswith(fonts) for font, bold in runs) else "p"


def _numbered_tag(text: str) -> str | None:
    text = text.strip()
    if _FIRST_LEVEL.match(text):
        return "h2"
    return "h3" if _SECOND_LEVEL.match(text) else None


def _runs(element: Element, font: str, bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield font and boldness of every run of visible text."""
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                yield font, bold
        else:
            is_bold = bold or child.tag in {"b", "strong"} or "strong" in marks_of(child)
            yield from _runs(child, font_of(child) or font, is_bold)


def _mark_unindented(root: Element) -> None:
    """Mark the lines set flush left, such as the salutation, in a text whose paragraphs are indented."""
    paragraphs = list(_body_paragraphs(root.elements()))
    if not any(_is_indented(each) for each in paragraphs):
        return
    for each in paragraphs:
        if is_word(each) and each.text().strip() and not _is_indented(each) and not block_class(each):
            each.attributes["class"] = each.attributes.get("class", "") + " no-indent"


def _body_paragraphs(elements: Iterable[Element]) -> Iterator[Element]:
    for each in elements:
        if each.tag == "p" and "mso-list" not in declarations(each):
            yield each
        elif each.tag == "div":
            yield from _body_paragraphs(each.elements())


def _is_indented(paragraph: Element) -> bool:
    indent = re.match(r"\d+(?:\.\d+)?", declarations(paragraph).get("text-indent", ""))
    return paragraph.text().startswith("　") or (indent is not None and float(indent[0]) > 0)


def _name_table_heads(root: Element) -> None:
    for head in root.walk():
        if head.tag == "thead":
            for cell in head.walk():
                cell.tag = "th" if cell.tag == "td" else cell.tag
