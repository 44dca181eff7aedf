// Fields that only count after a certain answer (data-required-when="key=VALUE") are shown only then;
// an error summary takes the focus when the page opens, and its links lead into the field itself.

function answerOf(form, key) {
  return form.elements[key]?.value ?? "";
}

function update(form) {
  for (const field of form.querySelectorAll("[data-required-when]")) {
    const [key, value] = field.dataset.requiredWhen.split("=");
    const counts = answerOf(form, key) === value;
    field.hidden = !counts;
    // What nobody sees is not sent either; it comes back when the answer changes back.
    for (const control of field.querySelectorAll("input, textarea, select")) control.disabled = !counts;
  }
}

export function formFields(root) {
  for (const field of root.querySelectorAll("[data-required-when]")) {
    const form = field.closest("form");
    if (!form || form.dataset.conditionsReady) continue;
    form.dataset.conditionsReady = "yes";
    form.addEventListener("change", () => update(form));
    update(form);
  }
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
