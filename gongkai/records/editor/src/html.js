// 读入与写出: between the HTML of a body and the document of the editor. Only tables look different in the two.
import { DOMParser, DOMSerializer } from "prosemirror-model";
import { schema } from "./schema.js";

const SECTIONS = { THEAD: "head", TFOOT: "foot" };

const inert = document.implementation.createHTMLDocument("");

function element(tag, ...children) {
  const made = inert.createElement(tag);
  made.append(...children);
  return made;
}

// The alignment of a cell becomes that of the paragraphs inside, which the toolbar can change.
function alignParagraphs(cell) {
  const align = ["align-center", "align-right"].find((each) => cell.classList.contains(each));
  if (!align) return;
  if (!cell.querySelector("p, ul, ol, blockquote, h2, h3, h4, figure")) cell.append(element("p", ...cell.childNodes));
  cell.querySelectorAll(":scope > p:not([class])").forEach((each) => each.classList.add(align));
}

// Rows remember their section: head or foot, and where one of several bodies begins.
function nameSections(table) {
  for (const row of table.rows) {
    const section = SECTIONS[row.parentNode.tagName];
    if (section) row.dataset.section = section;
    else if (row.parentNode !== table.tBodies[0] && !row.previousElementSibling) row.dataset.section = "new-body";
  }
}

// Give every table a caption beside it and every row the name of its section.
function separateCaptions(root) {
  for (const table of root.querySelectorAll("table")) {
    if (table.parentNode.dataset?.captionedTable === "") continue;
    const caption = element("div", ...(table.caption?.childNodes ?? []));
    caption.dataset.caption = "";
    table.caption?.remove();
    nameSections(table);
    for (const cell of table.querySelectorAll("td, th")) alignParagraphs(cell);
    const holder = element("div");
    holder.dataset.captionedTable = "";
    const place = table.parentNode.tagName === "FIGURE" ? table.parentNode : table;
    place.replaceWith(holder);
    holder.append(caption, table);
  }
}

// A header row belongs to the head only where nothing but head rows stands above it; likewise the foot from below.
function sectionsOf(rows) {
  let from = 0;
  let to = rows.length;
  while (from < to && rows[from].dataset.section === "head") from++;
  while (from < to && rows[to - 1].dataset.section === "foot") to--;
  return [["thead", rows.slice(0, from)], ...bodiesOf(rows.slice(from, to)), ["tfoot", rows.slice(to)]];
}

function bodiesOf(rows) {
  const starts = rows.flatMap((row, at) => (at && row.dataset.section === "new-body" ? [at] : []));
  return [0, ...starts].map((from, at) => ["tbody", rows.slice(from, starts[at])]);
}

function joinCaption(holder) {
  const [caption, table] = holder.children;
  const rows = [...table.rows];
  const parts = sectionsOf(rows)
    .filter(([, members]) => members.length)
    .map(([tag, members]) => element(tag, ...members));
  rows.forEach((row) => delete row.dataset.section);
  const written = caption.hasChildNodes() ? [element("caption", ...caption.childNodes)] : [];
  table.replaceChildren(...written, ...parts);
  holder.replaceWith(table);
}

class BodyParser extends DOMParser {
  parse(dom, options) {
    separateCaptions(dom);
    return super.parse(dom, options);
  }

  parseSlice(dom, options) {
    separateCaptions(dom);
    return super.parseSlice(dom, options);
  }
}

export const parser = new BodyParser(schema, DOMParser.schemaRules(schema));

export function read(html) {
  return parser.parse(new window.DOMParser().parseFromString(html, "text/html").body);
}

export function write(doc) {
  const holder = element("div");
  holder.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: inert }));
  holder.querySelectorAll("[data-captioned-table]").forEach(joinCaption);
  return holder.textContent.trim() || holder.querySelector("img, table") ? holder.innerHTML : "";
}
