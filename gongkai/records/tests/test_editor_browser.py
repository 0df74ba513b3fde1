"""正文编辑器 (docs/adr/0010-editor.md): typing, pasting and inserting in a real browser under the strict policy."""

import json
import re
import socketserver
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler

from gongkai.records.cleaning import clean_body

PASTED = Path(__file__).parent / "pasted"
WATCH = (
    "window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective))"
)
PASTE = """([html, files]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  for (const name of files) data.items.add(new File(['x'], name, {type: 'image/png'}));
  const surface = document.querySelector('[contenteditable=true]');
  surface.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("gongkai.records.tests.editor_page.urls"),
]


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        """Say nothing: the test's own report is enough."""


@pytest.fixture
def address(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.DEBUG = True
    settings.SECURE_SSL_REDIRECT = False
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    server = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def page(chromium, address):
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    page.goto(address)
    page.surface = page.locator("[contenteditable=true]")
    yield page
    page.close()


def body_of(page) -> str:
    page.surface.blur()
    return clean_body(page.locator("textarea").evaluate("e => e.value"))


def paste(page, html="", files=()):
    page.surface.click()
    page.keyboard.press("Control+End")
    page.evaluate(PASTE, [html, list(files)])


def press(page, name):
    page.get_by_role("toolbar").get_by_role("button", name=name, exact=True).click()


def test_typing_reaches_the_textarea_with_an_input_event(page):
    page.evaluate("window.heard = 0; document.querySelector('form').addEventListener('input', () => heard++)")
    page.surface.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("又写一句。")
    page.wait_for_function("heard > 0")

    assert body_of(page) == "<p>已有文字。又写一句。</p>"


def test_opening_changes_nothing(page):
    page.surface.click()
    page.surface.blur()

    assert page.locator("textarea").evaluate("e => e.value") == "<p>已有文字。</p>"


@pytest.mark.parametrize("source", ["word", "wps"])
def test_paste_from_a_word_processor_comes_in_clean(page, source):
    html = (PASTED / f"{source}.html").read_text()
    paste(page, html)
    page.get_by_text("已粘贴并整理格式").wait_for()

    assert body_of(page).startswith("<p>已有文字。")
    assert without_first_block(body_of(page)) == without_first_block(clean_body(html))
    assert "1张图片" in page.get_by_role("status").inner_text()


def without_first_block(html: str) -> str:
    return re.sub(r"^.*?</(?:p|h2)>", "", html)


def test_paste_into_an_empty_text_keeps_the_first_block(page):
    page.surface.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    html = (PASTED / "word.html").read_text()
    page.evaluate(PASTE, [html, []])
    page.get_by_text("已粘贴并整理格式").wait_for()

    assert body_of(page) == clean_body(html)


def test_nothing_of_the_editor_breaks_the_strict_policy(page):
    paste(page, (PASTED / "word.html").read_text())
    page.get_by_text("已粘贴并整理格式").wait_for()
    press(page, "表格")
    page.keyboard.press("Escape")

    assert page.evaluate("refused") == []


def test_table_is_inserted_with_caption_and_head_and_its_cells_merged(page):
    page.surface.click()
    press(page, "表格")
    page.get_by_label("表题").fill("统计表")
    page.get_by_label("行数").fill("2")
    page.get_by_label("列数").fill("2")
    page.get_by_role("dialog").get_by_role("button", name="插入").click()
    page.surface.locator("th").first.click()
    page.keyboard.type("甲")
    page.keyboard.press("Shift+ArrowRight")
    press(page, "合并单元格")

    assert (
        '<table><caption>统计表</caption><thead><tr><th colspan="2" scope="colgroup">甲</th></tr></thead>'
        "<tbody><tr><td></td><td></td></tr></tbody></table>"
    ) in body_of(page)


def test_head_row_is_set_and_taken_back(page):
    paste(page, "<table><tr><td>项目</td></tr><tr><td>一</td></tr></table>")
    page.surface.get_by_text("项目").click()

    press(page, "表头行")
    assert '<thead><tr><th scope="col">项目</th></tr></thead>' in body_of(page)
    page.surface.get_by_text("项目").click()
    press(page, "表头行")
    assert "<th" not in body_of(page)


def test_a_statutory_table_passes_through_the_editor_unchanged(page, address):
    table = (
        '<table><caption>表<strong>三</strong></caption><thead><tr><th rowspan="2" scope="col">项目</th>'
        '<th colspan="2" scope="colgroup">申请人</th></tr><tr><th scope="col" id="c1">自然人</th><th scope="col">合计</th></tr>'
        '</thead><tbody><tr><th scope="row">新收</th><td class="align-right" headers="c1">3</td><td>3</td></tr></tbody>'
        "<tbody><tr><td>一</td><td>二</td><td>三</td></tr><tr><td>四</td><td></td><td></td></tr></tbody>"
        '<tfoot><tr><td colspan="3">注</td></tr></tfoot></table>'
    )
    page.goto(f"{address}?body={table.replace(' ', '%20')}<p>末尾</p>")
    page.surface.get_by_text("末尾").click()
    page.keyboard.press("End")
    page.keyboard.type("。")

    assert body_of(page) == f"{table}<p>末尾。</p>"


def test_image_is_uploaded_with_its_text(page):
    page.surface.click()
    press(page, "图片")
    page.get_by_label("图片文件").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"x"})
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="上传并插入").click()
    assert dialog.is_visible(), "the text alternative may not be left out"
    page.get_by_label("替代文字").fill("办事大厅正门")
    page.get_by_label("图题").fill("图1 大厅")
    dialog.get_by_role("button", name="上传并插入").click()
    dialog.wait_for(state="detached")

    assert (
        '<figure><img src="/desk/attachments/7/a.png" alt="办事大厅正门"><figcaption>图1 大厅</figcaption></figure>'
        in body_of(page)
    )


