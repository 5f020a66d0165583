// Keeps the page as the server would draw it now. The server only says that something changed; the page then fetches
// itself and swaps the parts marked data-live, so that what may be seen is decided in one place, for each viewer anew.
import { say } from "./say.js";

import { hangUp, listenIn } from "./shared-line.js";
import { show, takeTurn, tells } from "./tell.js";

const MINUTE = 60_000;
const IDLE = 15 * MINUTE; // an abandoned screen stops asking, so that its session can end
const HIDDEN = 20_000; // a tab that nobody sees is not kept up to date; it catches up when somebody does
const DAY = 10 * 60 * MINUTE; // so long the one that tells what happens goes on listening

const known = new Map(); // id → the part as the server last drew it
let listening = false;
let timer = 0;
let waiting = 0;
let wanted = new Set();
let touched = Date.now();

export function stayLive() {
  for (const part of liveParts(document)) remember(part);
  showLatest();
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaveNothing(() => location.reload());
  });
  if (!document.getElementById("rail")) return;
  for (const sign of ["pointerdown", "keydown", "pointermove"]) document.addEventListener(sign, () => (touched = Date.now()), { passive: true });
  document.addEventListener("visibilitychange", onVisibility);
  // Time goes on and a lost event heals: ask once a minute in any case.
  setInterval(() => !document.hidden && Date.now() - touched < IDLE && renew("list", "ticket", "alert"), MINUTE);
  connect();
  takeTurn(onTurn);
  document.addEventListener("may-tell", () => takeTurn(onTurn));
}

function connect() {
  clearTimeout(timer);
  if (document.hidden && !(tells() && Date.now() - touched < DAY)) return;
  const open = document.querySelector("[data-ticket]")?.dataset;
  listening = true;
  listenIn(hear, { who: document.documentElement.dataset.who, ticket: open?.ticket, version: Number(open?.version ?? 0) });
}

function hear({ kind, data, again, short }) {
  if (kind === "open") {
    // What ends soon may have ended between the drawing of the page and this.
    if (again || document.querySelector("[data-unsettled]")) renew("list", "ticket", "alert");
    connected(true);
  } else if (kind === "lost") {
    connected(short); // a short break is not worth a word
  } else if (kind === "presence") {
    document.dispatchEvent(new Event("presence"));
  } else if (kind === "told") {
    show(data);
  } else if (kind === "list") {
    renew("list");
  } else if (kind === "alert") {
    renew("alert", "list");
  } else if (kind === "ticket" && document.querySelector("[data-ticket]")?.dataset.ticket === String(data.id)) {
    if (data.gone) leaveNothing();
    else renew("ticket"); // also at the same version: a message may have been sent meanwhile
  }
}

function onVisibility() {
  clearTimeout(timer);
  if (document.hidden) {
    letGo();
  } else {
    touched = Date.now();
    takeTurn(onTurn);
    if (listening) return;
    connect();
    renew("list", "ticket", "alert");
  }
}

function letGo() {
  timer = setTimeout(() => tells() || stop(), HIDDEN);
}

function stop() {
  listening = false;
  hangUp();
}

// This tab tells what happens from now on, or another one does.
function onTurn() {
  if (!document.hidden) return;
  if (!tells()) letGo();
  else if (!listening) connect();
}

function connected(yes) {
  document.documentElement.toggleAttribute("data-connected", yes);
  const sign = document.getElementById("link");
  if (sign) sign.hidden = yes;
}

// Many events in a row are one fetch.
function renew(...kinds) {
  kinds.forEach((kind) => wanted.add(kind));
  waiting ||= setTimeout(fetchParts, 150);
}

async function fetchParts() {
  const kinds = wanted;
  wanted = new Set();
  const address = here();
  try {
    const answer = await fetch(address.url, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (new URL(answer.url).pathname === "/desk/sign-in") return leaveNothing(() => location.assign("/desk/sign-in"));
    if (answer.status === 404 && address.whole) return leaveNothing();
    if (!answer.ok) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of liveParts(drawn)) {
      if (kinds.has(part.dataset.live) && (address.whole || part.id === "notices")) swap(part);
    }
    if (kinds.has("ticket") && address.whole) followVersion(drawn);
  } catch {
    // No network: the connection's own retry brings us back here.
  } finally {
    waiting = 0;
    if (wanted.size > 0) renew();
  }
}

// A page that names its address can be fetched again whole. The others, some of them answers to a form, ask a list
// page for the alerts alone.
function here() {
  const own = document.documentElement.dataset.address;
  if (!own) return { url: "/desk/lists/mine", whole: false };
  const named = new URL(own, location.href);
  return { url: named.pathname === location.pathname ? location.href : named.href, whole: true };
}

function liveParts(root) {
  return root.querySelectorAll("[data-live]");
}

