"""公开文件: `gongkai serve` answers the public folder as nginx does, and nothing outside it."""

import gzip

import pytest
from django.test import Client

from gongkai.publishing.disk import Folder, Put

DOCUMENT = "chaotianmen/tzgg/202601/t20260120_12"


@pytest.fixture
def public(tmp_path, settings):
    root = tmp_path / "public"
    root.mkdir()
    settings.PUBLIC_DIR = root
    pages = {
        "index.html": "首页",
        "404.html": "没有找到这个页面",
        "chaotianmen/tzgg/index.html": "列表",
        "chaotianmen/tzgg/feed.xml": "<feed/>",
        f"{DOCUMENT}.html": "正文",
        f"{DOCUMENT}.svg": "<svg/>",
        f"{DOCUMENT}_7.pdf": "pdf",
        f"{DOCUMENT}_8.html": "<script>alert(1)</script>",
        "chaotianmen/tzgg/202601/t20260120_13.gone": "该信息已撤回",
    }
    Folder(root).write([Put(path, text.encode()) for path, text in pages.items()])
    (tmp_path / "secret.txt").write_text("secret")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    return root


@pytest.fixture
def visitor(public) -> Client:
    return Client()


def text_of(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        pytest.param("/", "首页", "text/html; charset=utf-8", id="首页"),
        pytest.param("/chaotianmen/tzgg/", "列表", "text/html; charset=utf-8", id="栏目"),
        pytest.param(f"/{DOCUMENT}.html", "正文", "text/html; charset=utf-8", id="文件"),
        pytest.param("/chaotianmen/tzgg/feed.xml", "<feed/>", "application/xml; charset=utf-8", id="订阅"),
        pytest.param(f"/{DOCUMENT}.svg", "<svg/>", "image/svg+xml", id="二维码"),
        pytest.param(f"/{DOCUMENT}_7.pdf", "pdf", "application/pdf", id="附件"),
    ],
)
def test_public_address_is_answered_with_its_file(visitor, path, text, kind):
    answer = visitor.get(path)

    assert (answer.status_code, text_of(answer), answer["Content-Type"]) == (200, text, kind)


def test_page_forbids_foreign_and_inline_scripts(visitor):
    policy = visitor.get("/")["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy


def test_head_gives_the_same_headers_and_no_body(visitor):
    whole, head = visitor.get("/"), visitor.head("/")

    assert head.content == b""
    assert all(head[name] == whole[name] for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified"))


def test_compressed_twin_is_sent_to_who_takes_it(visitor):
    answer = visitor.get("/", headers={"accept-encoding": "br, gzip"})

    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(b"".join(answer.streaming_content)).decode() == "首页"
    assert answer["Content-Type"] == "text/html; charset=utf-8"


def test_plain_file_is_sent_to_who_refuses_gzip(visitor):
    answer = visitor.get("/", headers={"accept-encoding": "gzip;q=0"})

    assert "Content-Encoding" not in answer
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize(("header", "name"), [("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")])
def test_unchanged_page_is_not_sent_again(visitor, header, name):
    first = visitor.get("/")

    again = visitor.get("/", headers={header: first[name]})

    assert again.status_code == 304
    assert again.content == b""


def test_changed_page_is_seen_at_once(visitor, public):
    first = visitor.get("/")
    Folder(public).write([Put("index.html", "新的首页".encode())])

    again = visitor.get("/", headers={"if-none-match": first["ETag"]})

    assert text_of(again) == "新的首页"


def test_folder_without_slash_is_redirected(visitor):
    answer = visitor.get("/chaotianmen/tzgg")

    assert (answer.status_code, answer["Location"]) == (301, "/chaotianmen/tzgg/")


@pytest.mark.parametrize("beside", [".html", ".svg", "_7.pdf"])
def test_withdrawn_document_is_gone_with_everything_beside_it(visitor, beside):
    answer = visitor.get(f"/chaotianmen/tzgg/202601/t20260120_13{beside}")

    assert (answer.status_code, answer.content.decode()) == (410, "该信息已撤回")
    assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/nowhere/", id="不存在"),
        pytest.param(f"/{DOCUMENT}.html.gz", id="压缩文件"),
        pytest.param("/chaotianmen/tzgg/202601/t20260120_13.gone", id="撤回说明"),
        pytest.param("/.passing/1-0", id="写入中的文件"),
        pytest.param("/../secret.txt", id="上级目录"),
        pytest.param("/%2e%2e/secret.txt", id="编码的上级目录"),
        pytest.param("/chaotianmen/..%2f..%2fsecret.txt", id="编码的斜线"),
        pytest.param("//etc/passwd", id="双斜线"),
        pytest.param("/out.txt", id="指向外面的链接"),
        pytest.param("/a%00b", id="空字符"),
        pytest.param("/%E5%8C%BA/", id="汉字"),
        pytest.param("/a\\b", id="反斜线"),
    ],
)
def test_what_is_not_public_is_not_found(visitor, path):
    answer = visitor.get(path)

    assert (answer.status_code, text_of(answer)) == (404, "没有找到这个页面")


def test_attachment_that_could_run_is_saved_not_opened(visitor):
    answer = visitor.get(f"/{DOCUMENT}_8.html")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment"


def test_other_methods_are_refused(visitor):
    assert visitor.post("/").status_code == 405


def test_wrong_address_before_anything_was_written_is_still_a_page(tmp_path, settings):
    settings.PUBLIC_DIR = tmp_path

    answer = Client().get("/")

    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()
