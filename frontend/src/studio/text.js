// A file as text: saved by the button, Ctrl+S, and by itself when it is left alone for a while.
import { DraftFile } from "./files.js";
import { listFindings } from "./findings.js";
import { Saving } from "./saving.js";
import { offerChoice } from "./stale.js";

/** Sent by the place of a text when what was written is kept. */
export const SAVED = "xn:saved";

export function editText(place) {
  const area = place.querySelector("textarea");
  if (area.readOnly) return;
  const status = place.querySelector("[data-saved]");
  const file = new DraftFile(place.dataset.here, place.dataset.file, place.dataset.digest);
  const told = (text, tone = "") => {
    status.textContent = text;
    status.dataset.tone = tone;
  };
  const read = () => area.value;
  const saving = new Saving(file, {
    read,
    told,
    found: (findings) => {
      listFindings(place.querySelector("[data-findings]"), findings, { here: place.dataset.here });
      place.dispatchEvent(new Event(SAVED));
    },
    stale: (error) => offerChoice(place.querySelector("[data-told]"), error, { file, saving, read }),
  });
  area.addEventListener("input", () => saving.changed());
  document.querySelector("[data-save-text]")?.addEventListener("click", () => saving.now());
  area.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      saving.now();
    }
  });
}
