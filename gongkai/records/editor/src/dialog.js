// 对话框: a modal form made from a list of fields. It stands outside the page's own form, which may not hold another.
let count = 0;

function control(field, id) {
  const input = document.createElement("input");
  input.id = id;
  input.name = field.name;
  input.type = field.type ?? "text";
  input.required = !!field.required;
  for (const [name, value] of Object.entries(field.attributes ?? {})) input.setAttribute(name, value);
  if (field.type === "checkbox") input.checked = !!field.value;
  else if (field.type !== "file" && field.value !== undefined) input.value = field.value;
  return input;
}

function row(field) {
  const holder = document.createElement("p");
  const id = `body-editor-field-${++count}`;
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = field.label;
  const input = control(field, id);
  holder.append(...(field.type === "checkbox" ? [input, label] : [label, input]));
  if (field.hint) {
    const hint = document.createElement("span");
    hint.id = `${id}-hint`;
    hint.className = "body-editor-hint";
    hint.textContent = field.hint;
    input.setAttribute("aria-describedby", hint.id);
    holder.append(hint);
  }
  return holder;
}

function button(text, type) {
  const made = document.createElement("button");
  made.type = type;
  made.textContent = text;
  return made;
}

function valuesOf(form) {
  return Object.fromEntries(
    [...form.querySelectorAll("input")].map((input) => [
      input.name,
      input.type === "checkbox" ? input.checked : input.type === "file" ? (input.files[0] ?? null) : input.value.trim(),
    ]),
  );
}

// Ask for the fields; `accept(values)` does the work and may throw an Error whose message is shown in the dialog.
export function ask({ title, fields, confirm, accept, onClose }) {
  const dialog = document.createElement("dialog");
  dialog.className = "body-editor-dialog";
  const form = document.createElement("form");
  const heading = document.createElement("h2");
  heading.id = `body-editor-dialog-${++count}`;
  heading.textContent = title;
  dialog.setAttribute("aria-labelledby", heading.id);
  const trouble = document.createElement("p");
  trouble.setAttribute("role", "alert");
  trouble.className = "body-editor-trouble";
  const submit = button(confirm, "submit");
  const cancel = button("取消", "button");
  const actions = document.createElement("p");
  actions.className = "body-editor-actions";
  actions.append(submit, cancel);
  form.append(heading, ...fields.map(row), trouble, actions);
  dialog.append(form);
  document.body.append(dialog);

  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.textContent = "";
    submit.disabled = true;
    try {
      await accept(valuesOf(form));
      dialog.close();
    } catch (error) {
      trouble.textContent = error.message;
    } finally {
      submit.disabled = false;
    }
  });
  dialog.showModal();
}
