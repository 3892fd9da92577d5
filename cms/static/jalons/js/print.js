// The button that prints the page; without a script it stays hidden and the browser's own menu serves.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
