// Says beside Send, while a reply is written, what will be asked before it leaves. Nothing is held up.

export function warnBeforehand() {
  document.addEventListener("input", (event) => event.target.matches?.("#reply") && say(event.target));
  const reply = document.getElementById("reply");
  if (reply) say(reply);
}

function say(reply) {
  const { words, attachment, child } = reply.dataset;
  const said = [];
  if (words && new RegExp(words, "iu").test(reply.value)) said.push(attachment);
  if (child && reply.value.trim()) said.push(child);
  const place = document.getElementById("before");
  const text = said.join(" ");
  if (place.textContent !== text) place.textContent = text; // read out once, not at every key
}
