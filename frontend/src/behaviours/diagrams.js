// The drawing code is large; it is loaded when the first diagram comes into view (also out of a fold), not before.
import { word } from "./words.js";

async function show(place) {
  try {
    const { draw } = await import("../diagram.js");
    await draw(place);
  } catch (error) {
    console.error(error);
    place.setAttribute("data-failed", "");
    const note = document.createElement("p");
    note.className = "xn-diagram-failed";
    note.textContent = word("diagramFailed");
    place.replaceChildren(note);
  }
}

export function diagrams(root) {
  const places = [...root.querySelectorAll("[data-diagram-url]"), ...(root.matches?.("[data-diagram-url]") ? [root] : [])];
  if (!places.length) return;
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      show(target);
    }
  });
  for (const place of places) seen.observe(place);
}
