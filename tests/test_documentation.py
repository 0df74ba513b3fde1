"""The documentation names only what exists: links, commands, make targets, people of the demonstration."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from gongkai.cli.chinese import ChineseParser
from gongkai.cli.entry import build_parser

HOUSE = Path(__file__).parents[1]
DOCUMENTS = sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")])
READMES = [HOUSE / "README.md", HOUSE / "README.zh-CN.md"]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
CODE = re.compile(r"`([^`\n]+)`|^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROTOCOL = re.compile(r"[a-z]+:")


def name(document):
    return str(document.relative_to(HOUSE))


def code_in(document):
    return [inline or block for inline, block in CODE.findall(document.read_text("utf-8"))]


def commands_in(document):
    """Return the words after `gongkai` wherever a code span or block calls it."""
    calls = [line.split() for code in code_in(document) for line in code.splitlines()]
    return [words[1:] for words in calls if words and words[0] in {"gongkai", ".venv/bin/gongkai"} and len(words) > 1]


def choices(parser: ChineseParser) -> dict[str, ChineseParser]:
    """Return the commands below a parser by name; none where it has no parts."""
    found = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return found[0] if found else {}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_to_files(document):
    targets = [target for target in LINK.findall(document.read_text("utf-8")) if not PROTOCOL.match(target)]

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_commands_exist(document):
    known = choices(build_parser())

    for first, *others in commands_in(document):
        assert first in known, f"gongkai {first}"
        parts = choices(known[first])
        if parts and others:
            assert others[0].rstrip(",") in parts, f"gongkai {first} {others[0]}"


@pytest.mark.parametrize("document", READMES, ids=name)
def test_every_command_is_told(document):
    told = {words[0] for words in commands_in(document)}

    assert told == set(choices(build_parser()))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_make_targets_exist(document):
    targets = set(re.findall(r"^([a-z][a-z-]*):", (HOUSE / "Makefile").read_text("utf-8"), re.MULTILINE))
    used = {words[1] for code in code_in(document) if (words := code.split())[0] == "make" and len(words) > 1}

    assert used <= targets


@pytest.mark.parametrize("document", READMES, ids=name)
def test_the_tours_are_made_by_people_of_the_demonstration(document):
    town = tomllib.loads((HOUSE / "gongkai/desk/demo/data/town.toml").read_text("utf-8"))
    rows = [row for office in [town["district"], *town["office"]] for row in office["people"]]
    rows += [row for office in town["office"] for place in office["department"] for row in place["people"]]
    names = {row["username"]: row["name"] for row in rows}
    tour = re.findall(r"^\| \d \| `(\w+)` \| (\w+)", document.read_text("utf-8"), re.MULTILINE)

    assert len(tour) == 8 + 7 + 5
    assert all(names[username] == person for username, person in tour)


def test_both_readmes_take_the_same_tours():
    tours = [re.findall(r"^\| \d \| `(\w+)`", document.read_text("utf-8"), re.MULTILINE) for document in READMES]

    assert tours[0] == tours[1]
