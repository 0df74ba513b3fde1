"""Tests of the pure folders run without Django (`pytest -p no:django gongkai/law`); all others share the town's fixtures."""

import pytest
from xdist.scheduler import LoadScopeScheduling

DEMONSTRATION = "gongkai/desk/demo/tests/"


class InTheirGroups(LoadScopeScheduling):
    """Give every test to the worker that is free next; those that read the demonstration go to one, which loads it once.

    The plugin's own groups do nothing under this version of pytest.
    """

    def _split_scope(self, nodeid: str) -> str:
        return DEMONSTRATION if nodeid.startswith(DEMONSTRATION) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    return InTheirGroups(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Bring in the fixtures: that of the fonts, and where Django is, those that need it."""
    config.pluginmanager.import_plugin("gongkai.papers.tests.fonts")
    if config.pluginmanager.hasplugin("django"):
        config.pluginmanager.import_plugin("gongkai.office.tests.database")
        config.pluginmanager.import_plugin("gongkai.office.tests.fixtures")
        config.pluginmanager.import_plugin("gongkai.office.tests.browser")
