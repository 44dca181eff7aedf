// form[data-autosave="url"]: what was typed is kept as the task's draft while typing, so that nothing is lost.
// The page's place for the message: an element [data-autosave-status] inside the form (aria-live is set by the template).
import { csrfToken, word } from "./words.js";

const PAUSE_MS = 1500;

/** The fields as sent on submit, without files and without the CSRF token (it goes in the header). */
function draftOf(form) {
  const draft = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && name !== "csrf_token") draft.append(name, value);
  }
  return draft;
}

class Saver {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]");
    this.saved = draftOf(form).toString();
    this.timer = 0;
  }

  say(text) {
    if (this.status) this.status.textContent = text;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE_MS);
  }

  async save({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    const body = draftOf(this.form);
    if (body.toString() === this.saved || this.form.hasAttribute("aria-busy")) return;
    this.say(word("saving"));
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
        credentials: "same-origin",
        keepalive,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.saved = body.toString();
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
      this.say(`${word("saved")} ${time}`);
    } catch {
      this.say(word("unsaved"));
    }
  }
}

export function autosave(root) {
  const forms = root.matches?.("form[data-autosave]") ? [root] : root.querySelectorAll("form[data-autosave]");
  for (const form of forms) {
    if (form.dataset.autosaveReady) continue;
    form.dataset.autosaveReady = "yes";
    const saver = new Saver(form);
    form.addEventListener("input", () => saver.later());
    form.addEventListener("change", () => saver.later());
    form.addEventListener("submit", () => clearTimeout(saver.timer));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") saver.save({ keepalive: true });
    });
  }
}
