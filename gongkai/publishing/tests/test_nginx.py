"""The shipped nginx configuration, tried with the installed nginx: what is public, how it is answered, what is not."""

import gzip
import urllib.error
import urllib.request
from email.message import Message
from typing import NamedTuple

import pytest

from gongkai.publishing.disk import Folder, Put
from gongkai.publishing.tests import nginx

pytestmark = pytest.mark.skipif(not nginx.is_installed(), reason="nginx is not installed here")

DOCUMENT = "chaotianmen/tzgg/202601/t20260120_12"


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class Plain(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    place = tmp_path_factory.mktemp("nginx")
    public = place / "public"
    public.mkdir()
    pages = {
        "index.html": "home",
        "404.html": "没有找到",
        "chaotianmen/tzgg/index.html": "list",
        "chaotianmen/tzgg/feed.xml": "<feed/>",
        f"{DOCUMENT}.html": "document",
        f"{DOCUMENT}.svg": "<svg/>",
        f"{DOCUMENT}_7.pdf": "pdf",
        f"{DOCUMENT}_8.docx": "docx",
        "chaotianmen/tzgg/202601/t20260120_13.gone": "该信息已撤回",
        "static/publishing/publishing.css": "body{}",
    }
    Folder(public).write([Put(path, text.encode()) for path, text in pages.items()])
    (place / "secret.txt").write_text("secret")
    (public / ".passing").mkdir(exist_ok=True)
    (public / ".passing" / "1-0").write_text("unfinished")
    with nginx.serving(public, place / "run") as address:
        yield address


def ask(site: str, path: str, method: str = "GET", **headers: str) -> Answer:
    request = urllib.request.Request(
        site + path, method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(Plain).open(request, timeout=5) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as answer:
        return Answer(answer.code, answer.headers, answer.read())


def test_document_is_answered_with_strict_headers(site):
    answer = ask(site, f"/{DOCUMENT}.html")

    assert (answer.status, answer.body) == (200, b"document")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "nginx/" not in answer.headers["Server"]


def test_compressed_twin_is_answered_to_who_takes_it(site):
    answer = ask(site, f"/{DOCUMENT}.html", accept_encoding="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.body) == b"document"


def test_unchanged_page_is_not_sent_again(site):
    first = ask(site, f"/{DOCUMENT}.html")

    assert ask(site, f"/{DOCUMENT}.html", if_none_match=first.headers["ETag"]).status == 304


@pytest.mark.parametrize(
    ("path", "body"), [("/", b"home"), ("/chaotianmen/tzgg/", b"list"), ("/chaotianmen/tzgg/feed.xml", b"<feed/>")]
)
def test_lists_and_feeds_are_answered(site, path, body):
    assert ask(site, path)[::2] == (200, body)


def test_folder_without_slash_is_redirected(site):
    answer = ask(site, "/chaotianmen/tzgg")

    assert (answer.status, answer.headers["Location"]) == (301, "/chaotianmen/tzgg/")


@pytest.mark.parametrize("beside", [".html", ".svg", "_7.pdf"])
def test_withdrawn_document_is_gone_with_everything_beside_it(site, beside):
    answer = ask(site, f"/chaotianmen/tzgg/202601/t20260120_13{beside}")

    assert (answer.status, answer.body.decode()) == (410, "该信息已撤回")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "path",
    [
        "/chaotianmen/nowhere/",
        "/chaotianmen/tzgg/202601/t20260120_99.html",
        "/chaotianmen/tzgg/202601/t20260120_13.gone",
        f"/{DOCUMENT}.html.gz",
        "/.passing/1-0",
    ],
)
def test_what_is_not_public_is_not_found(site, path):
    answer = ask(site, path)

    assert (answer.status, answer.body.decode()) == (404, "没有找到")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/chaotianmen/..%2f..%2f../secret.txt"])
def test_nothing_outside_the_folder_is_answered(site, path):
    answer = ask(site, path)

    assert answer.status in {400, 403, 404}
    assert b"secret" not in answer.body


def test_unsafe_attachment_is_saved_and_picture_opened(site):
    assert ask(site, f"/{DOCUMENT}_8.docx").headers["Content-Disposition"] == "attachment"
    assert "Content-Disposition" not in ask(site, f"/{DOCUMENT}_7.pdf").headers


def test_styles_are_kept_by_the_browser(site):
    assert "immutable" in ask(site, "/static/publishing/publishing.css?v=1").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/desk/", "/search?q=1", "/chaotianmen/search", "/static/wagtailadmin/x.css"])
def test_desk_and_search_are_passed_on(site, path):
    assert ask(site, path).status == 502


@pytest.mark.parametrize(
    "path", ["/chaotianmen/apply/", "/chaotianmen/apply/form/?kind=person", "/chaotianmen/apply/blank.pdf"]
)
def test_disclosure_on_request_is_the_program_s(site, path):
    assert ask(site, path).status == 502  # passed on: no program runs here