function remember(part) {
  known.set(part.id, part.outerHTML);
  if (part.dataset.keyed) for (const child of part.children) known.set(child.id, child.outerHTML);
}

function swap(drawn) {
  const part = document.getElementById(drawn.id);
  const html = drawn.outerHTML;
  if (!part || known.get(drawn.id) === html || isBusy(part)) return;
  const atEnd = part.scrollHeight - part.scrollTop - part.clientHeight < 40;
  if (part.dataset.keyed) swapChildren(part, drawn);
  else replace(part, document.adoptNode(drawn));
  known.set(drawn.id, html);
  if (part.id === "talk" && atEnd) part.scrollTop = part.scrollHeight;
}

function swapChildren(part, drawn) {
  const old = new Map([...part.children].map((child) => [child.id, child]));
  let place = part.firstElementChild;
  for (const child of [...drawn.children]) {
    const html = child.outerHTML;
    let mine = old.get(child.id);
    old.delete(child.id);
    if (!mine) {
      part.insertBefore(document.adoptNode(child), place);
    } else {
      if (mine !== place) part.insertBefore(mine, place);
      // What somebody asked to see for this one page stays until they leave it.
      if (known.get(child.id) !== html && !("asked" in mine.dataset)) mine = replace(mine, document.adoptNode(child));
      place = mine.nextElementSibling;
    }
    known.set(child.id, html);
  }
  for (const left of old.values()) left.remove();
}

function replace(old, fresh) {
  const focus = old.contains(document.activeElement) ? document.activeElement : null;
  const mark = focus && (focus.id ? `#${CSS.escape(focus.id)}` : focus.matches("a[href]") ? `a[href="${CSS.escape(focus.getAttribute("href"))}"]` : null);
  for (const open of old.querySelectorAll("details[id][open]")) fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  for (const box of old.querySelectorAll("[name=ticket]:checked")) for (const one of fresh.querySelectorAll(`[name=ticket][value="${box.value}"]`)) one.checked = true;
  const menu = old.querySelector(".menu");
  if (menu && fresh.querySelector(".menu")) fresh.querySelector(".menu").open = menu.open;
  old.replaceWith(fresh);
  if (mark) (fresh.matches(mark) ? fresh : fresh.querySelector(mark))?.focus({ preventScroll: true });
  return fresh;
}

// Nothing is pulled away under somebody's hands: an open menu, an unfolded form or a field being typed in waits for the next time.
function isBusy(part) {
  return part.querySelector("details.act[open], details[open] form") !== null || (part.contains(document.activeElement) && document.activeElement.matches("input, select, textarea"));
}

// The composer carries the version that its writer has seen. When a customer's message arrives while a text is being
// written, the new version counts as seen only once the writer says so; sending before that asks.
function followVersion(drawn) {
  const open = document.querySelector("[data-ticket]");
  const fresh = drawn.querySelector("[data-ticket]")?.dataset.version;
  if (!open || !fresh || fresh === open.dataset.version) return;
  const before = Number(open.dataset.heard ?? 0);
  const heard = document.querySelectorAll(".msg.theirs").length;
  open.dataset.version = fresh;
  if (listening) connect(); // names the version that it follows now
  open.dataset.heard = heard;
  const writing = [...document.querySelectorAll(".write textarea")].some((text) => text.value.trim() !== "");
  if (heard > before && writing) offer(fresh);
  else if (!document.getElementById("fresh")) seen(fresh);
}

function offer(version) {
  const button = document.getElementById("fresh") ?? document.createElement("button");
  button.id = "fresh";
  button.type = "button";
  button.className = "fresh";
  button.textContent = say("A new message came in: read it", "Llegó un mensaje nuevo: léelo");
  button.onclick = () => {
    seen(version);
    button.remove();
    [...document.querySelectorAll(".msg.theirs")].at(-1)?.scrollIntoView({ block: "nearest" });
  };
  document.getElementById("write")?.prepend(button);
}

function seen(version) {
  for (const field of document.querySelectorAll(".write input[name=version]")) field.value = version;
}

// What may no longer be seen leaves the page at once, words and drafts and title, before anything is asked.
function leaveNothing(then) {
  stop();
  clearTimeout(timer);
  known.clear();
  document.title = "Nightlight";
  const nothing = document.getElementById("nothing");
  document.getElementById("main").replaceChildren(...(nothing ? [nothing.content.cloneNode(true)] : []));
  document.getElementById("main").removeAttribute("class");
  delete document.documentElement.dataset.address;
  if (then) then();
  else connect();
}

function showLatest() {
  const talk = document.getElementById("talk");
  const open = document.querySelector("[data-ticket]");
  if (open) open.dataset.heard = document.querySelectorAll(".msg.theirs").length;
  if (talk && !location.hash) talk.scrollTop = talk.scrollHeight;
}
