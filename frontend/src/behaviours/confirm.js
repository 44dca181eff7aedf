// data-confirm="Really withdraw?" on a form or its button asks in a dialog before anything is sent.
// Optional: data-confirm-title, data-confirm-yes (the words of the button that goes on).
// What must be filled in is looked at before anybody is asked: nobody agrees to something that is then refused.
import { goneWhenAnswered, isAnswered, showError } from "./field-errors.js";
import { word } from "./words.js";

const NEEDED = "[aria-required='true'], [required]";
const agreed = new WeakSet();

function dialog() {
  return document.getElementById("xn-confirm");
}

function ask({ text, title, yes, danger }) {
  const box = dialog();
  box.querySelector("[data-part=title]").textContent = title || word("confirm");
  box.querySelector("[data-part=text]").textContent = text;
  const button = box.querySelector("[data-part=yes]");
  button.textContent = yes || word("yes");
  button.classList.toggle("btn-danger", danger);
  button.classList.toggle("btn-primary", !danger);
  box.returnValue = "";
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => resolve(box.returnValue === "yes"), { once: true });
  });
}

/** Say at each field that must be filled in and is empty that it is, and tell whether there was one. */
function lacks(form) {
  const empty = [...form.elements].filter((control) => control.matches(NEEDED) && !control.disabled && control.closest(".xn-field") && !isAnswered(control.closest(".xn-field")));
  for (const field of new Set(empty.map((control) => control.closest(".xn-field")))) {
    showError(field, word("fillIn"));
    goneWhenAnswered(field);
  }
  empty[0]?.focus();
  return empty.length > 0;
}

async function onSubmit(event) {
  const form = event.target;
  const button = event.submitter;
  const source = button?.dataset.confirm ? button : form;
  if (!source.dataset.confirm || agreed.has(form) || !dialog()) {
    agreed.delete(form);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (lacks(form)) return;
  const { confirm, confirmTitle, confirmYes } = source.dataset;
  const danger = Boolean(button?.className.includes("danger"));
  if (await ask({ text: confirm, title: confirmTitle, yes: confirmYes || button?.textContent.trim(), danger })) {
    agreed.add(form);
    form.requestSubmit(button ?? undefined);
  }
}

export function confirmFirst() {
  document.addEventListener("submit", onSubmit, true);
}
