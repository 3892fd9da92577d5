// Small comforts; every page works without them.

const toggle = document.querySelector("[data-nav-toggle]");
toggle?.addEventListener("click", () => {
  const open = toggle.getAttribute("aria-expanded") === "true";
  toggle.setAttribute("aria-expanded", String(!open));
});

// The account menu closes as people expect: Escape, or a click elsewhere.
const menu = document.querySelector("[data-account-menu]");
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// After a refused form, start at the summary of what is wrong.
document.querySelector("[data-error-summary]")?.focus();

// A second click on "Save" sends nothing twice. The form opens again when one comes back by the history,
// and after a while: the answer may have been a file, which leaves the page as it is.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  else {
    event.target.dataset.sent = "true";
    setTimeout(() => delete event.target.dataset.sent, 5000);
  }
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
