// Beside the text of a letter: the letter as it comes out, drawn anew after each save, and names that a click puts in.
import { word } from "../behaviours/words.js";
import { declare } from "./placeholders.js";
import { SAVED } from "./text.js";

/** The address of the letter as it comes out where only the ticked conditions hold. */
function address(sheet, boxes) {
  const without = boxes.filter((box) => !box.checked).map((box) => box.value);
  return without.length ? `${sheet.dataset.letterPreview}?without=${without.join(",")}` : sheet.dataset.letterPreview;
}

class Preview {
  constructor(place, sheet) {
    Object.assign(this, { place, sheet, viewer: null, running: false, again: false });
    this.problem = place.querySelector("[data-preview-problem]");
    this.boxes = [...place.querySelectorAll("[data-conditions] input")];
    for (const box of this.boxes) box.addEventListener("change", () => this.draw());
    place.addEventListener(SAVED, () => this.draw());
  }

  /** Draw what is saved; one that is asked for meanwhile comes after, and what was drawn stays until then. */
  async draw() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      const { showPdf } = await import("../pdf.js");
      this.viewer = await showPdf(this.sheet, { url: address(this.sheet, this.boxes), page: this.viewer?.page ?? 1 });
      this.tell("");
    } catch (error) {
      this.tell(error.answer?.status === 422 ? (await error.answer.json()).words : word("pdfFailed"));
    } finally {
      this.running = false;
    }
    if (this.again) {
      this.again = false;
      await this.draw();
    }
  }

  tell(text) {
    this.problem.textContent = text;
    this.problem.hidden = !text;
    this.sheet.classList.toggle("xn-outdated", Boolean(text));
  }
}

/** Put a name where the cursor stands and into the list of those that the letter prints. */
function insert(area, name) {
  const { selectionStart, selectionEnd } = area;
  area.setRangeText(`{${name}}`, selectionStart, selectionEnd, "end");
  const cursor = area.selectionStart;
  const before = area.value.length;
  area.value = declare(area.value, name);
  area.focus();
  const moved = cursor + area.value.length - before; // the list stands above what is written
  area.setSelectionRange(moved, moved);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

export function editLetter(place) {
  const sheet = place.querySelector("[data-letter-preview]");
  const area = place.querySelector("textarea");
  for (const button of place.querySelectorAll("[data-insert]")) {
    button.addEventListener("click", () => insert(area, button.dataset.insert));
  }
  new Preview(place, sheet).draw();
}
