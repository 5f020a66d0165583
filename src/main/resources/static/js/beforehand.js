// Says beside Send, while something is written, what will be asked before it leaves. Nothing is held up.

export function warnBeforehand() {
  document.addEventListener("input", (event) => event.target.matches?.("[data-holes]") && say(event.target));
  document.addEventListener("attached", (event) => say(event.target));
  for (const text of document.querySelectorAll("[data-holes]")) say(text);
}

function say(written) {
  const { words, attachment, child, holes, unfilled } = written.dataset;
  const said = [];
  if (words && !written.form.querySelector(".attached li:not(.refused)") && new RegExp(words, "iu").test(written.value)) said.push(attachment);
  const found = new Set(written.value.match(new RegExp(holes, "gu")));
  if (found.size > 0) said.push(`${unfilled} ${[...found].join(", ")}.`);
  if (child && written.value.trim()) said.push(child);
  const place = written.form.querySelector(".before");
  const text = said.join(" ");
  if (place.textContent !== text) place.textContent = text; // read out once, not at every key
}
