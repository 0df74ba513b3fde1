// 插入: the dialogs for a link, an image and a table.
import { NodeSelection } from "prosemirror-state";
import { insertBlock, insertTable } from "./commands.js";
import { ask } from "./dialog.js";
import { schema } from "./schema.js";
import { uploadImage } from "./server.js";

const { nodes, marks } = schema;

function linkAddress(given) {
  const address = /^(www\.|[\w-]+(\.[\w-]+)*\.(cn|com|net|org)(\/|$))/i.test(given) ? `http://${given}` : given;
  if (/^(https?:\/\/|mailto:)\S+$/i.test(address) || /^(?!\/\/)[^\s:\\#][^\s:\\]*$/.test(address)) return address;
  throw new Error("地址应以 http://、https:// 或 mailto: 开头，或是本站的相对地址。");
}

// The whole link around the cursor, so that changing it changes all of it.
function linkAt(state) {
  const { $from, empty } = state.selection;
  const mark = marks.link.isInSet($from.marks()) ?? marks.link.isInSet($from.nodeAfter?.marks ?? []);
  if (!mark) return null;
  const { parent } = $from;
  let from = $from.start();
  let index = 0;
  while (index < parent.childCount && from + parent.child(index).nodeSize < $from.pos + (empty ? 0 : 1)) from += parent.child(index++).nodeSize;
  while (index > 0 && mark.isInSet(parent.child(index - 1).marks)) from -= parent.child(--index).nodeSize;
  if (!mark.isInSet(parent.child(index).marks)) from += parent.child(index++).nodeSize;
  let to = from;
  while (index < parent.childCount && mark.isInSet(parent.child(index).marks)) to += parent.child(index++).nodeSize;
  return { mark, from, to };
}

export const isLink = (state) => !!linkAt(state);

export function askLink(view) {
  const { state } = view;
  const old = linkAt(state);
  const { from, to, empty } = old ? { ...old, empty: false } : state.selection;
  const fields = [{ name: "href", label: "链接地址", value: old?.mark.attrs.href ?? "", required: true }];
  if (empty) fields.push({ name: "text", label: "链接文字", required: true });
  ask({
    title: old ? "修改链接" : "插入链接",
    confirm: old ? "修改" : "插入",
    fields,
    onClose: () => view.focus(),
    accept: ({ href, text }) => {
      const mark = marks.link.create({ href: linkAddress(href) });
      const { tr } = view.state;
      view.dispatch(empty ? tr.replaceSelectionWith(schema.text(text, [mark]), false) : tr.removeMark(from, to, marks.link).addMark(from, to, mark));
    },
  });
}

export function removeLink(state, dispatch) {
  const old = linkAt(state);
  if (!old) return false;
  dispatch?.(state.tr.removeMark(old.from, old.to, marks.link));
  return true;
}

export function askTable(view) {
  ask({
    title: "插入表格",
    confirm: "插入",
    fields: [
      { name: "caption", label: "表题", hint: "写明这张表是什么，例如“2025年主动公开情况统计表”。" },
      { name: "rows", label: "行数", type: "number", value: 3, required: true, attributes: { min: 1, max: 200 } },
      { name: "columns", label: "列数", type: "number", value: 3, required: true, attributes: { min: 1, max: 30 } },
      { name: "hasHead", label: "第一行是表头", type: "checkbox", value: true },
    ],
    onClose: () => view.focus(),
    accept: ({ rows, columns, ...rest }) => insertTable({ rows: +rows, columns: +columns, ...rest })(view.state, view.dispatch),
  });
}

const isImage = (node) => [nodes.image, nodes.figure_image].includes(node?.type);

export const selectedImage = (state) =>
  state.selection instanceof NodeSelection && isImage(state.selection.node) ? state.selection.node : null;

function placeImage(view, attributes, caption) {
  const { state } = view;
  const chosen = selectedImage(state);
  if (chosen) {
    view.dispatch(state.tr.setNodeMarkup(state.selection.from, null, attributes));
  } else if (caption) {
    const parts = [nodes.figure_image.create(attributes), nodes.figure_caption.create(null, schema.text(caption))];
    view.dispatch(insertBlock(state.tr, nodes.figure.create(null, parts)));
  } else {
    view.dispatch(state.tr.replaceSelectionWith(nodes.image.create(attributes)).scrollIntoView());
  }
}

// Ask for the image, or for changes of the selected one. Its text alternative may not be left out.
export function askImage(view, textarea, say, file = null) {
  const old = selectedImage(view.state);
  const hasAddress = !!old?.attrs.src;
  const fields = [
    { name: "alt", label: "替代文字", value: old?.attrs.alt ?? "", required: true, hint: "写给看不到图片的人：图里有什么、说明什么。" },
  ];
  if (!old) fields.push({ name: "caption", label: "图题（可不填）" });
  if (!file) {
    const label = hasAddress ? "换一张图片（可不选）" : "图片文件";
    fields.unshift({ name: "file", label, type: "file", required: !hasAddress, attributes: { accept: "image/png,image/jpeg,image/gif,image/webp" } });
  }
  ask({
    title: old ? "修改图片" : "插入图片",
    confirm: old ? "修改" : "上传并插入",
    fields,
    onClose: () => view.focus(),
    accept: async (values) => {
      const chosen = file ?? values.file;
      const kept = { src: old?.attrs.src ?? null, alt: values.alt };
      const { url, alt } = chosen ? await uploadImage(textarea, chosen, values.alt) : { url: kept.src, alt: kept.alt };
      const size = chosen ? {} : { width: old?.attrs.width, height: old?.attrs.height };
      placeImage(view, { ...size, src: url, alt: alt ?? values.alt }, values.caption);
      say(old ? "已修改图片。" : "已插入图片。");
    },
  });
}
