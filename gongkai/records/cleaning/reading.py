"""正文读取: what a body says as plain text, and what is missing in it for those who cannot see it."""

from collections.abc import Iterator

from gongkai.records.cleaning.rules import BLOCKS, DROPPED
from gongkai.records.cleaning.tree import Element, parse

_LINES = BLOCKS | {"li", "tr", "caption", "figcaption", "br"}
_LEVELS = {"h2": 2, "h3": 3, "h4": 4}


def plain_text(html: str) -> str:
    """Return the text line by line: a line for each block, item and row, cells parted by tabs, images by their text."""
    lines = "".join(_pieces(parse(html))).split("\n")
    return "\n".join(line for line in (" ".join(line.split(" ")).strip() for line in lines) if line)


def _pieces(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("\n", " ").replace("\xa0", " ")
        elif child.tag not in DROPPED:
            yield from _piece(child)


def _piece(element: Element) -> Iterator[str]:
    edge = "\n" if element.tag in _LINES else "\t" if element.tag in {"td", "th"} else ""
    yield "\n" if edge == "\n" else ""
    yield element.attributes.get("alt", "")
    yield from _pieces(element)
    yield edge


def body_problems(html: str) -> list[str]:
    """Return, as sentences for the clerk, what keeps a body from being read by everyone."""
    root = parse(html)
    return [*_image_problems(root), *_table_problems(root), *_heading_problems(root), *_link_problems(root)]


def images_left_behind(html: str) -> int:
    """Return how many images stand in a body without a file of ours behind them."""
    return sum(element.tag == "img" and not element.attributes.get("src") for element in parse(html).walk())


def _image_problems(root: Element) -> Iterator[str]:
    images = (element for element in root.walk() if element.tag == "img")
    for number, image in enumerate(images, start=1):
        if not image.attributes.get("src"):
            yield f"第{number}张图片没有上传到本系统，请选中它，用“图片”按钮上传。"
        if not image.attributes.get("alt", "").strip():
            yield f"第{number}张图片没有替代文字，请写明图片的内容。"


def _table_problems(root: Element) -> Iterator[str]:
    tables = (element for element in root.walk() if element.tag == "table")
    for number, table in enumerate(tables, start=1):
        tags = {part.tag for part in table.walk()}
        if "caption" not in tags:
            yield f"第{number}张表格没有表题，请补上。"
        if "th" not in tags:
            yield f"第{number}张表格没有表头单元格，请把标题行或标题列设为表头。"


def _heading_problems(root: Element) -> Iterator[str]:
    above = 1
    for heading in (element for element in root.walk() if element.tag in _LEVELS):
        level = _LEVELS[heading.tag]
        if level > above + 1:
            yield f"标题“{heading.text()}”跳过了上一级标题，请改为{'一二三'[above - 1]}级标题或补上缺少的一级。"
        above = level


def _link_problems(root: Element) -> Iterator[str]:
    for link in (element for element in root.walk() if element.tag == "a"):
        if not "".join(_pieces(link)).strip():
            yield f"指向 {link.attributes.get('href', '')} 的链接没有文字，请写明链接的去处。"
