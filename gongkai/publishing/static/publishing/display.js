// 在画出页面之前恢复读者选过的显示方式，避免闪动。没有脚本时各选项仍由样式表在本页生效。
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("gk-scripted");
  try {
    for (const name of (localStorage.getItem("gk-modes") || "").split(" ").filter(Boolean)) {
      root.setAttribute("data-" + name, "");
    }
  } catch {
    // 浏览器禁止存储：不记忆，其余照常。
  }
})();
