// The studio: the editor of a diagram and the editor of a file as text, with a letter beside it, the
// preview of a form, each where its page has one.
import { editText } from "./text.js";
import { askBeforeLeaving } from "./unsaved.js";

const text = document.querySelector("[data-studio-text]");
if (text) editText(text);

if (text?.querySelector("[data-letter-preview]")) {
  const { editLetter } = await import("./letter.js");
  editLetter(text);
}

const written = document.querySelector("[data-written]");
if (written) askBeforeLeaving(written);

const pane = document.querySelector("[data-form-preview]");
if (pane) {
  const { editForm } = await import("./form.js");
  editForm(pane);
}

const drawing = document.querySelector("[data-studio]");
if (drawing) {
  const { edit } = await import("./editor.js");
  await edit(drawing);
}
