// One person at one half-day: the fields of the row, whether they are saved, and the choice between two marks.

const FIELDS = ["status", "late", "arrived", "left", "minutes", "reason", "seen"];
const TYPING_PAUSE = 1200;

export class MarkRow {
  constructor(node, page) {
    this.node = node;
    this.page = page;
    this.key = node.dataset.row;
    this.isDirty = false;
    this.edits = 0;
    this.conflict = null;
    this.said = node.querySelector("[data-row-state]");
    this.box = node.querySelector("[data-row-conflict]");
    node.addEventListener("change", (event) => this.#touched(event.target));
    node.addEventListener("input", (event) => {
      if (event.target.type === "text") this.#touched(event.target, TYPING_PAUSE);
    });
    this.box.querySelector("[data-keep-theirs]").addEventListener("click", () => this.#keepTheirs());
    this.box.querySelector("[data-keep-mine]").addEventListener("click", () => this.#keepMine());
  }

  #field(name) {
    return this.page.form.elements[`${name}-${this.key}`];
  }

  get(name) {
    return this.#field(name)?.value ?? "";
  }

  #set(name, value) {
    const field = this.#field(name);
    if (!field) return;
    // A list of radio buttons ignores a value that none of them has.
    if (field instanceof RadioNodeList) for (const button of field) button.checked = button.value === value;
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }

  get status() {
    return this.get("status");
  }

  // Chosen or saved; "none" takes a mark back.
  get isMarked() {
    return !["", "none"].includes(this.status);
  }

  // Present in part says nothing until one knows how long.
  get isReady() {
    if (this.conflict || this.isWrong) return false;
    return this.status !== "partial" || ["late", "arrived", "left", "minutes"].some((name) => this.get(name));
  }

  choose(status) {
    this.#set("status", status);
    this.#touched(this.node, 0, false);
  }

  #touched(field, pause = 0, isSentNow = true) {
    const name = field.name?.split("-")[0];
    // Minutes late, a time of arrival and minutes are three ways to say one thing: the last one counts.
    if (name === "late" || name === "arrived") this.#set(name === "late" ? "arrived" : "late", "");
    if (name === "late" || name === "arrived" || name === "left") this.#set("minutes", "");
    if (name === "minutes") for (const other of ["late", "arrived", "left"]) this.#set(other, "");
    this.isDirty = true;
    this.isWrong = false;
    this.edits += 1;
    this.page.store.keep(this.key, this.#fields());
    this.#say(this.isReady ? "unsaved" : "how-long");
    clearTimeout(this.timer);
    if (isSentNow) this.timer = setTimeout(() => this.page.send(), pause);
    this.page.show();
  }

  #fields() {
    return Object.fromEntries(FIELDS.map((name) => [name, this.get(name)]));
  }

  restore(fields) {
    for (const name of FIELDS) this.#set(name, fields[name] ?? "");
    this.isDirty = true;
    this.#say(this.isReady ? "unsaved" : "how-long");
  }

  // Put the fields into a request; gives what tells whether they were touched again meanwhile.
  begin(body) {
    for (const [name, value] of Object.entries(this.#fields())) body.set(`${name}-${this.key}`, value);
    this.#say("saving");
    return this.edits;
  }

  end() {
    if (this.isDirty && !this.conflict && !this.isWrong) this.#say(this.isReady ? "unsaved" : "how-long");
  }

  take(answer, edit) {
    if (answer.result === "saved") {
      if (edit !== this.edits) {
        this.#set("seen", answer.seen); // touched again: what is typed now goes next, over what was saved
        this.page.store.keep(this.key, this.#fields());
        return;
      }
      const hadFocus = this.node.contains(document.activeElement);
      this.#settle(answer);
      this.#say("saved");
      this.node.classList.add("mark--saved");
      // What takes a mark back goes away with the mark: whoever uses the keyboard stays in the row.
      if (hadFocus && !this.status) this.#focus();
    } else if (answer.result === "conflict") {
      this.conflict = answer.theirs;
      this.#showConflict(answer);
    } else {
      this.isWrong = true;
      this.node.classList.add("mark--wrong");
      this.said.textContent = answer.error;
    }
  }

  // Take over what the site has, unless there is something of one's own.
  follow(state) {
    if (this.isDirty || state.seen === this.get("seen")) return;
    this.#settle(state);
    this.node.classList.add("mark--changed");
    if (state.by) this.#say("marked", { WHEN: state.at, WHO: state.by });
    else this.said.textContent = "";
  }

  #settle(state) {
    for (const name of ["status", "minutes", "reason", "seen"]) this.#set(name, state[name]);
    for (const name of ["late", "arrived", "left"]) this.#set(name, "");
    this.isDirty = false;
    this.isWrong = false;
    this.conflict = null;
    this.box.hidden = true;
    this.node.classList.remove("mark--wrong");
    this.page.store.forget(this.key);
  }

  #showConflict({ theirs, mine }) {
    const values = { WHO: theirs.by || "?", WHEN: theirs.at || "?", THEIRS: theirs.label, MINE: mine };
    this.box.querySelector("p").textContent = this.page.say(theirs.status ? "conflict" : "taken-away", values);
    this.box.querySelector("[data-keep-theirs]").textContent = this.page.say("keep", { WHAT: theirs.label });
    this.box.querySelector("[data-keep-mine]").textContent = this.page.say("keep", { WHAT: mine });
    this.box.hidden = false;
    this.node.classList.add("mark--wrong");
    this.said.textContent = "";
    if (this.node.contains(document.activeElement)) this.box.scrollIntoView({ block: "nearest" });
  }

  #keepTheirs() {
    this.#settle(this.conflict);
    this.#say("saved");
    this.page.show();
    this.#focus();
  }

  #keepMine() {
    this.#set("seen", this.conflict.seen);
    this.conflict = null;
    this.box.hidden = true;
    this.node.classList.remove("mark--wrong");
    this.page.store.keep(this.key, this.#fields());
    this.#focus();
    this.page.send();
  }

  // Stay in the row when what was used goes away.
  #focus() {
    (this.node.querySelector("input:checked") ?? this.node.querySelector("[type=radio]")).focus();
  }

  #say(name, values) {
    this.said.textContent = this.page.say(name, values);
    this.said.dataset.tone = name;
    if (name !== "saved") this.node.classList.remove("mark--saved");
  }
}
