"""规则的称呼: E1 … are called by their numbers, every other rule has a Chinese name on screens and keeps its code in data."""

import re
from pathlib import Path

import pytest

from gongkai.report import checking
from gongkai.report.checking import Finding
from gongkai.report.checking.finding import RULE_NAMES

CODE = re.compile(r'Finding\(\s*"(\w+)"')


def codes() -> set[str]:
    files = Path(checking.__file__).parents[1].rglob("*.py")
    return {code for file in files if "tests" not in file.parts for code in CODE.findall(file.read_text("utf-8"))}


def test_every_rule_without_a_number_has_a_name() -> None:
    unnumbered = {code for code in codes() if not re.fullmatch(r"E\d+", code)}

    assert "override" in unnumbered
    assert unnumbered == set(RULE_NAMES)


@pytest.mark.parametrize(
    ("rule", "name"), [("override", "人工改数"), ("drift", "正文数字"), ("E9", "E9")], ids=["改数", "正文", "编号"]
)
def test_people_read_the_name_and_data_keeps_the_code(rule: str, name: str) -> None:
    finding = Finding(rule, "warn", "表二", "请核对。")

    assert finding.rule_name == name
    assert finding.as_json()["rule"] == rule
