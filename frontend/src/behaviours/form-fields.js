// Fields that only count after a certain answer (data-shown-when="key=A|B"), alone or among others, are shown only then;
// an error summary takes the focus when the page opens, and its links lead into the field itself.

import { goneWhenAnswered } from "./field-errors.js";

// What is chosen under a name: the boxes of a list as well, whose common value the browser does not tell.
function answersOf(form, key) {
  const named = [...form.elements].filter((control) => control.name === key);
  return named.filter((control) => !/^(radio|checkbox)$/.test(control.type) || control.checked).map((control) => control.value);
}

function update(form) {
  for (const field of form.querySelectorAll("[data-shown-when]")) {
    const [key, value] = field.dataset.shownWhen.split("=");
    const counts = answersOf(form, key).some((answer) => value.split("|").includes(answer));
    field.hidden = !counts;
    // What nobody sees is not sent either; it comes back when the answer changes back.
    for (const control of field.querySelectorAll("input, textarea, select")) control.disabled = !counts;
  }
}

export function formFields(root) {
  for (const field of root.querySelectorAll("[data-shown-when]")) {
    const form = field.closest("form");
    if (!form || form.dataset.conditionsReady) continue;
    form.dataset.conditionsReady = "yes";
    form.addEventListener("change", () => update(form));
    update(form);
  }
  for (const field of root.querySelectorAll(".xn-field-invalid")) goneWhenAnswered(field);
  root.querySelector("[data-error-summary]")?.focus();
}

export function summaryLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest(".xn-field")?.scrollIntoView({ block: "start" });
    field.focus({ preventScroll: true });
  });
}
