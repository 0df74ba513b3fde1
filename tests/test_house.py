"""House rules that a linter cannot see (docs/adr/0001): relations point left, every model speaks Chinese."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")
OURS = [config for config in apps.get_app_configs() if config.name.startswith("gongkai.")]
MODELS = [model for config in OURS for model in config.get_models()]


def layers() -> list[str]:
    """Return the folders from left to right, as the import contract in pyproject.toml orders them."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    rows = [re.sub(r"[()\s]", "", row).split("|") for row in contract["layers"]]
    return list(chain.from_iterable(reversed(rows)))


def place(model) -> int:
    return layers().index(model._meta.app_config.name.split(".")[1])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_relations_point_left(model):
    for field in model._meta.get_fields():
        target = field.related_model if field.is_relation and not field.auto_created else None
        if target in MODELS:
            assert place(target) <= place(model), f"{model._meta.label}.{field.name} → {target._meta.label}"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_has_a_chinese_name(model):
    assert HAN.search(str(model._meta.verbose_name))


def test_no_import_hides_in_a_function():
    hidden = re.compile(r"^[ \t]+(from [a-z_.]+ import|import [a-z_.]+)", re.M)
    for path in (ROOT / "gongkai").rglob("*.py"):
        if "migrations" in path.parts or "tests" in path.parts:
            continue
        source = re.sub(r"if TYPE_CHECKING:\n(    .*\n|\n)+", "", path.read_text())
        assert not hidden.search(source), path
