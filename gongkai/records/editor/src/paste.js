// 粘贴: what comes from Word, WPS or a web page is cleaned by the server, the one authority, before it is inserted.
import { cleanPasted } from "./server.js";

const OWN = "data-pm-slice";

function imageFile(clipboard) {
  return [...clipboard.files].find((file) => file.type.startsWith("image/"));
}

// Handles the event before ProseMirror does: it would read the pasted HTML with its inline styles, which the policy refuses.
export function pasteHandler({ textarea, say, askImage }) {
  async function insertCleaned(view, html) {
    say("正在整理粘贴的内容……");
    try {
      const { html: cleaned, problems } = await cleanPasted(textarea, html);
      if (view.isDestroyed) return;
      view.pasteHTML(cleaned);
      say(["已粘贴并整理格式。", ...problems].join(""));
    } catch (error) {
      view.pasteHTML(html);
      say(`${error.message}已按原样粘贴，保存时会再整理。`);
    }
  }

  return function handlePaste(view, event) {
    const clipboard = event.clipboardData;
    if (!clipboard || !view.editable) return false;
    const html = clipboard.getData("text/html");
    const file = imageFile(clipboard);
    if (!html && file && textarea.dataset.uploadUrl) {
      askImage(file);
      event.preventDefault();
      return true;
    }
    if (!html || html.includes(OWN) || !textarea.dataset.cleanUrl) return false;
    insertCleaned(view, html);
    event.preventDefault();
    return true;
  };
}
