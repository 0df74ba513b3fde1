// 按键: Tab moves through table cells only, so that the keyboard is never caught in the text.
import { baseKeymap, chainCommands, exitCode } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { goToNextCell } from "prosemirror-tables";
import * as commands from "./commands.js";
import { schema } from "./schema.js";

function insertBreak(state, dispatch) {
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView());
  return true;
}

export function keys({ focusToolbar, askLink }) {
  const own = {
    "Mod-z": undo,
    "Shift-Mod-z": redo,
    "Mod-y": redo,
    "Mod-b": commands.toggle("strong"),
    "Mod-i": commands.toggle("em"),
    "Mod-u": commands.toggle("underline"),
    "Mod-k": () => (askLink(), true),
    "Mod-]": commands.deeper,
    "Mod-[": commands.shallower,
    "Shift-Enter": chainCommands(exitCode, insertBreak),
    "Alt-F10": () => (focusToolbar(), true),
    Enter: chainCommands(commands.leaveCaption, splitListItem(schema.nodes.list_item)),
    Tab: chainCommands(commands.leaveCaption, goToNextCell(1)),
    "Shift-Tab": goToNextCell(-1),
  };
  return [keymap(own), keymap(baseKeymap)];
}
