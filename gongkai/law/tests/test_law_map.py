"""docs/law.md points at modules and tests that exist, so that nobody trusts a rule whose proof is gone."""

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2]
LAW_MAP = (PACKAGE.parent / "docs" / "law.md").read_text(encoding="utf-8")


def test_every_file_named_in_the_law_map_exists():
    named = set(re.findall(r"`(?:gongkai/)?([\w/]+\.(?:py|toml|csv))`", LAW_MAP))
    roots = (PACKAGE, PACKAGE.parent)

    assert named
    assert {path for path in named if not any((root / path).exists() for root in roots)} == set()


def test_every_test_named_in_the_law_map_exists():
    named = set(re.findall(r"`(test_\w+)`", LAW_MAP))
    files = [*PACKAGE.glob("**/test_*.py"), *(PACKAGE.parent / "tests").glob("**/test_*.py")]
    written = {name for path in files for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)}

    assert named
    assert named - written == set()
