import { word } from "./words.js";

/** [data-copy] puts the value of the field with that id on the clipboard; without it the field can be selected. */
export function copying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
        button.querySelector("[data-said]").textContent = word("copied");
      } catch {
        field.select(); // the browser does not allow it: the text is marked, ready for the keyboard
      }
    });
  }
}
