// A key is a click on something that is on the page anyway: no key does what the mouse cannot. Silent while typing.

export function listenForKeys() {
  document.addEventListener("keydown", onKey);
  for (const label of document.querySelectorAll("[data-focus]")) {
    label.addEventListener("click", (event) => event.detail > 0 && setTimeout(() => focusFor(label)));
  }
  for (const button of document.querySelectorAll("[data-opens]")) {
    button.addEventListener("click", () => document.getElementById(button.dataset.opens).showModal());
  }
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    send(event);
  } else if (event.key === "Enter" && event.target.matches?.("[data-enter] input")) {
    event.preventDefault();
    event.target.closest("[data-enter]").querySelector("button").click();
  } else if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) {
    return;
  } else if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
  } else if (event.key === "j" || event.key === "k") {
    step(event, event.key === "j" ? 1 : -1);
  } else if (event.key === "x" && event.target.matches?.(".row")) {
    event.target.parentElement.querySelector(".choice")?.click();
  } else {
    press(event);
  }
}

function send(event) {
  const button = event.target.closest?.("form")?.querySelector("[data-send]");
  if (!button) return;
  event.preventDefault();
  button.click();
}

function step(event, by) {
  const rows = [...document.querySelectorAll(".row")].filter(shown);
  if (rows.length === 0) return;
  const open = rows.findIndex((row) => row === document.activeElement);
  const from = open >= 0 ? open : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const to = from < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + by));
  event.preventDefault();
  rows[to].focus();
}

function press(event) {
  const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key && shown(one));
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea")) {
    target.focus();
    target.select();
  } else {
    target.click();
    if (target.dataset.focus) focusFor(target);
    if (target.matches("summary") && target.parentElement.open !== false) {
      target.parentElement.querySelector(".drop :is(button, select, input:not([type=hidden]))")?.focus();
    }
  }
}

function focusFor(label) {
  document.getElementById(label.dataset.focus)?.focus();
}

function isTyping(element) {
  return element.matches?.("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])") ?? false;
}

function shown(element) {
  return element.getClientRects().length > 0;
}
