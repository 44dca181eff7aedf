// A double click sends a form once. The server answers a second one safely anyway; this spares the person the answer.
// What takes longer than a moment says so; form[data-still="Tests are being run…"] says what is taking so long.
import { word } from "./words.js";

const MOMENT = 2500; // milliseconds
const sent = new WeakSet();
let told = 0;

function tell(text) {
  const place = document.getElementById("xn-still");
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
}

function buttonsOf(form) {
  return [...form.elements].filter((control) => control.type === "submit");
}

function release(form) {
  sent.delete(form);
  window.clearTimeout(told);
  tell("");
  form.removeAttribute("aria-busy");
  for (const button of buttonsOf(form)) {
    button.removeAttribute("aria-disabled");
    button.classList.remove("xn-sending");
  }
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented && !form.matches("[hx-post], [hx-get]")) return;
  if (sent.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (form.target === "_blank" || form.method === "dialog" || "download" in form.dataset) return;
  sent.add(form);
  window.clearTimeout(told);
  told = window.setTimeout(() => tell(form.dataset.still ?? word("still")), MOMENT);
  form.setAttribute("aria-busy", "true");
  // aria-disabled instead of disabled: focus stays where it is, and the clicked button's value is still sent.
  for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
  (event.submitter ?? buttonsOf(form)[0])?.classList.add("xn-sending");
}

export function submitOnce() {
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form");
    if (form) release(form);
  });
  // Back from the next page, also out of the browser's page cache: the form may be sent again.
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) release(form);
  });
}
