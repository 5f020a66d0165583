// Leaves at once. The page is replaced, so that going back in this tab does not lead to it again. Without this script the
// link leads to the same place and leaves the page in the tab's history.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-leave]");
  if (!link) return;
  event.preventDefault();
  document.title = "";
  document.body.replaceChildren();
  location.replace(link.href);
});
