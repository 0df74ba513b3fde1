"""行内整理: text and marks inside one block, in the one form that cleaning again leaves alone."""

import re
from collections.abc import Iterator

from gongkai.records.cleaning.rules import MARKS
from gongkai.records.cleaning.tree import Element, Nodes

_INVISIBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\ufeff\ufffe\uffff]")
_SPACES = re.compile("[ \t\r\n\f\xa0]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n\f][ \t\r\n\f]*(?=[{_WIDE}])")


def tidy_inline(nodes: Nodes, *, edge: str = " ") -> Nodes:
    """Return inline content with spaces collapsed, equal marks joined, empty ones gone and both edges trimmed.

    A line break between two Chinese characters is no space; ``edge`` names what is trimmed.
    """
    nodes = _joined(nodes)
    while _trim(nodes, 0, edge) or _trim(nodes, -1, edge):
        pass
    return nodes


def has_content(nodes: Nodes) -> bool:
    """Test if inline content shows anything: text or an image."""
    return any(_shows(node) for node in nodes)


def _shows(node: Element | str) -> bool:
    if isinstance(node, str):
        return bool(_INVISIBLE.sub("", node).strip())
    return node.tag == "img" or has_content(node.children)


def _joined(nodes: Nodes) -> Nodes:
    result: Nodes = []
    for node in nodes:
        _push(result, node)
    return [node for node in _collapsed(result) if node]


def _push(result: Nodes, node: Element | str) -> None:
    """Add one node, joined with the last one where the two are of a kind."""
    last = result[-1] if result else None
    if isinstance(node, str):
        visible = _INVISIBLE.sub("", node)
        if isinstance(last, str):
            result[-1] = last + visible
        elif visible:
            result.append(visible)
    elif node.tag not in MARKS:
        result.append(node)
    elif not has_content(node.children):
        for child in node.children:
            _push(result, child)
    elif isinstance(last, Element) and (last.tag, last.attributes) == (node.tag, node.attributes):
        last.children = _joined(last.children + node.children)
    else:
        result.append(Element(node.tag, node.attributes, _joined(node.children)))


def _collapsed(nodes: Nodes) -> Iterator[Element | str]:
    """Yield the nodes with spaces in texts collapsed; around a line break there are none."""
    for at, node in enumerate(nodes):
        if isinstance(node, str):
            text = _SPACES.sub(" ", _BROKEN_LINE.sub("", node))
            before, after = nodes[:at][-1:], nodes[at + 1 :][:1]
            text = text.lstrip(" ") if any(map(_is_break, before)) else text
            yield text.rstrip(" ") if any(map(_is_break, after)) else text
        else:
            yield node


def _is_break(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag == "br"


def _trim(nodes: Nodes, at: int, edge: str) -> bool:
    """Take one thing that shows nothing from the beginning (0) or the end (-1); tell if there was one."""
    if not nodes:
        return False
    node = nodes[at]
    if isinstance(node, str):
        return _trim_text(nodes, at, node, edge)
    if node.tag == "br":
        del nodes[at]
        return True
    return node.tag in MARKS and _trim(node.children, at, edge)


def _trim_text(nodes: Nodes, at: int, text: str, edge: str) -> bool:
    trimmed = text.lstrip(edge) if at == 0 else text.rstrip(edge)
    if trimmed == text:
        return False
    nodes[at : at + 1 or None] = [trimmed] if trimmed else []
    return True
