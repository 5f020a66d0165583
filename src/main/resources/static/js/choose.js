// How many tickets are ticked stands on the button, and one press ticks all of a page.
export function countTicked() {
  const button = document.querySelector("[data-choose]");
  if (!button) return;
  const rest = button.textContent;
  const count = () => {
    const ticked = document.querySelectorAll(".choice:checked").length;
    button.textContent = ticked === 0 ? rest : button.dataset.choose.replace("#", ticked);
  };
  document.addEventListener("change", (event) => event.target.matches(".choice") && count());
  window.addEventListener("pageshow", count);
  document.querySelector("[data-choose-page]").addEventListener("click", () => {
    const boxes = [...document.querySelectorAll(".choice")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    count();
  });
}
