// Puts a macro or a template into the text without leaving the page. What is typed meanwhile stays.

export function insertInPlace() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-insert]");
    if (!button) return;
    event.preventDefault();
    insert(button);
  });
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
