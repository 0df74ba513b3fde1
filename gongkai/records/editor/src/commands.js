// 编辑动作: each command is a function (state, dispatch) -> whether it applies, as ProseMirror asks for.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection } from "prosemirror-state";
import { isInTable, selectedRect } from "prosemirror-tables";
import { schema } from "./schema.js";

const { nodes, marks } = schema;
const LISTS = [nodes.ordered_list, nodes.bullet_list];

export const toggle = (name) => toggleMark(marks[name]);

export const isMarked = (name) => (state) => {
  const { from, to, empty, $from } = state.selection;
  const type = marks[name];
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
};

export function blockStyle(state) {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading ? `h${parent.attrs.level}` : "p";
}

export function setBlockStyle(style) {
  return (state, dispatch) => {
    const { align, flush } = state.selection.$from.parent.attrs;
    if (style === "p") return setBlockType(nodes.paragraph, { align, flush: !!flush })(state, dispatch);
    return setBlockType(nodes.heading, { level: +style[1], align })(state, dispatch);
  };
}

// Change the attributes of every text block in the selection that `applies` to.
function updateTextBlocks(change, applies = () => true) {
  return (state, dispatch) => {
    const { tr } = state;
    for (const { $from, $to } of state.selection.ranges) {
      state.doc.nodesBetween($from.pos, $to.pos, (node, at, parent) => {
        if ("align" in node.attrs && applies(node, parent)) tr.setNodeMarkup(at, null, { ...node.attrs, ...change(node) });
      });
    }
    if (dispatch && tr.docChanged) dispatch(tr);
    return tr.docChanged;
  };
}

export const align = (value) => updateTextBlocks(() => ({ align: value }));

export const isAligned = (value) => (state) => (state.selection.$from.parent.attrs.align ?? null) === value;

const takesIndent = (node, parent) => node.type === nodes.paragraph && [nodes.doc, nodes.blockquote].includes(parent?.type);

export const toggleIndent = updateTextBlocks((node) => ({ flush: !node.attrs.flush }), takesIndent);

export const isIndented = ({ selection: { $from } }) =>
  $from.depth > 0 && takesIndent($from.parent, $from.node(-1)) && !$from.parent.attrs.flush;

function enclosingList(state) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if (LISTS.includes($from.node(depth).type)) return { node: $from.node(depth), at: $from.before(depth) };
  }
  return null;
}

export const isList = (name) => (state) => enclosingList(state)?.node.type === nodes[name];

export function toggleList(name) {
  return (state, dispatch) => {
    const around = enclosingList(state);
    if (!around) return wrapInList(nodes[name])(state, dispatch);
    if (around.node.type === nodes[name]) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(around.at, nodes[name]));
    return true;
  };
}

export const deeper = sinkListItem(nodes.list_item);
export const shallower = liftListItem(nodes.list_item);

export function toggleQuote(state, dispatch) {
  return isQuoted(state) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);
}

export function isQuoted(state) {
  const { $from } = state.selection;
  return Array.from({ length: $from.depth }, (_, at) => $from.node(at + 1)).some((each) => each.type === nodes.blockquote);
}

export function clearFormat(state, dispatch) {
  const { from, to, empty } = state.selection;
  const { tr } = state;
  if (!empty) tr.removeMark(from, to).setStoredMarks([]);
  state.doc.nodesBetween(from, to, (node, at) => {
    if ("align" in node.attrs) tr.setNodeMarkup(at, nodes.paragraph);
  });
  dispatch?.(tr);
  return true;
}

function ancestor(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type === type) return { node: $from.node(depth), at: $from.before(depth), depth };
  }
  return null;
}

export function insertTable({ rows, columns, hasHead, caption }) {
  return (state, dispatch) => {
    const made = Array.from({ length: rows }, (_, at) => {
      const isHead = hasHead && at === 0;
      const cell = isHead ? nodes.table_header : nodes.table_cell;
      return nodes.table_row.create({ section: isHead ? "head" : "body" }, Array.from({ length: columns }, () => cell.createAndFill()));
    });
    const title = nodes.table_caption.create(null, caption ? schema.text(caption) : null);
    const whole = nodes.captioned_table.create(null, [title, nodes.table.create(null, made)]);
    const tr = insertBlock(state.tr, whole);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

// Put a block where the cursor is: in place of an empty paragraph, otherwise after the outermost block.
export function insertBlock(tr, block) {
  const { $from } = tr.selection;
  const inEmpty = $from.depth === 1 && $from.parent.isTextblock && !$from.parent.content.size;
  const from = inEmpty ? $from.before(1) : $from.depth ? $from.after(1) : tr.selection.to;
  tr.replaceWith(from, inEmpty ? $from.after(1) : from, block);
  const end = from + block.nodeSize;
  if (!tr.doc.resolve(end).nodeAfter) tr.insert(end, nodes.paragraph.create());
  return tr.setSelection(Selection.near(tr.doc.resolve(from + 1)));
}

export function deleteTable(state, dispatch) {
  const holder = ancestor(state, nodes.captioned_table);
  if (!holder) return false;
  const { tr } = state;
  tr.delete(holder.at, holder.at + holder.node.nodeSize);
  if (!tr.doc.childCount) tr.insert(0, nodes.paragraph.create());
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(holder.at, tr.doc.content.size)))));
  return true;
}

export const isInsideTable = (state) => !!ancestor(state, nodes.captioned_table);

export const isHeadRow = (state) => isInTable(state) && selectedRow(state).attrs.section === "head";

function selectedRow(state) {
  const { table, top } = selectedRect(state);
  return table.child(top);
}

// Make the selected rows the head of the table, or rows like the others.
export function toggleHeadRow(state, dispatch) {
  if (!isInTable(state)) return false;
  const { tr } = state;
  const { table, tableStart, top, bottom } = selectedRect(state);
  const section = isHeadRow(state) ? "body" : "head";
  table.forEach((row, offset, index) => {
    if (index < top || index >= bottom) return;
    const at = tableStart + offset;
    tr.setNodeAttribute(at, "section", section);
    retypeCells(tr, row, at + 1, section === "head" ? nodes.table_header : nodes.table_cell);
  });
  dispatch?.(tr);
  return true;
}

function retypeCells(tr, row, start, type) {
  row.forEach((cell, offset) => {
    tr.setNodeMarkup(start + offset, type, { ...cell.attrs, scope: null });
  });
}

// Leave a caption downwards: into the first cell, or behind the figure.
export function leaveCaption(state, dispatch) {
  const { $from } = state.selection;
  if (![nodes.table_caption, nodes.figure_caption].includes($from.parent.type)) return false;
  const { tr } = state;
  const after = $from.after($from.depth);
  if ($from.parent.type === nodes.figure_caption && !tr.doc.resolve(after + 1).nodeAfter) tr.insert(after + 1, nodes.paragraph.create());
  const next = Selection.findFrom(tr.doc.resolve(after), 1) ?? TextSelection.near(tr.doc.resolve(after));
  dispatch?.(tr.setSelection(next).scrollIntoView());
  return true;
}
