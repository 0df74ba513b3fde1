"""命令的回答：退出码、--json、不能办理时的说明。

What lives here: how a command answers. Every command uses these and nothing else to speak.
"""

import argparse
import json
import sys
from typing import Any

FINE = 0
FINDINGS = 1
CANNOT_RUN = 2


class CannotRun(Exception):
    """The command cannot do what was asked; the message is a Chinese sentence for the user."""


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Give the command the option --json, which `answer` obeys."""
    parser.add_argument("--json", action="store_true", help="以 JSON 格式输出，供程序读取")


def answer(arguments: argparse.Namespace, *, data: Any, text: str) -> None:
    """Print the data as JSON when --json was given, the text otherwise."""
    if arguments.json:
        text = json.dumps(data, ensure_ascii=False, indent=2)
    print(text)


def complain(sentence: str) -> None:
    """Print a sentence for the user where it does not mix with the answer."""
    print(sentence, file=sys.stderr)
