// Says every few seconds that this ticket is open here and whether somebody writes, and shows who else has it open. The sentence
// is the server's; who may be named is decided there.

const EVERY = 8000; // the server forgets a screen that says nothing for 20 s
const PAUSE = 4000; // so long after the last key somebody counts as writing
const IDLE = 15 * 60_000;

export function showWhoIsHere() {
  const says = document.getElementById("presence");
  const token = document.querySelector("input[name=_csrf]");
  if (!says || !token) return;
  const screen = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let typed = 0;
  let told = false;
  let touched = Date.now();
  let timer = 0;

  const words = (more) => new URLSearchParams({ _csrf: token.value, screen, ...more });
  const here = () => says.isConnected && !document.hidden && Date.now() - touched < IDLE;
  const writing = () => Date.now() - typed < PAUSE;

  async function ask() {
    clearTimeout(timer);
    if (!says.isConnected) return;
    if (here()) {
      told = writing();
      try {
        const answer = await fetch(says.dataset.here, { method: "POST", body: words({ writing: told }), redirect: "manual" });
        const sentence = answer.ok ? await answer.text() : "";
        if (says.textContent !== sentence) says.textContent = sentence;
      } catch {
        says.textContent = ""; // no network: nobody can tell who is here
      }
    }
    clearTimeout(timer);
    timer = setTimeout(ask, told ? PAUSE : EVERY);
  }

  function leave() {
    if (says.isConnected) fetch(says.dataset.here, { method: "POST", body: words({ gone: true }), redirect: "manual", keepalive: true }).catch(() => {});
  }

  for (const text of document.querySelectorAll(".write textarea")) {
    text.addEventListener("input", () => {
      typed = Date.now();
      if (!told) ask();
    });
    text.form.addEventListener("submit", () => (typed = 0));
  }
  for (const sign of ["pointerdown", "keydown", "pointermove"]) document.addEventListener(sign, () => (touched = Date.now()), { passive: true });
  document.addEventListener("presence", ask);
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : ask()));
  window.addEventListener("pagehide", leave);
  ask();
}
