// Ticking many hours at once; the pages work without it.

for (const form of document.querySelectorAll("[data-hours-queue]")) {
  const boxes = [...form.querySelectorAll('input[name="ids"]')];
  const offer = form.querySelector("[data-tick-all]");
  const all = offer.querySelector("input");
  const count = form.querySelector("[data-ticked-count]");

  const show = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    count.textContent = ticked ? `(${ticked})` : "";
  };

  offer.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name !== "ids") return;
    const ticked = form.querySelector('input[name="scope"][value="ticked"]');
    if (ticked) ticked.checked = true;
    show();
  });
  addEventListener("pageshow", show);
  show();
}
