"""命令行用语：argparse 的提示全部改用中文。

What lives here: a parser whose every word is Chinese. Which commands exist is `entry.py`'s affair.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn, TypeAlias

MESSAGES = {
    "argument %(argument_name)s: %(message)s": "参数“%(argument_name)s”：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有%(value)s这一项，可用的有：%(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)s不是这里要填的值",
    "expected one argument": "后面要跟一个值",
    "expected at most one argument": "后面最多跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "expected %s argument": "后面要跟%s个值",
    "expected %s arguments": "后面要跟%s个值",
    "the following arguments are required: %s": "缺少参数：%s",
    "one of the arguments %s is required": "下列参数要选填一个：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "not allowed with argument %s": "不能与%s同时使用",
    "ambiguous option: %(option)s could match %(matches)s": "选项%(option)s有歧义，可能是：%(matches)s",
    "ignored explicit argument %r": "后面不能带值%s",
    "unexpected option string: %s": "此处不能用选项%s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "没有%(parser_name)s这一项，可用的有：%(choices)s",
    "can't open '%(filename)s': %(error)s": "打不开文件“%(filename)s”：%(error)s",
    'argument "-" with mode %r': "“-”不能以%s方式打开",
}
"""What argparse says to a user, by its own message template, and what we say instead."""

HELP_COLUMN = 24

_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[rs]")


def _pattern(template: str) -> re.Pattern[str]:
    """Return a pattern that reads the values back out of a finished message."""
    position, parts = 0, []
    for found in _PLACEHOLDER.finditer(template):
        parts += [re.escape(template[position : found.start()]), f"(?P<{found[1] or 'only'}>.+?)"]
        position = found.end()
    return re.compile("".join([*parts, re.escape(template[position:])]), re.DOTALL)


_PATTERNS = {_pattern(english): chinese for english, chinese in MESSAGES.items()}


def _quoted(value: str) -> str:
    """Return the value as a Chinese sentence quotes it: argparse's '…' become “…”."""
    return re.sub(r"'([^']*)'", r"“\1”", value).replace(", ", "、")


def in_chinese(message: str) -> str:
    """Return argparse's message in Chinese; a message that is already ours stays as it is."""
    for pattern, chinese in _PATTERNS.items():
        found = pattern.fullmatch(message)
        if found:
            values = {name: in_chinese(_quoted(value)) for name, value in found.groupdict().items()}
            return chinese % values.get("only", values)
    return message


class ChineseHelp(argparse.HelpFormatter):
    """Help texts headed in Chinese and wrapped by the width that Chinese takes on a terminal."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        return re.sub(r"^(\S+):$", r"\1：", super().format_help(), flags=re.MULTILINE)

    def _format_action(self, action: argparse.Action) -> str:
        if isinstance(action, argparse._SubParsersAction):
            return "".join(map(self._format_action, action._get_subactions()))
        header = f"  {self._format_action_invocation(action)}"
        explained = wrapped(self._expand_help(action) if action.help else "", self._width - HELP_COLUMN)
        gap = " " * max(HELP_COLUMN - columns(header), 2)
        return header + gap + ("\n" + " " * HELP_COLUMN).join(explained) + "\n"

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


def columns(text: str) -> int:
    """Return the width of the text on a terminal."""
    return sum(1 if character.isascii() else 2 for character in text)


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most `width` columns, where a Chinese character takes two."""
    lines, line, taken = [], "", 0
    for character in " ".join(text.split()):
        if taken + columns(character) > width and character not in "，。；：、）”":
            lines.append(line)
            line, taken = "", 0
        line, taken = line + character, taken + columns(character)
    return [*lines, line]


class ChineseParser(argparse.ArgumentParser):
    """A parser that speaks Chinese; sub-parsers made from it do so too."""

    def __init__(self, **options: Any) -> None:
        options = {"formatter_class": ChineseHelp, "allow_abbrev": False, **options, "add_help": False}
        super().__init__(**options)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明后退出")

    def error(self, message: str) -> NoReturn:
        """Print the usage and a Chinese sentence, and leave with code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}：错误：{in_chinese(message)}。\n")


Commands: TypeAlias = "argparse._SubParsersAction[ChineseParser]"


def add_commands(parser: ChineseParser, dest: str = "command") -> Commands:
    """Return the place to add commands; with another `dest`, the parts of a command such as `report read`."""
    return parser.add_subparsers(title="命令", metavar="命令", dest=dest, required=True)
