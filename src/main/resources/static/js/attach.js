// Uploads what is chosen, pasted or dropped at once into the draft that is being written, and says how far it is. A reply's and a
// note's files have a list each; which files are in a draft only the server says.
import { say } from "./say.js";

const MEGA = 1048576;

export function attachAtOnce() {
  for (const field of document.querySelectorAll("[data-attach]")) listen(field);
  const write = document.getElementById("write");
  if (!write) return;
  write.addEventListener("paste", onPaste);
  write.addEventListener("dragover", (event) => carriesFiles(event) && shown() && (event.preventDefault(), write.classList.add("dropping")));
  write.addEventListener("dragleave", (event) => write.contains(event.relatedTarget) || write.classList.remove("dropping"));
  write.addEventListener("drop", onDrop);
  // A file that lands beside the composer must not take the page away.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => carriesFiles(event) && event.preventDefault());
}

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");

// The field of the form that is written in: the other one is hidden.
const shown = () => [...document.querySelectorAll("[data-attach]")].find((field) => field.offsetParent !== null);

function onPaste(event) {
  const files = [...(event.clipboardData?.files ?? [])];
  const field = shown();
  if (files.length === 0 || !field || event.clipboardData.types.includes("text/plain")) return; // words win, as from a spreadsheet
  event.preventDefault();
  add(field, files);
}

function onDrop(event) {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  document.getElementById("write").classList.remove("dropping");
  const field = shown();
  if (field) add(field, [...event.dataTransfer.files]);
}

function listen(field) {
  const input = field.querySelector("input[type=file]");
  const { form } = input;
  input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // they go now, and not once more with the form
    add(field, files);
  });
  field.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    remove(field, button);
  });
  form.addEventListener("submit", (event) => {
    if (!field.querySelector(".uploading") || event.submitter?.matches("[data-preview]")) return;
    event.preventDefault(); // sent as soon as all are there
    field.waiting = event.submitter;
    if (event.submitter?.matches("[data-discard]")) return; // what is on its way goes with the draft
    tell(field, say("It is sent when all files are uploaded.", "Se envía cuando todos los archivos estén subidos."));
  });
}

function add(field, files) {
  let next = Promise.resolve();
  for (const file of files) {
    const row = begin(field, file);
    const tooLarge = whyTooLarge(field, file);
    if (tooLarge) fail(field, row, tooLarge);
    else next = next.then(() => upload(field, file, row)); // one after the other: their order stays, and so does the sum
  }
  next.then(() => settled(field));
}

function whyTooLarge(field, file) {
  const each = Number(field.dataset.each);
  if (file.size <= each) return "";
  const most = `${Math.round((each / MEGA) * 10) / 10} MB`;
  return say(`larger than ${most}, the most that one file may have. Make it smaller, or send it in parts.`, `pesa más de ${most}, lo máximo para un archivo. Redúcelo, o envíalo en partes.`);
}

function begin(field, file) {
  const row = document.createElement("li");
  row.className = "uploading";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = file.name;
  const progress = document.createElement("progress");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", say(`Uploading ${file.name}`, `Subiendo ${file.name}`));
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "button little";
  stop.textContent = say("Cancel", "Cancelar");
  stop.addEventListener("click", () => {
    row.request?.abort();
    away(field, row);
  });
  const what = document.createElement("span");
  what.append(name, " ", progress);
  row.append(what, stop);
  list(field).append(row);
  return row;
}

function upload(field, file, row) {
  if (!row.isConnected) return null;
  const { form } = field.querySelector("input[type=file]");
  const body = new FormData();
  for (const name of ["_csrf", "list"]) body.append(name, form.elements[name].value);
  body.append("part", "true");
  body.append("file", file, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    row.request = request;
    request.upload.addEventListener("progress", (event) => event.lengthComputable && (row.querySelector("progress").value = event.loaded / event.total));
    request.addEventListener("load", () => done(answered(field, file, row, request)));
    for (const end of ["error", "timeout"]) request.addEventListener(end, () => done(fail(field, row, say("not uploaded: no connection. Choose it again.", "sin subir: no hay conexión. Elígelo otra vez."))));
    request.addEventListener("abort", () => done());
    request.open("POST", field.dataset.attach);
    request.responseType = "document";
    request.send(body);
  });
}

function answered(field, file, row, request) {
  const drawn = request.response?.querySelector(".attached");
  if (!drawn) return fail(field, row, request.status === 413 ? say("too large.", "demasiado grande.") : say("not uploaded. Load the page again; what you wrote is kept.", "sin subir. Carga la página de nuevo; lo que escribiste se guarda."));
  if (drawn.dataset.fault) fail(field, row, drawn.dataset.fault, true);
  else {
    row.remove();
    tell(field, say(`${file.name} is attached.`, `${file.name} está adjunto.`));
  }
  return draw(field, drawn);
}

// What is on its way, or was refused, stays below what is there.
function draw(field, drawn) {
  const old = list(field);
  const left = [...old.querySelectorAll(".uploading, .refused")];
  const fresh = document.adoptNode(drawn);
  fresh.append(...left);
  old.replaceWith(fresh);
  changed(field);
}

function fail(field, row, why, whole = false) {
  row.className = "refused";
  const name = row.querySelector(".name").textContent;
  const said = whole ? why : `${name}: ${why}`;
  row.querySelector("progress").replaceWith(Object.assign(document.createElement("strong"), { textContent: why }));
  row.querySelector("button").textContent = say("Dismiss", "Descartar");
  delete field.waiting;
  tell(field, said);
}

async function remove(field, button) {
  const { form } = button;
  const row = button.closest("li");
  const name = row.querySelector(".name").textContent;
  const body = new FormData();
  for (const one of ["_csrf", "list"]) body.append(one, form.elements[one].value);
  body.append("part", "true");
  try {
    const answer = await fetch(button.formAction, { method: "POST", body });
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".attached");
    if (drawn) draw(field, drawn);
    else if (answer.status === 404) away(field, row); // in another tab, before
    else throw new Error(String(answer.status));
    tell(field, say(`${name} is removed.`, `${name} se quitó.`));
  } catch {
    tell(field, say(`${name} could not be removed. Try again.`, `${name} no se pudo quitar. Inténtalo de nuevo.`));
  }
  field.querySelector("input[type=file]").focus();
}

function away(field, row) {
  row.remove();
  changed(field);
  settled(field);
  field.querySelector("input[type=file]").focus();
}

function settled(field) {
  if (field.querySelector(".uploading")) return;
  const { waiting } = field;
  delete field.waiting;
  if (waiting) waiting.form.requestSubmit(waiting);
}

const list = (field) => field.querySelector(".attached");

// What is said beside Send counts them.
const changed = (field) => field.closest("form").querySelector("textarea").dispatchEvent(new CustomEvent("attached", { bubbles: true }));

function tell(field, text) {
  field.querySelector("[role=status]").textContent = text;
}
