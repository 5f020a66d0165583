// Completes a colleague's name after an @ in a note, from those to whom the page offers the ticket anyway. Typing goes on without it.
import { fold } from "./palette.js";

const MOST = 6;
const BEGUN = /(?<![\p{L}\p{N}])@([\p{L}\p{N}.'’\- ]{0,40})$/u;

export function completeNames() {
  const note = document.getElementById("note");
  const list = document.getElementById("note-people");
  if (!note || !list) return;

  note.addEventListener("input", () => draw(found(note)));
  note.addEventListener("blur", () => draw([]));
  note.addEventListener("keydown", onKey);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the note keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });

  function draw(names) {
    list.replaceChildren(...names.map(optionFor));
    list.hidden = names.length === 0;
    mark(list.firstElementChild);
  }

  function mark(option) {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) note.setAttribute("aria-activedescendant", option.id);
    else note.removeAttribute("aria-activedescendant");
  }

  function onKey(event) {
    if (list.hidden || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = [...list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark(options[(at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length]);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(options[at]);
    } else if (event.key === "Escape") {
      event.stopPropagation(); // closes the list, and leaves the note open
      draw([]);
    } else {
      return;
    }
    event.preventDefault();
  }

  function take(option) {
    const end = note.selectionStart;
    const begin = note.value.slice(0, end).lastIndexOf("@");
    note.setRangeText(`@${option.textContent} `, begin, end, "end");
    note.dispatchEvent(new Event("input", { bubbles: true }));
    draw([]);
  }
}

function found(note) {
  const begun = BEGUN.exec(note.value.slice(0, note.selectionStart));
  if (!begun) return [];
  const typed = fold(begun[1]);
  return [...document.querySelectorAll("#assignee option")]
    .filter((option) => option.value)
    .map((option) => option.textContent.trim())
    .filter((name) => fold(name) !== typed && (fold(name).startsWith(typed) || fold(name).split(/\s+/).some((part) => part.startsWith(typed))))
    .slice(0, MOST);
}

function optionFor(name, at) {
  const option = document.createElement("div");
  option.role = "option";
  option.id = `note-person-${at}`;
  option.textContent = name;
  return option;
}
