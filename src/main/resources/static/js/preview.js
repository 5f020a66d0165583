// Shows how what is written will look under its text, and takes it away again; without this the preview opens in a tab.

export function previewInPlace() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-preview]");
    if (!button) return;
    event.preventDefault();
    const shown = button.form.querySelector(".preview");
    if (shown) {
      shown.remove();
      button.setAttribute("aria-expanded", "false");
    } else show(button);
  });
  document.addEventListener("input", (event) => event.target.form?.querySelector(".preview")?.remove());
}

async function show(button) {
  const answer = await fetch(button.formAction, { method: "POST", body: new URLSearchParams(new FormData(button.form)) });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const preview = page.getElementById("preview");
  preview.removeAttribute("id");
  preview.classList.add("preview");
  preview.setAttribute("role", "status");
  button.form.querySelector("textarea").after(preview);
  button.setAttribute("aria-expanded", "true");
}
