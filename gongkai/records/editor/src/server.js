// 与服务器往来: cleaning of what is pasted and uploading of images. Both addresses come from the textarea's data attributes.
function token(textarea) {
  const field = textarea.form?.elements.namedItem("csrfmiddlewaretoken");
  return field?.value ?? document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}

async function post(textarea, address, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      body,
      credentials: "same-origin",
      headers: { "X-CSRFToken": token(textarea), Accept: "application/json" },
    });
  } catch {
    throw new Error("连接不上服务器，请检查网络后再试。");
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new Error(answer?.error ?? "服务器没有接受，请刷新页面、重新登录后再试。");
}

export const uploadImage = (textarea, file, alt) => post(textarea, textarea.dataset.uploadUrl, { file, alt });

export const cleanPasted = (textarea, html) => post(textarea, textarea.dataset.cleanUrl, { html });
