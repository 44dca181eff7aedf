// Beside a part of a form: the form as what is typed now would make it, drawn anew a moment after each change.
import { formFields } from "../behaviours/form-fields.js";
import { csrfToken, word } from "../behaviours/words.js";

const WAIT = 300;

/** Let the part that is being written stand out, and in sight, without moving the page. */
function mark(pane) {
  const field = pane.querySelector(`#field-${CSS.escape(pane.dataset.shown ?? "")}`)?.closest(".xn-field, fieldset");
  if (!field) return;
  field.classList.add("xn-part-shown");
  const box = pane.closest(".xn-letter-sheet") ?? pane;
  if (box.scrollHeight > box.clientHeight) box.scrollTop += field.getBoundingClientRect().top - box.getBoundingClientRect().top - 80;
}

class FormPreview {
  constructor(pane, form) {
    Object.assign(this, { pane, form, told: document.querySelector("[data-preview-told]"), timer: null, number: 0 });
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), WAIT);
  }

  /** Draw what is typed; an answer that was overtaken by a later one is thrown away. */
  async draw() {
    const number = (this.number += 1);
    try {
      const answer = await fetch(this.pane.dataset.formPreview, { method: "POST", body: new FormData(this.form), headers: { "X-CSRFToken": csrfToken() } });
      const text = await answer.text();
      if (number !== this.number) return;
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.status);
      this.told.textContent = answer.ok ? "" : text;
      if (answer.ok) this.show(text);
    } catch {
      this.told.textContent = word("failed");
    }
  }

  show(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const key = this.form.querySelector("[name=key]")?.value;
    if (key) this.pane.dataset.shown = key;
    this.pane.replaceChildren(...document.adoptNode(page.body).childNodes);
    delete this.pane.dataset.conditionsReady;
    formFields(this.pane);
    mark(this.pane);
  }
}

export function editForm(pane) {
  pane.addEventListener("submit", (event) => event.preventDefault());
  const chooser = document.querySelector("[data-submit-on-change]");
  chooser?.addEventListener("change", () => chooser.requestSubmit());
  chooser?.querySelector("button")?.classList.add("visually-hidden");
  const form = document.querySelector("[data-form-part]");
  if (form) new FormPreview(pane, form);
  mark(pane);
}
