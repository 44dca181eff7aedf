/** What was typed into a form and is not saved yet is not left by mistake. */
export function askBeforeLeaving(form) {
  let dirty = false;
  form.addEventListener("input", () => (dirty = true));
  form.addEventListener("submit", () => (dirty = false));
  window.addEventListener("beforeunload", (event) => dirty && event.preventDefault());
}
