"""用语: every word of the installed Wagtail and Django that our users can meet is Chinese (design.md §1)."""

import re
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.views.i18n import JavaScriptCatalog

OURS = Path(settings.LOCALE_PATHS[0]) / "zh_Hans" / "LC_MESSAGES"
DOMAINS = ["django", "djangojs"]
PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}")


def packages() -> list[Path]:
    installed = [Path(config.path) for config in apps.get_app_configs() if not config.name.startswith("gongkai")]
    return [Path(django.__file__).parent / "conf", *installed]


def keys(entries) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in entries if not entry.obsolete and entry.msgid}


def catalogue(domain: str) -> polib.POFile:
    return polib.pofile(str(OURS / f"{domain}.po"))


def translations(entry) -> list[str]:
    return [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_message_of_an_installed_package_is_untranslated(domain):
    asked, answered = set(), keys(catalogue(domain).translated_entries())
    for package in packages():
        folder = package / "locale"
        for source in folder.glob(f"en/LC_MESSAGES/{domain}.po"):
            asked |= keys(polib.pofile(str(source)))
        for stock in folder.glob(f"zh_Hans/LC_MESSAGES/{domain}.mo"):
            answered |= keys(polib.mofile(str(stock)))

    assert sorted(message for _, message in asked - answered) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_translation_keeps_the_placeholders(domain):
    wrong = []
    for entry in catalogue(domain):
        allowed = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
        needed = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        wrong += [
            entry.msgid for text in translations(entry) if not needed <= set(PLACEHOLDER.findall(text)) <= allowed
        ]

    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_translation_keeps_the_addresses_and_marks(domain):
    marks = re.compile(r'data-[\w-]+="[^"]*"|href="[^"]*"')

    wrong = [
        entry.msgid
        for entry in catalogue(domain)
        for text in translations(entry)
        if not set(marks.findall(text)) <= set(marks.findall(entry.msgid + (entry.msgid_plural or "")))
    ]

    assert wrong == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_our_users_never_read_the_name_of_the_framework_nor_an_informal_address(domain):
    texts = [text for entry in catalogue(domain) for text in translations(entry)]

    assert [text for text in texts if "Wagtail" in text or "Django" in text or re.search("你(?!们)", text)] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_is_that_of_the_source(domain):
    compiled = {entry.msgid: translations(entry) for entry in polib.mofile(str(OURS / f"{domain}.mo"))}

    assert compiled == {entry.msgid: translations(entry) for entry in catalogue(domain).translated_entries()}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Search all pages…", "查找全部页面…"),
        ("live", "已发布"),
        ("Inspect", "查看"),
        ("Log out", "退出"),
        ("Step %(step_number)s", "第%(step_number)s步"),
        ("%(time_period)s ago", "%(time_period)s前"),
    ],
    ids=["缺译", "在用", "检查", "注销", "步进数", "之前"],
)
def test_our_words_prevail_over_the_stock_ones(message, expected):
    assert gettext(message) == expected


def test_a_span_of_time_reads_as_chinese():
    assert (
        gettext("%(time_period)s ago") % {"time_period": ngettext("%(num)d minute", "", 55) % {"num": 55}} == "55分钟前"
    )


def test_scripts_speak_chinese_too(rf):
    answer = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/desk/jsi18n/")).content.decode()

    assert catalogue("djangojs").find("Changes have been autosaved.").msgstr == "修改已自动保存。"
    assert r"\u4fee\u6539\u5df2\u81ea\u52a8\u4fdd\u5b58\u3002" in answer
