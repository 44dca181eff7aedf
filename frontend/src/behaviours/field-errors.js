// An error at a field (.xn-field), in the marks of the form macros: said in words, and gone when the field is answered.
import { word } from "./words.js";

function controls(field) {
  return [...field.querySelectorAll("input, textarea, select")].filter((control) => control.type !== "hidden");
}

export function isAnswered(field) {
  const boxes = controls(field).filter(({ type }) => type === "checkbox" || type === "radio");
  if (boxes.length) return boxes.some((box) => box.checked) && (!field.matches(".xn-pledge") || boxes.every((box) => box.checked));
  return controls(field).some((control) => control.value.trim() !== "");
}

export function clearError(field) {
  const error = field.querySelector(".invalid-feedback");
  field.classList.remove("xn-field-invalid");
  for (const marked of [field, ...controls(field)]) {
    marked.classList.remove("is-invalid");
    marked.removeAttribute("aria-invalid");
    const about = (marked.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error?.id);
    if (marked.hasAttribute("aria-describedby")) about.length ? marked.setAttribute("aria-describedby", about.join(" ")) : marked.removeAttribute("aria-describedby");
  }
  error?.remove();
  const ids = [field, ...controls(field)].map((part) => `#${part.id}`); // a group of choices is linked as a whole
  for (const link of document.querySelectorAll("[data-error-summary] a")) if (ids.includes(link.hash)) link.closest("li").remove();
  const summary = document.querySelector("[data-error-summary]");
  if (summary && !summary.querySelector("li")) summary.remove();
}

/** Let the error at a field go as soon as the field is answered. */
export function goneWhenAnswered(field) {
  for (const kind of ["input", "change"]) field.addEventListener(kind, () => isAnswered(field) && clearError(field));
}

export function showError(field, text) {
  clearError(field);
  const [control] = controls(field);
  const error = document.createElement("p");
  Object.assign(error, { className: "invalid-feedback", id: `error-${control.name}` });
  const before = document.createElement("span");
  Object.assign(before, { className: "visually-hidden", textContent: word("error") });
  error.append(before, ` ${text}`);
  error.setAttribute("role", "alert");
  control.before(error);
  field.classList.add("xn-field-invalid");
  control.classList.add("is-invalid");
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${error.id}`.trim());
  addToSummary(field, control, text);
}

/** Where the page has a summary of what is wrong, it names this too, before the fields that stand behind it. */
function addToSummary(field, control, text) {
  const list = document.querySelector("[data-error-summary] ul");
  if (!list) return;
  const item = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: `#${control.id}`, textContent: `${field.querySelector(".form-label, legend")?.firstChild.textContent.trim() ?? ""} – ${text}` });
  item.append(link);
  const behind = [...list.children].find((line) => {
    const other = document.getElementById(line.querySelector("a")?.hash.slice(1) ?? "");
    return other && control.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  });
  list.insertBefore(item, behind ?? null);
}
