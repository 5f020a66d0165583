// Puts a macro or a template into the text without leaving the page, and an article's link where the caret is. What is typed meanwhile stays.

export function insertInPlace() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert]");
    if (!button) return;
    event.preventDefault();
    if (button.dataset.text) insertAtCaret(button);
    else insert(button);
  });
}

function insertAtCaret({ form, dataset }) {
  const text = form.querySelector("textarea");
  document.getElementById("write-reply").checked = true; // it is put into replies alone
  if (text.selectionEnd === 0) text.setSelectionRange(text.value.length, text.value.length); // nobody has been in it yet
  const { selectionStart: from, selectionEnd: to, value } = text;
  const before = from > 0 && !/\s/.test(value[from - 1]) ? " " : "";
  const after = to < value.length && !/\s/.test(value[to]) ? " " : "";
  text.setRangeText(before + dataset.text + after, from, to, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
}

async function insert(button) {
  const { form } = button;
  const text = form.querySelector("textarea");
  const typed = text.value;
  const body = new URLSearchParams(new FormData(form));
  body.set(button.name, button.value);
  button.closest("details").open = false;
  try {
    const answer = await fetch(button.formAction, { method: "POST", body, headers: { Accept: "text/html" } });
    const drawn = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
    const filled = drawn.getElementById(text.id).value;
    const does = form.querySelector(".does");
    text.value = filled.slice(0, filled.length - typed.length) + text.value;
    does.replaceWith(document.adoptNode(drawn.getElementById(does.id)));
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  } catch {
    delete button.dataset.insert; // as without a script: the page that comes tells what is wrong
    button.click();
  }
}
