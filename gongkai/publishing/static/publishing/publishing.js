// 公开页面的小脚本。页面没有它也完整可用：这里只记住显示方式，并添上打印、复制、朗读、辅助线。
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const on = (name, act) => {
    for (const button of document.querySelectorAll(`[data-gk="${name}"]`)) {
      button.addEventListener("click", () => act(button));
    }
  };
  const say = (id, text) => {
    const place = document.getElementById(id);
    if (place) place.textContent = text;
  };

  // 显示方式：勾选项与根元素上的属性保持一致，并记在浏览器里。
  const SWITCHES = ["elder", "contrast", "cursor", "ruler"];
  const CHOICES = [["size-medium", "size-large", "size-small"], ["face-hei", "face-fang"]];
  const control = (name) => document.getElementById("gk-" + name);
  const has = (name) => root.hasAttribute("data-" + name);
  const set = (name, is) => root.toggleAttribute("data-" + name, is);

  const remember = () => {
    const chosen = [...SWITCHES, ...CHOICES.flatMap((names) => names.slice(1))].filter(has);
    try {
      localStorage.setItem("gk-modes", chosen.join(" "));
    } catch {
      // 浏览器禁止存储：只在本页生效。
    }
  };
  const show = () => {
    for (const name of SWITCHES) {
      if (control(name)) control(name).checked = has(name);
    }
    for (const names of CHOICES) {
      const chosen = names.slice(1).find(has) || names[0];
      if (control(chosen)) control(chosen).checked = true;
    }
    measureTables();
  };
  const choose = (name) => {
    if (SWITCHES.includes(name)) set(name, control(name).checked);
    const names = CHOICES.find((each) => each.includes(name));
    for (const each of names || []) set(each, each === name);
    remember();
    measureTables();
  };
  for (const name of [...SWITCHES, ...CHOICES.flat()]) {
    control(name)?.addEventListener("change", () => choose(name));
  }
  on("reset", () => {
    for (const name of [...SWITCHES, ...CHOICES.flat()]) set(name, false);
    remember();
    show();
    window.speechSynthesis?.cancel();
    say("gk-aids-state", "已恢复默认显示。");
  });

  // 阅读辅助线：跟随指针和焦点。
  const ruler = document.createElement("div");
  ruler.className = "gk-ruler";
  ruler.hidden = true;
  document.body.append(ruler);
  const draw = (y) => {
    ruler.hidden = !has("ruler");
    ruler.style.top = y + "px";
  };
  document.addEventListener("pointermove", (event) => draw(event.clientY + 14), { passive: true });
  document.addEventListener("focusin", (event) => draw(event.target.getBoundingClientRect().bottom));

  // 朗读：只用本机的中文语音，文字不离开这台机器。
  const voice = () => speechSynthesis.getVoices().find((each) => each.localService && each.lang.startsWith("zh"));
  const read = () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return "已停止朗读。";
    }
    const chosen = voice();
    if (!chosen) return "本机没有可用的中文语音。";
    for (const part of find("main").innerText.split("\n").filter((line) => line.trim())) {
      const speech = new SpeechSynthesisUtterance(part);
      speech.voice = chosen;
      speech.lang = chosen.lang;
      speechSynthesis.speak(speech);
    }
    return "正在朗读，再按一次停止。";
  };
  on("read", () => say("gk-aids-state", "speechSynthesis" in window ? read() : "本机没有可用的中文语音。"));

  // 打印、复制、分享。
  const today = new Date();
  for (const place of document.querySelectorAll('[data-gk="today"]')) {
    place.textContent = `${today.getFullYear()}年${today.getMonth() + 1}月${today.getDate()}日`;
  }
  on("print", () => window.print());
  on("copy", async () => {
    const field = find("#gk-share-url");
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say("gk-share-state", "网址已复制。");
    } catch {
      say("gk-share-state", "浏览器不允许自动复制，网址已选中，请按 Ctrl+C 复制。");
    }
  });
  if (navigator.share) {
    for (const button of document.querySelectorAll('[data-gk="share"]')) button.hidden = false;
  }
  on("share", () => {
    navigator.share({ title: document.title, url: find("#gk-share-url").value }).catch(() => {});
  });

  // 宽表：只在真的放不下时提示可以左右滑动。
  function measureTables() {
    for (const table of document.querySelectorAll(".gk-table")) {
      const frame = table.querySelector(".gk-table__frame");
      const overflows = frame.scrollWidth > frame.clientWidth + 1;
      table.toggleAttribute("data-overflows", overflows);
      table.toggleAttribute("data-fits", !overflows);
    }
  }
  window.addEventListener("resize", measureTables, { passive: true });

  // 旧浏览器的样式表展不开收起的目录：宽屏上由脚本打开。
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 56rem)").matches) {
    for (const fold of document.querySelectorAll(".gk-fold")) fold.open = true;
  }

  // 展开的小面板按 Esc 收起；表单有错时，焦点先到错误汇总。
  document.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && document.activeElement?.closest(".gk-aids[open], .gk-share[open]");
    if (!panel) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  find("#gk-errors")?.focus();

  show();
})();
