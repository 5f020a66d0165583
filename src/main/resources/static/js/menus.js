// Menus are <details>: they open without a script. Here they also close again, and the rail folds on a narrow screen.

export function keepMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  const narrow = matchMedia("(max-width: 59.99rem)");
  const fold = () => document.querySelectorAll(".rail .menu").forEach((menu) => (menu.open = !narrow.matches));
  narrow.addEventListener("change", fold);
  fold();
}

const open = () => document.querySelectorAll("details.act[open]");
