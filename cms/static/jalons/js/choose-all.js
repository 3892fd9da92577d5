// One box chooses all the others of a form: <input type="checkbox" data-check-all="name">.
document.querySelectorAll("input[data-check-all]").forEach((all) => {
  const boxes = [...all.form.querySelectorAll(`input[type="checkbox"][name="${all.dataset.checkAll}"]`)];
  all.addEventListener("change", () => boxes.forEach((box) => (box.checked = all.checked)));
});
