"""The Word templates that are shipped are those that the recipes make."""

import io

import pytest
from docx import Document

from gongkai.papers.filling import DATA
from gongkai.papers.recipes.form import form_template
from gongkai.papers.recipes.letter import letter_template


@pytest.mark.parametrize(("name", "made"), [("letter.docx", letter_template), ("form.docx", form_template)])
def test_a_template_is_what_its_recipe_makes(name, made):
    ours, anew = Document(DATA / name), Document(io.BytesIO(made()))

    assert ours.element.xml == anew.element.xml
    assert ours.styles.element.xml == anew.styles.element.xml