def test_a_refused_upload_says_why(page):
    page.surface.click()
    press(page, "图片")
    page.get_by_label("图片文件").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b""})
    page.get_by_label("替代文字").fill("图")
    page.get_by_role("button", name="上传并插入").click()

    page.get_by_role("alert").get_by_text("文件是空的，请换一个。").wait_for()


def test_a_pasted_picture_asks_for_its_text(page):
    paste(page, files=["clip.png"])
    page.get_by_label("替代文字").fill("示意图")
    page.get_by_role("button", name="上传并插入").click()
    page.get_by_text("已插入图片。").wait_for()

    assert '<img src="/desk/attachments/7/clip.png" alt="示意图">' in body_of(page)


def test_headings_lists_and_links(page):
    page.surface.click()
    page.get_by_label("段落样式").select_option("h2")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    press(page, "编号")
    page.keyboard.type("甲")
    page.keyboard.press("Enter")
    page.keyboard.type("乙")
    page.keyboard.press("Control+]")
    page.keyboard.press("Shift+ArrowLeft")
    press(page, "链接")
    page.get_by_label("链接地址").fill("javascript:alert(1)")
    page.get_by_role("dialog").get_by_role("button", name="插入").click()
    page.get_by_role("alert").get_by_text("地址应以").wait_for()
    page.get_by_label("链接地址").fill("www.example.gov.cn/a")
    page.get_by_role("dialog").get_by_role("button", name="插入").click()
    page.get_by_role("dialog").wait_for(state="detached")

    link = '<a href="http://www.example.gov.cn/a" rel="noopener noreferrer">乙</a>'
    assert body_of(page) == f"<h2>已有文字。</h2><ol><li>甲<ol><li>{link}</li></ol></li></ol>"


def test_the_keyboard_reaches_the_toolbar_and_leaves_the_text(page):
    page.surface.click()
    page.keyboard.press("Alt+F10")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    back = page.evaluate("document.activeElement.isContentEditable")
    page.keyboard.press("Tab")

    assert (first, second, back) == ("撤销", "重做", True)
    assert page.evaluate("document.activeElement.textContent") == "保存"


def test_the_form_sends_what_was_typed_last(page):
    page.surface.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("<script>只是文字</script>")
    page.get_by_role("button", name="保存").click()

    assert page.locator("article").inner_html() == "<p>&lt;script&gt;只是文字&lt;/script&gt;</p>"


def test_without_javascript_the_textarea_stays(chromium, address):
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.get_by_label("正文").fill("<p>没有脚本。<b>也行</b></p>")
    page.get_by_role("button", name="保存").click()

    assert page.locator("article").inner_html() == "<p>没有脚本。<strong>也行</strong></p>"
    page.context.close()


def test_locked_text_can_be_read_but_not_changed(page, address):
    page.route(
        "**/",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=answer.text().replace("<textarea", "<textarea readonly")
        ),
    )
    page.goto(address)

    assert page.locator(".body-editor-surface").get_attribute("contenteditable") == "false"
    assert page.get_by_role("toolbar").count() == 0
    assert json.loads(page.evaluate("JSON.stringify(refused)")) == []
