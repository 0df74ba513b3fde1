"""Tests of the pure folders run without Django (`pytest -p no:django gongkai/law`); all others share the town's fixtures."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Bring in the fixtures: that of the fonts, and where Django is, those that need it."""
    config.pluginmanager.import_plugin("gongkai.papers.tests.fonts")
    if config.pluginmanager.hasplugin("django"):
        config.pluginmanager.import_plugin("gongkai.office.tests.database")
        config.pluginmanager.import_plugin("gongkai.office.tests.fixtures")
        config.pluginmanager.import_plugin("gongkai.office.tests.browser")
