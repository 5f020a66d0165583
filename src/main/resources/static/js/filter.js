// Completes the part of a filter that is being typed. Only that part is asked about, and never words or an address.
let asked = "";

export function completeFilters() {
  for (const field of document.querySelectorAll("[data-filter]")) {
    field.addEventListener("input", () => complete(field));
    field.addEventListener("focus", () => complete(field));
  }
}

async function complete(field) {
  const [, head, part] = /^(.*?)(\S*)$/s.exec(field.value.slice(0, field.selectionStart));
  if (field.selectionStart !== field.value.length || !/^-?[a-z]*(:[^"@]*)?$/i.test(part) || /^-?requester:/i.test(part) || asked === field.value) return;
  asked = field.value;
  try {
    const answer = await fetch(`/desk/filter-values?part=${encodeURIComponent(part)}`, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected || asked !== field.value) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const options = [...drawn.querySelectorAll("option")].map((one) => document.adoptNode(one));
    for (const one of options) one.value = head + one.value;
    document.getElementById(field.getAttribute("list")).replaceChildren(...options);
  } catch {
    // Without a network nothing is completed; typing goes on.
  }
}
