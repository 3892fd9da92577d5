// A line of names proposes people while one types. Without it, names are typed whole: the server finds them.
const PAUSE = 200;

function enhance(input) {
  const list = document.createElement("ul");
  list.className = "ja-proposals";
  list.id = `${input.id}-proposals`;
  list.role = "listbox";
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  let timer;
  let asked = 0;

  const parts = () => input.value.split(/[,;]/);
  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.ariaSelected === "true");

  function close() {
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function select(index) {
    options().forEach((option, number) => {
      option.ariaSelected = String(number === index);
      if (number === index) input.setAttribute("aria-activedescendant", option.id);
    });
  }

  function take(option) {
    const before = parts().slice(0, -1).map((part) => part.trim()).filter(Boolean);
    input.value = [...before, option.dataset.text].join(", ") + ", ";
    close();
    input.focus();
  }

  async function propose() {
    const words = parts().at(-1).trim();
    if (words.length < 2) return close();
    const turn = ++asked;
    const answer = await fetch(`${input.dataset.people}?q=${encodeURIComponent(words)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok || turn !== asked) return;
    const { people } = await answer.json();
    list.replaceChildren(
      ...people.map((person, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.role = "option";
        option.ariaSelected = "false";
        option.dataset.text = person.text;
        option.textContent = person.text;
        return option;
      }),
    );
    list.hidden = !people.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(propose, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = options().length;
    if (event.key === "ArrowDown") select((chosen() + 1) % count);
    else if (event.key === "ArrowUp") select((chosen() - 1 + count) % count);
    else if (event.key === "Enter" && chosen() >= 0) take(options()[chosen()]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("li");
    if (option) take(option);
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-people]").forEach(enhance);
