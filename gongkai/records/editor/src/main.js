// 正文编辑器: turns every textarea[data-body-editor] into an editor. Without this script the textarea itself is the editor.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";
import { parser, read, write } from "./html.js";
import { askImage, askLink, askTable, selectedImage } from "./inserting.js";
import { keys } from "./keys.js";
import { pasteHandler } from "./paste.js";
import { Toolbar } from "./toolbar.js";

const WRITE_AFTER_MS = 200;
let count = 0;

function frameFor(textarea) {
  const frame = document.createElement("div");
  frame.className = "body-editor";
  const status = document.createElement("p");
  status.className = "body-editor-status";
  status.setAttribute("role", "status");
  textarea.after(frame);
  textarea.hidden = true;
  return { frame, status };
}

function labelOf(textarea) {
  const label = textarea.labels?.[0];
  if (label && !label.id) label.id = `${textarea.id || "body-editor"}-label`;
  return label;
}

function surfaceAttributes(textarea, id) {
  const label = labelOf(textarea);
  const described = textarea.getAttribute("aria-describedby");
  return {
    id,
    class: "body-editor-surface",
    role: "textbox",
    "aria-multiline": "true",
    lang: "zh-Hans",
    ...(label ? { "aria-labelledby": label.id } : { "aria-label": "正文" }),
    ...(described ? { "aria-describedby": described } : {}),
    ...(textarea.required ? { "aria-required": "true" } : {}),
  };
}

// Bring changes to the textarea, with the events a form listens to, soon after typing and at once on leaving or saving.
function writer(textarea) {
  let pending = null;
  let view = null;
  const flush = () => {
    if (pending === null) return;
    clearTimeout(pending);
    pending = null;
    const html = write(view.state.doc);
    if (html === textarea.value) return;
    textarea.value = html;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
    textarea.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const later = (changed) => {
    view = changed;
    clearTimeout(pending);
    pending = setTimeout(flush, WRITE_AFTER_MS);
  };
  textarea.form?.addEventListener("submit", flush, { capture: true });
  textarea.form?.addEventListener("formdata", (event) => {
    flush();
    event.formData.set(textarea.name, textarea.value);
  });
  return { flush, later };
}

// An image that was not uploaded is shown as such; a browser would show nothing.
function imageView(node) {
  if (node.attrs.src) {
    const dom = document.createElement("img");
    for (const [name, value] of Object.entries(node.attrs)) if (value !== null) dom.setAttribute(name, value);
    return { dom };
  }
  const dom = document.createElement("span");
  dom.className = "body-editor-missing";
  dom.textContent = "图片没有上传";
  return { dom };
}

function plugins(options) {
  return [...keys(options), history(), dropCursor(), gapCursor(), tableEditing()];
}

function start(textarea) {
  const { frame, status } = frameFor(textarea);
  const id = `body-editor-${++count}`;
  const written = writer(textarea);
  const isEditable = !(textarea.readOnly || textarea.disabled);
  const say = (text) => (status.textContent = text);
  const ask = {
    askLink: () => askLink(view),
    askTable: () => askTable(view),
    askImage: textarea.dataset.uploadUrl ? (file) => askImage(view, textarea, say, file) : null,
  };
  const toolbar = new Toolbar({ editorId: id, ask: { ...ask, askImage: ask.askImage && (() => ask.askImage()) } });
  if (isEditable) frame.append(toolbar.dom);
  const view = new EditorView(frame, {
    state: EditorState.create({ doc: read(textarea.value), plugins: plugins({ focusToolbar: () => toolbar.focus(), ...ask }) }),
    editable: () => isEditable,
    attributes: surfaceAttributes(textarea, id),
    domParser: parser,
    clipboardParser: parser,
    nodeViews: { image: imageView, figure_image: imageView },
    handleDOMEvents: { blur: () => written.flush(), paste: pasteHandler({ textarea, say, askImage: ask.askImage }) },
    handleDoubleClickOn: (clicked, at, node) => node.type.name.endsWith("image") && !!ask.askImage && editImage(clicked, ask),
    dispatchTransaction(transaction) {
      this.updateState(this.state.apply(transaction));
      if (transaction.docChanged) written.later(this);
      toolbar.view && toolbar.update();
    },
  });
  toolbar.attach(view);
  frame.append(status);
  textarea.required = false;
  labelOf(textarea)?.addEventListener("click", () => view.focus());
  return view;
}

function editImage(view, ask) {
  if (!selectedImage(view.state)) return false;
  ask.askImage();
  return true;
}

function startAll(root = document) {
  for (const textarea of root.querySelectorAll("textarea[data-body-editor]:not([data-body-editor='started'])")) {
    textarea.dataset.bodyEditor = "started";
    start(textarea);
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => startAll());
else startAll();
// A form that the page receives later starts with: document.dispatchEvent(new CustomEvent("body-editor:start")).
document.addEventListener("body-editor:start", () => startAll());
