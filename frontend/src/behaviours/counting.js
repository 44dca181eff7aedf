// Text with a limit (data-counted="2000") may be pasted whole: the count stands below, and says by how much it is too long.
import { word } from "./words.js";

const NEAR = 0.8; // of the limit: a field of one line shows its count only then

/** As the service counts: characters, not their halves; outer space and invisible ones left out. */
function lengthOf(text) {
  return [...text.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").normalize("NFC").trim()].length;
}

function say(control, place) {
  const most = Number(control.dataset.counted);
  const used = lengthOf(control.value);
  const figures = { used, most, more: used - most };
  const filled = (name) => word(name).replace(/\{(\w+)\}/g, (_, key) => figures[key].toLocaleString("en"));
  place.hidden = control.tagName !== "TEXTAREA" && used < most * NEAR;
  place.classList.toggle("xn-over", used > most);
  place.textContent = used > most ? `${filled("counted")} · ${filled("tooLong")}` : filled("counted");
  place.setAttribute("aria-live", used > most ? "polite" : "off");
}

export function counting(root) {
  for (const control of root.querySelectorAll(":is(input, textarea)[data-counted]")) {
    if (control.dataset.countedReady) continue;
    control.dataset.countedReady = "yes";
    const place = document.createElement("p");
    Object.assign(place, { className: "xn-counted", id: `count-${control.name}` });
    control.after(place);
    control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${place.id}`.trim());
    const update = () => say(control, place);
    control.addEventListener("input", update);
    control.form?.addEventListener("input", update);
    update();
  }
}

/** button[data-suggests="id of a field"][data-text]: puts an obvious answer into an empty field; it is never there unasked. */
export function suggestions(root) {
  for (const button of root.querySelectorAll("[data-suggests]")) {
    const field = document.getElementById(button.dataset.suggests);
    if (!field) continue;
    const update = () => {
      button.hidden = field.value.trim() !== "";
    };
    field.addEventListener("input", update);
    button.addEventListener("click", () => {
      field.value = button.dataset.text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
    update();
  }
}
