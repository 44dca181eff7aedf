import { word } from "./words.js";

/** [data-copy] puts the value or the text of what has that id on the clipboard; without it that can be selected. */
export function copying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value ?? field.textContent);
        button.querySelector("[data-said]").textContent = word("copied");
      } catch {
        // the browser does not allow it: the text is marked, ready for the keyboard
        if (field.select) field.select();
        else getSelection().selectAllChildren(field);
      }
    });
  }
}
