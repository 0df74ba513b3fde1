// 工具栏: one stop in the tab order, arrow keys inside (the ARIA toolbar pattern), labels in words.
import { redo, undo } from "prosemirror-history";
import * as tables from "prosemirror-tables";
import * as commands from "./commands.js";
import { isLink, removeLink } from "./inserting.js";

const STYLES = [
  ["p", "正文"],
  ["h2", "一级标题 一、"],
  ["h3", "二级标题（一）"],
  ["h4", "三级标题 1."],
];

function groups({ askLink, askImage, askTable }) {
  const mark = (label, name, title) => ({ label, title, run: commands.toggle(name), isOn: commands.isMarked(name) });
  const align = (label, value) => ({ label, run: commands.align(value), isOn: commands.isAligned(value) });
  return [
    [
      { label: "撤销", title: "撤销（Ctrl+Z）", run: undo },
      { label: "重做", title: "重做（Ctrl+Y）", run: redo },
    ],
    [
      mark("加粗", "strong", "加粗（Ctrl+B）"),
      mark("上标", "superscript"),
      mark("下标", "subscript"),
      { label: "清除格式", run: commands.clearFormat },
    ],
    [
      { label: "编号", title: "编号列表", run: commands.toggleList("ordered_list"), isOn: commands.isList("ordered_list") },
      { label: "项目", title: "项目列表", run: commands.toggleList("bullet_list"), isOn: commands.isList("bullet_list") },
      { label: "降级", title: "列表降一级", run: commands.deeper },
      { label: "升级", title: "列表升一级", run: commands.shallower },
    ],
    [
      align("居左", null),
      align("居中", "center"),
      align("居右", "right"),
      { label: "首行缩进", title: "首行缩进两字", run: commands.toggleIndent, isOn: commands.isIndented },
      { label: "引用", title: "引用段落", run: commands.toggleQuote, isOn: commands.isQuoted },
    ],
    [
      { label: "链接", title: "插入或修改链接", ask: askLink, isOn: isLink },
      { label: "取消链接", run: removeLink },
      ...(askImage ? [{ label: "图片", title: "插入或修改图片", ask: askImage }] : []),
      { label: "表格", title: "插入表格", ask: askTable },
    ],
  ];
}

const TABLE_GROUP = [
  { label: "表头行", title: "设为或取消表头行", run: commands.toggleHeadRow, isOn: commands.isHeadRow },
  { label: "表头列", title: "设为或取消表头列", run: tables.toggleHeaderColumn },
  { label: "上加行", title: "在上方加一行", run: tables.addRowBefore },
  { label: "下加行", title: "在下方加一行", run: tables.addRowAfter },
  { label: "左加列", title: "在左侧加一列", run: tables.addColumnBefore },
  { label: "右加列", title: "在右侧加一列", run: tables.addColumnAfter },
  { label: "删行", title: "删除所在行", run: tables.deleteRow },
  { label: "删列", title: "删除所在列", run: tables.deleteColumn },
  { label: "合并单元格", run: tables.mergeCells },
  { label: "拆分单元格", run: tables.splitCell },
  { label: "删除表格", run: commands.deleteTable },
];

function makeButton(item) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = item.label;
  if (item.title) made.title = item.title;
  made.tabIndex = -1;
  return made;
}

function makeGroup(label, ...children) {
  const made = document.createElement("div");
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", label);
  made.append(...children);
  return made;
}

function makeStyleSelect() {
  const select = document.createElement("select");
  select.setAttribute("aria-label", "段落样式");
  select.tabIndex = -1;
  select.append(...STYLES.map(([value, label]) => new Option(label, value)));
  return select;
}

const GROUP_NAMES = ["历史", "文字", "列表", "段落", "插入"];

export class Toolbar {
  constructor({ editorId, ask }) {
    this.dom = document.createElement("div");
    this.dom.className = "body-editor-toolbar";
    this.dom.setAttribute("role", "toolbar");
    this.dom.setAttribute("aria-label", "正文编辑工具");
    this.dom.setAttribute("aria-controls", editorId);
    this.items = [];
    this.select = makeStyleSelect();
    const made = groups(ask).map((items, at) => makeGroup(GROUP_NAMES[at], ...items.map((item) => this.add(item))));
    made[1].prepend(this.select);
    this.tableGroup = makeGroup("表格", ...TABLE_GROUP.map((item) => this.add(item)));
    this.dom.append(...made, this.tableGroup);
  }

  add(item) {
    const dom = makeButton(item);
    this.items.push({ ...item, dom });
    return dom;
  }

  attach(view) {
    this.view = view;
    for (const { dom, run, ask } of this.items) {
      dom.addEventListener("mousedown", (event) => event.preventDefault());
      dom.addEventListener("click", () => {
        if (dom.getAttribute("aria-disabled") === "true") return;
        if (ask) ask();
        else this.perform(run);
      });
    }
    this.select.addEventListener("change", () => this.perform(commands.setBlockStyle(this.select.value)));
    this.dom.addEventListener("keydown", (event) => this.move(event));
    this.update();
  }

  perform(run) {
    run(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  controls() {
    return [...this.dom.querySelectorAll("button, select")].filter((each) => !each.closest("[hidden]"));
  }

  focus() {
    (this.controls().find((each) => each.tabIndex === 0) ?? this.controls()[0]).focus();
  }

  move(event) {
    const all = this.controls();
    const at = all.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    else if (to === undefined) return;
    else this.stopAt(all[(to + all.length) % all.length]).focus();
    event.preventDefault();
  }

  stopAt(control) {
    for (const each of this.controls()) each.tabIndex = each === control ? 0 : -1;
    return control;
  }

  update() {
    const { state } = this.view;
    this.tableGroup.hidden = !commands.isInsideTable(state);
    this.select.value = commands.blockStyle(state);
    for (const { dom, run, isOn } of this.items) {
      if (isOn) dom.setAttribute("aria-pressed", String(isOn(state)));
      if (run) dom.setAttribute("aria-disabled", String(!run(state)));
    }
    const all = this.controls();
    if (!all.some((each) => each.tabIndex === 0)) this.stopAt(all[0]);
  }
}
