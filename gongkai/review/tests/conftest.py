import pytest

from gongkai.office.tests.samples import install

from .story import Story

install("gongkai.review.tests.sample")


@pytest.fixture
def story(town) -> Story:
    return Story(town)
