// Marking on a phone: each row is saved as soon as it is touched, kept on the device until it is, and follows
// what others mark meanwhile. Without this module the page is one form with one save.
import { MarkRow } from "./mark-row.js";
import { UnsavedMarks } from "./unsaved-marks.js";

const LOOK_EVERY = 20_000;
const WAIT_AT_MOST = 15_000;
const LONGEST_PAUSE = 60_000;

function words(form) {
  const found = Object.fromEntries(
    [...form.querySelectorAll("[data-word]")].map((node) => [node.dataset.word, node.textContent]),
  );
  return (name, values = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replace(`__${key}__`, value), found[name]);
}

class Marking {
  constructor(form) {
    this.form = form;
    this.say = words(form);
    this.store = new UnsavedMarks(form.dataset.store);
    this.rows = new Map(
      [...form.querySelectorAll("[data-row]")].map((node) => [node.dataset.row, new MarkRow(node, this)]),
    );
    this.bar = form.querySelector("[data-bar]");
    this.trouble = "";
    this.pause = 1000;
    this.version = "";
    this.everybody = form.querySelector("[data-everybody]");
    form.querySelector("[data-without-script]").hidden = true;
    this.bar.hidden = false;
    this.#listen();
    for (const [key, fields] of Object.entries(this.store.read())) {
      if (this.rows.has(key)) this.rows.get(key).restore(fields);
      else this.store.forget(key);
    }
    this.show();
    this.send();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.name === "everybody") this.#markEverybody();
      this.send();
    });
    this.bar.querySelector("[data-retry]").addEventListener("click", () => this.send());
    this.bar.querySelector("[data-reload]").addEventListener("click", () => location.reload());
    this.bar.querySelector("[data-sign-in]").href = this.form.dataset.login;
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.#fail("offline"));
    addEventListener("focus", () => this.look());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    addEventListener("beforeunload", (event) => {
      if (this.unsaved.length) event.preventDefault();
    });
    setInterval(() => document.hidden || this.look(), LOOK_EVERY);
  }

  get unsaved() {
    return [...this.rows.values()].filter((row) => row.isDirty);
  }

  #markEverybody() {
    for (const row of this.rows.values()) {
      if (!row.isMarked && !row.isDirty) row.choose("present");
    }
  }

  // Send what can be sent; one request at a time.
  async send() {
    clearTimeout(this.timer);
    const ready = this.unsaved.filter((row) => row.isReady);
    if (this.isSending || !ready.length) return this.show();
    this.isSending = true;
    const body = new URLSearchParams({ csrfmiddlewaretoken: this.token.value, account: this.form.dataset.account });
    const sent = ready.map((row) => [row, row.begin(body)]);
    this.show();
    try {
      const answer = await this.#fetch(this.form.dataset.save, { method: "POST", body });
      if (answer) await this.#take(answer, sent);
    } catch {
      this.#fail(navigator.onLine ? "failed" : "offline");
    } finally {
      this.isSending = false;
      for (const row of ready) row.end();
      this.show();
    }
    if (!this.trouble && this.unsaved.some((row) => row.isReady)) this.send();
  }

  async #take(answer, sent) {
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    if (!isJson && answer.status === 403 && !this.isNewToken) {
      this.isNewToken = true; // somebody signed in again in another tab
      this.version = "";
      await this.look();
      return;
    }
    if (!isJson) return this.#fail(answer.status === 403 ? "signed-out" : "failed");
    const { rows, refusal } = await answer.json();
    if (refusal) return this.#refuse(refusal);
    this.isNewToken = false;
    this.trouble = "";
    this.pause = 1000;
    for (const [row, edit] of sent) {
      if (rows[row.key]) row.take(rows[row.key], edit);
    }
  }

  // See what others marked.
  async look() {
    if (this.isLooking || (this.trouble === "signed-out" && !document.hasFocus())) return;
    this.isLooking = true;
    try {
      const answer = await this.#fetch(this.form.dataset.state, {
        headers: this.version ? { "If-None-Match": this.version } : {},
      });
      if (!answer?.ok) return;
      const { rows, token, refusal } = await answer.json();
      this.version = answer.headers.get("ETag") ?? "";
      this.token.value = token;
      if (refusal && !this.unsaved.length) return location.reload();
      if (refusal) return this.#refuse(refusal);
      const isOther = Object.keys(rows).some((key) => !this.rows.has(key));
      this.bar.querySelector("[data-reload]").hidden = !isOther;
      this.isOtherList = isOther;
      for (const [key, state] of Object.entries(rows)) this.rows.get(key)?.follow(state);
      if (this.trouble) {
        this.trouble = "";
        this.send();
      }
    } catch {
      // Looking is not worth a message: sending says what is wrong.
    } finally {
      this.isLooking = false;
      this.show();
    }
  }

  async #fetch(address, options) {
    const answer = await fetch(address, {
      ...options,
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(WAIT_AT_MOST),
    });
    if (answer.type !== "opaqueredirect") return answer;
    this.#fail("signed-out");
    return null;
  }

  #refuse(sentence) {
    this.trouble = "refused";
    this.refusal = sentence;
  }

  #fail(trouble) {
    this.trouble = trouble;
    if (trouble === "signed-out") return this.show();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    return this.show();
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken;
  }

  show() {
    const count = this.unsaved.length;
    const isDivided = this.unsaved.some((row) => row.conflict);
    const said = count
      ? [this.say(count === 1 ? "unsaved-one" : "unsaved-many", { COUNT: count })]
      : [this.say("all-saved")];
    if (count && this.trouble === "refused") said.push(this.refusal);
    else if (count && this.trouble) said.push(this.say(this.trouble));
    else if (isDivided) said.push(this.say("decide"));
    if (this.isOtherList) said.push(this.say("other-list"));
    const text = said.join(" ");
    const line = this.bar.querySelector("[data-bar-words]");
    if (line.textContent !== text) line.textContent = text;
    this.bar.classList.toggle("marking__bar--unsaved", count > 0);
    const mayRetry = count && this.trouble && this.trouble !== "signed-out";
    this.bar.querySelector("[data-retry]").hidden = !mayRetry;
    this.bar.querySelector("[data-sign-in]").hidden = this.trouble !== "signed-out";
    this.#showProgress();
  }

  #showProgress() {
    const rows = [...this.rows.values()];
    const marked = rows.filter((row) => row.isMarked).length;
    const line = this.form.querySelector("[data-progress]");
    line.textContent = line.dataset.progress.replace("__MARKED__", marked).replace("__ALL__", rows.length);
    if (!this.everybody) return;
    const rest = rows.length - marked;
    this.everybody.hidden = rest === 0;
    const button = this.everybody.querySelector("button");
    const { wordsAll, wordsOne, wordsMany } = button.dataset;
    button.textContent = (!marked ? wordsAll : rest === 1 ? wordsOne : wordsMany).replace("__COUNT__", rest);
  }
}

for (const form of document.querySelectorAll("form[data-marking]")) new Marking(form);
