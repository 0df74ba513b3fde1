// 正文结构: the same elements that gongkai.records.cleaning allows, so that nothing typed here is lost on saving.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

const ALIGNMENTS = ["center", "right"];

function textBlockAttributes(dom) {
  const align = ALIGNMENTS.find((each) => dom.classList.contains(`align-${each}`)) ?? null;
  return { align, flush: dom.classList.contains("no-indent") };
}

function textBlockClass({ align, flush }) {
  const words = [align && `align-${align}`, flush && "no-indent"].filter(Boolean);
  return words.length ? { class: words.join(" ") } : {};
}

const textBlock = { align: { default: null }, flush: { default: false } };

function heading(level) {
  return { tag: `h${level}`, getAttrs: (dom) => ({ level, ...textBlockAttributes(dom), flush: false }) };
}

function plainAttribute(name) {
  return {
    default: null,
    getFromDOM: (dom) => dom.getAttribute(name),
    setDOMAttr: (value, attributes) => {
      if (value) attributes[name] = value;
    },
  };
}

const table = tableNodes({
  cellContent: "flow+",
  cellAttributes: {
    scope: plainAttribute("scope"),
    id: plainAttribute("id"),
    headers: plainAttribute("headers"),
    abbr: plainAttribute("abbr"),
  },
});

function imageAttributes(dom) {
  const [src, width, height] = ["src", "width", "height"].map((name) => dom.getAttribute(name));
  return { src, width, height, alt: dom.getAttribute("alt") ?? "" };
}

function imageDOM({ attrs }) {
  const given = Object.entries(attrs).filter(([, value]) => value !== null);
  return ["img", Object.fromEntries(given)];
}

const image = { src: { default: null }, alt: { default: "" }, width: { default: null }, height: { default: null } };

export const schema = new Schema({
  nodes: {
    doc: { content: "(flow | captioned_table)+" },
    paragraph: {
      group: "flow",
      content: "inline*",
      attrs: textBlock,
      parseDOM: [{ tag: "p", getAttrs: textBlockAttributes }],
      toDOM: (node) => ["p", textBlockClass(node.attrs), 0],
    },
    heading: {
      group: "flow",
      content: "inline*",
      defining: true,
      attrs: { level: { default: 2 }, ...textBlock },
      parseDOM: [heading(2), heading(3), heading(4), { tag: "h1", attrs: { level: 2 } }],
      toDOM: (node) => [`h${node.attrs.level}`, textBlockClass(node.attrs), 0],
    },
    blockquote: {
      group: "flow",
      content: "flow+",
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    ordered_list: {
      group: "flow",
      content: "list_item+",
      attrs: { start: { default: 1 }, type: { default: null } },
      parseDOM: [
        { tag: "ol", getAttrs: (dom) => ({ start: dom.hasAttribute("start") ? +dom.getAttribute("start") : 1, type: dom.getAttribute("type") }) },
      ],
      toDOM: ({ attrs: { start, type } }) => ["ol", { ...(start === 1 ? {} : { start }), ...(type ? { type } : {}) }, 0],
    },
    bullet_list: {
      group: "flow",
      content: "list_item+",
      parseDOM: [{ tag: "ul" }],
      toDOM: () => ["ul", 0],
    },
    list_item: {
      content: "paragraph flow*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    figure: {
      group: "flow",
      content: "figure_image figure_caption",
      isolating: true,
      parseDOM: [{ tag: "figure" }],
      toDOM: () => ["figure", 0],
    },
    figure_image: {
      attrs: image,
      selectable: true,
      parseDOM: [{ tag: "img", context: "figure/", getAttrs: imageAttributes, priority: 60 }],
      toDOM: imageDOM,
    },
    figure_caption: {
      content: "inline*",
      isolating: true,
      parseDOM: [{ tag: "figcaption" }],
      toDOM: () => ["figcaption", 0],
    },
    // prosemirror-tables knows rows only, so the caption stands beside the table; html.js joins the two again.
    captioned_table: {
      content: "table_caption table",
      isolating: true,
      parseDOM: [{ tag: "div[data-captioned-table]" }],
      toDOM: () => ["div", { "data-captioned-table": "" }, 0],
    },
    table_caption: {
      content: "inline*",
      isolating: true,
      parseDOM: [{ tag: "div[data-caption]" }],
      toDOM: () => ["div", { "data-caption": "" }, 0],
    },
    table: { ...table.table, group: undefined },
    table_row: {
      ...table.table_row,
      attrs: { section: { default: "body" } },
      parseDOM: [{ tag: "tr", getAttrs: (dom) => ({ section: dom.dataset.section ?? "body" }) }],
      toDOM: ({ attrs }) => ["tr", attrs.section === "body" ? {} : { "data-section": attrs.section }, 0],
    },
    table_cell: table.table_cell,
    table_header: table.table_header,
    text: { group: "inline" },
    image: {
      group: "inline",
      inline: true,
      attrs: image,
      parseDOM: [{ tag: "img", getAttrs: imageAttributes }],
      toDOM: imageDOM,
    },
    hard_break: {
      group: "inline",
      inline: true,
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }],
      toDOM: ({ attrs }) => ["a", attrs, 0],
    },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    underline: { parseDOM: [{ tag: "u" }], toDOM: () => ["u", 0] },
    strike: { parseDOM: [{ tag: "s" }, { tag: "del" }], toDOM: () => ["s", 0] },
    subscript: { excludes: "superscript", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
    superscript: { excludes: "subscript", parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  },
});
