// A file that is too large or of another kind is named at its field before anything is sent; the service checks again.
import { clearError, showError } from "./field-errors.js";

/** Why a file cannot be sent by an input, or nothing; its name is for the caller to say. */
export function problemOfFile(input, file) {
  const endings = input.accept.split(",").map((ending) => ending.trim().toLowerCase()).filter(Boolean);
  if (file.size > Number(input.dataset.mostBytes || Infinity)) return input.dataset.tooLarge;
  if (endings.length && !endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return input.dataset.wrongKind;
  return "";
}

function problemOf(input) {
  const most = Number(input.dataset.mostBytes || Infinity);
  for (const file of input.files) {
    const problem = problemOfFile(input, file);
    if (problem) return `${file.name}: ${problem}`;
  }
  const together = [...input.files].reduce((sum, file) => sum + file.size, 0);
  if (input.dataset.tooLargeTogether && together > most) return input.dataset.tooLargeTogether;
  return "";
}

function check(input) {
  const field = input.closest(".xn-field");
  const problem = problemOf(input);
  if (problem) showError(field, problem);
  else if (input.files.length) clearError(field);
  return !problem;
}

export function fileChecks() {
  document.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file][data-wrong-kind]") && !event.target.closest("[data-pages-ready]")) check(event.target);
  });
  document.addEventListener(
    "submit",
    (event) => {
      const wrong = [...event.target.querySelectorAll("input[type=file][data-wrong-kind]")].filter((input) => !check(input));
      if (!wrong.length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      wrong[0].closest(".xn-field").scrollIntoView({ block: "center" });
      wrong[0].focus({ preventScroll: true });
    },
    true,
  );
}
