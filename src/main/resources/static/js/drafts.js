// Saves what is typed within two seconds, reply and note each to its own draft, and says so.
import { say } from "./say.js";

const PAUSE = 1000;
const LONGEST = 2000;
const RETRY = 5000;

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
  document.addEventListener("submit", sendOnce);
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });
}

function keep(form) {
  const text = form.querySelector("textarea");
  const says = form.querySelector(".saved");
  let timer = 0;
  let since = 0;
  let saved = text.value;
  let saving = null;

  form.addEventListener("change", (event) => event.target.name === "does" && changed());
  text.addEventListener("input", changed);
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    saving?.abort();
  });
  window.addEventListener("pagehide", () => {
    if (text.isConnected && text.value !== saved && !isSent()) save();
  });

  function changed() {
    form.querySelector("[data-discarded]")?.remove(); // what is new takes its place
    since ||= Date.now();
    says.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST - PAUSE / 2 - Date.now())));
  }

  // What was sent is no draft: leaving the page must not save it once more.
  function isSent() {
    return form.dataset.sent !== undefined;
  }

  async function save() {
    clearTimeout(timer);
    since = 0;
    if (!text.isConnected || isSent()) return;
    const value = text.value;
    saving?.abort();
    saving = new AbortController();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.draft, { method: "POST", body, signal: saving.signal, keepalive: value.length < 15000, redirect: "manual" });
      if (!answer.ok && answer.type !== "opaqueredirect") throw new Error(String(answer.status));
      saved = value;
      if (text.value === value) says.textContent = say("Draft saved", "Borrador guardado");
    } catch (problem) {
      if (problem.name === "AbortError") return;
      says.textContent = say("Draft not saved yet, trying again", "Borrador aún sin guardar, se intenta de nuevo");
      timer = setTimeout(save, RETRY);
    }
  }
}

// A second press of Send while the first is on its way does nothing.
function sendOnce(event) {
  if (event.target.method === "dialog" || event.defaultPrevented) return;
  if (event.target.dataset.sent !== undefined) event.preventDefault();
  else event.target.dataset.sent = "";
}
