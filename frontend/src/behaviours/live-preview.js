// Beside a long form: what it makes, as it is typed now, without saving it. [data-live-preview] names the address that
// answers with the page part, data-live-form the form; its buttons change between the two.
import { csrfToken, word } from "./words.js";

async function guideOf(live, form) {
  const body = new FormData(form);
  const answer = await fetch(live.dataset.livePreview, { method: "POST", body, headers: { "X-CSRFToken": csrfToken() } });
  if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return document.adoptNode(page.body).childNodes;
}

function turn(live, form, shows) {
  const pane = live.querySelector("[data-live-pane]");
  form.parentElement.hidden = shows === "guide";
  pane.hidden = shows !== "guide";
  for (const button of live.querySelectorAll("[data-live]")) button.setAttribute("aria-pressed", button.dataset.live === shows);
}

export function livePreview(root) {
  for (const live of root.querySelectorAll("[data-live-preview]")) {
    const form = document.getElementById(live.dataset.liveForm);
    const told = live.querySelector("[data-live-told]");
    const pane = live.querySelector("[data-live-pane]");
    live.hidden = false;
    live.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-live]");
      if (!button) return;
      told.textContent = "";
      if (button.dataset.live === "form") {
        turn(live, form, "form");
        return;
      }
      try {
        pane.replaceChildren(...(await guideOf(live, form)));
        for (const link of pane.querySelectorAll("a[href]")) link.target = "_blank"; // what is typed stays on this page
        turn(live, form, "guide");
        told.textContent = live.dataset.liveNote;
      } catch {
        told.textContent = word("failed");
      }
    });
  }
}
