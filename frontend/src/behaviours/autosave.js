// form[data-autosave="url"]: what was typed is kept as the task's draft while typing, so that nothing is lost.
// data-unsaved on the form: what it shows is not on the server yet. The place for the message: [data-autosave-status]
// in the form, or elsewhere with the id of the form as its value.
import { ago, sinceThen } from "./ago.js";
import { sendDraft } from "./draft-request.js";
import { answersOf, draftOf, fillIn } from "./form-answers.js";
import { forget, keep, keptFor } from "./kept-drafts.js";
import { word } from "./words.js";

const PAUSE_MS = 1500;
const LEFT_MS = 150;
const AGAIN_MS = 20_000;

const savers = new Set();

function loginLink() {
  const link = document.createElement("a");
  Object.assign(link, { href: "/login", target: "_blank", rel: "noopener", textContent: word("logIn") });
  return link;
}

function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn", textContent: text });
  made.addEventListener("click", act);
  return made;
}

class Saver {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]") ?? document.querySelector(`[data-autosave-status="${form.id}"]`);
    this.saved = form.hasAttribute("data-unsaved") ? "" : draftOf(form).toString();
    this.base = JSON.stringify(answersOf(form));
    this.sending = "";
    this.running = null;
    this.failed = false;
  }

  get isDirty() {
    return draftOf(this.form).toString() !== this.saved;
  }

  say(text, { failed = false, more = [] } = {}) {
    this.failed = failed;
    if (!this.status) return;
    this.status.classList.toggle("xn-autosave-failed", failed);
    this.status.replaceChildren(text, ...more);
  }

  later(pause = PAUSE_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  /** Save what is not saved yet, one request after the other. */
  async save() {
    clearTimeout(this.timer);
    if (this.running) await this.running;
    if (!this.isDirty || this.form.hasAttribute("aria-busy")) return;
    this.running ??= this.send().finally(() => {
      this.running = null;
    });
    await this.running;
  }

  /** The page goes away: no waiting, and a copy in the window in case it does not arrive. */
  leave() {
    if (!this.isDirty || this.form.hasAttribute("aria-busy")) return;
    this.keep();
    if (this.sending !== draftOf(this.form).toString()) this.send();
  }

  async send() {
    const body = draftOf(this.form);
    this.sending = body.toString();
    const base = JSON.stringify(answersOf(this.form));
    if (!this.failed) this.say(word("saving"));
    const known = this.form.elements.namedItem("draft_seen");
    const sent = new URLSearchParams(body);
    if (known) sent.set("draft_seen", known.value);
    const { problem, detail, seen, clashes = [] } = await sendDraft(this.form.dataset.autosave, sent);
    this.sending = "";
    if (problem) return this.fail(problem, detail);
    Object.assign(this, { saved: body.toString(), base });
    forget(this.form);
    if (known && seen) known.value = seen;
    if (clashes.length) return this.ask();
    this.say(`${word("saved")} · `, { more: [sinceThen(Date.now())] });
  }

  /** Another window changed the same answer: the service shows both when the form is sent. */
  ask() {
    this.say(word("changedElsewhere"), { failed: true, more: [" ", button(word("choose"), () => this.form.requestSubmit())] });
  }

  fail(problem, detail) {
    this.keep();
    const texts = { signedOut: word("signedOut"), otherAccount: word("otherAccount"), offline: word("unsaved") };
    const text = texts[problem] ?? `${word("refused")} ${detail ?? ""}`;
    this.say(text, { failed: true, more: problem === "offline" || problem === "refused" ? [] : [" ", loginLink()] });
    if (problem === "offline") this.later(AGAIN_MS);
  }

  keep({ sent = false } = {}) {
    return keep(this.form, { fields: answersOf(this.form), base: this.base, sent });
  }

  /** Put back what was typed here and never saved; where the draft has changed since, ask first. */
  restore() {
    const kept = keptFor(this.form);
    if (!kept) return;
    if (JSON.stringify(kept.fields) === this.base) {
      forget(this.form);
    } else if (kept.base === this.base) {
      fillIn(this.form, kept.fields);
      this.announce(word("putBack"));
      this.save();
    } else {
      const back = button(word("putItBack"), () => (fillIn(this.form, kept.fields), this.note.remove(), this.save()));
      const away = button(word("throwAway"), () => (forget(this.form), this.note.remove()));
      this.announce(`${word("notSavedAt")} ${ago(Date.parse(kept.at))}`, back, away);
    }
  }

  announce(text, ...buttons) {
    this.note = document.createElement("div");
    Object.assign(this.note, { className: "xn-flash xn-tone-warning xn-kept", role: "status" });
    const line = document.createElement("p");
    line.textContent = text;
    this.note.append(line, ...buttons);
    this.form.before(this.note);
  }
}

export function autosave(root) {
  const forms = root.matches?.("form[data-autosave]") ? [root] : root.querySelectorAll("form[data-autosave]");
  for (const form of forms) {
    if (form.dataset.autosaveReady) continue;
    form.dataset.autosaveReady = "yes";
    const saver = new Saver(form);
    savers.add(saver);
    form.addEventListener("input", () => saver.later());
    form.addEventListener("change", () => saver.later(LEFT_MS)); // the field is left, or something was chosen
    saver.restore();
    if (form.hasAttribute("data-unsaved")) saver.later(0);
  }
}

/** The forms that are on the page now; parts that were exchanged since are forgotten. */
export function openForms() {
  for (const saver of savers) if (!saver.form.isConnected) savers.delete(saver);
  return [...savers];
}
