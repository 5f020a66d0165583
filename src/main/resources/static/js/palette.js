// The command palette: what can be done on this page, where one can go, and tickets and people by their words. An action is a
// click on a control that stands on the page anyway, so nothing can be done here that the page does not offer.
import { say } from "./say.js";

const PAUSE = 80;

export function openPaletteByKey() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const says = dialog.querySelector("[role=status]");
  let hits = [];
  let timer = 0;
  let asking = null;

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (document.querySelector("dialog[open]:not(#palette)")) return;
    event.preventDefault();
    dialog.open ? dialog.close() : dialog.showModal();
  });
  // However it was opened, it begins empty.
  new MutationObserver(() => dialog.open && begin()).observe(dialog, { attributeFilter: ["open"] });
  field.addEventListener("input", () => {
    draw([]);
    ask();
  });
  field.addEventListener("keydown", onKey);
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(event, option);
  });

  function begin() {
    field.value = "";
    draw([]);
    field.focus();
  }

  function draw(found) {
    hits = found;
    list.replaceChildren(...actions(field.value).map(optionFor), ...hits);
    mark(list.firstElementChild);
    const count = list.childElementCount;
    list.hidden = count === 0;
    field.setAttribute("aria-expanded", String(count > 0));
    says.textContent = count > 0 ? counted(count) : field.value.trim() && !asking ? say("Nothing found. Try other words, or a ticket’s number.", "Nada encontrado. Prueba con otras palabras o con el número de un ticket.") : "";
  }

  function ask() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    if (!field.value.trim()) return;
    asking = new AbortController();
    const mine = asking;
    timer = setTimeout(async () => {
      try {
        const answer = await fetch(`/desk/palette?q=${encodeURIComponent(field.value)}`, { signal: mine.signal, redirect: "manual", cache: "no-store" });
        if (answer.type === "opaqueredirect") return location.reload(); // signed out meanwhile
        const drawn = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
        if (asking !== mine) return;
        asking = null;
        draw([...drawn.querySelectorAll("[role=option]")].map((option) => document.adoptNode(option)));
      } catch (problem) {
        if (problem.name === "AbortError") return;
        asking = null;
        says.textContent = say("Not connected: tickets and people cannot be looked for now.", "Sin conexión: ahora no se pueden buscar tickets ni personas.");
      }
    }, PAUSE);
  }

  function onKey(event) {
    if (event.isComposing) return;
    const options = [...list.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const to = event.key === "ArrowDown" ? (at + 1) % options.length : (at - 1 + options.length) % options.length;
      mark(options[to]);
    } else if (event.key === "Enter") {
      options[at]?.click();
    } else {
      return;
    }
    event.preventDefault();
  }

  function mark(option) {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  function choose(event, option) {
    if (!option.does) return; // a link goes where it leads, also into a new tab
    event.preventDefault();
    event.stopPropagation(); // a click elsewhere closes menus, and this one may be about to open one
    dialog.close();
    option.does.click();
    const opened = option.does.matches("summary") && option.does.parentElement;
    if (opened?.open !== false) opened?.querySelector?.(".drop :is(button, select, input:not([type=hidden]))")?.focus();
    const text = option.does.dataset.focus && document.getElementById(option.does.dataset.focus);
    if (text) setTimeout(() => text.focus());
  }
}

const counted = (count) => (count === 1 ? say("1 choice", "1 opción") : `${count} ${say("choices", "opciones")}`);

function actions(typed) {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const seen = new Set();
  const here = document.querySelectorAll("#main :is([data-key], summary.chip, [data-send])");
  const inserts = [...document.querySelectorAll("#main [data-insert]")].filter((one) => one.form.getClientRects().length > 0);
  const elsewhere = document.querySelectorAll("#rail a[href], #rail [data-opens=keys]");
  return [...[...here].filter((one) => one.getClientRects().length > 0), ...inserts, ...elsewhere]
    .map((does) => ({ does, label: labelOf(does) }))
    .filter(({ label }) => label && words.every((word) => fold(label).split(/[\s:,]+/).some((part) => part.startsWith(word))))
    .filter(({ label }) => !seen.has(label) && seen.add(label))
    .slice(0, 8);
}

function labelOf(control) {
  if (control.matches("input, textarea")) return "";
  if (control.dataset.insert) return control.dataset.insert;
  const copy = control.cloneNode(true);
  for (const left of copy.querySelectorAll("kbd, .n")) left.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function optionFor({ does, label }, at) {
  const option = document.createElement("div");
  option.role = "option";
  option.id = `palette-action-${at}`;
  const name = document.createElement("span");
  name.textContent = label;
  const quiet = document.createElement("span");
  quiet.className = "small quiet";
  quiet.textContent = does.closest("#rail") ? say("Go to", "Ir a") : say("On this page", "En esta página");
  option.append(name, " ", quiet);
  option.does = does;
  return option;
}

export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
