// PDFs of a page ([data-pdf-url]): the drawing code is large and loaded when the first one comes into view, not before.
// Below each stands a link to the file, for whoever has no scripts and for files that cannot be drawn.
import { word } from "./words.js";

async function show(place) {
  try {
    const { showPdf } = await import("../pdf.js");
    await showPdf(place);
  } catch (error) {
    console.error(error);
    const note = document.createElement("p");
    Object.assign(note, { className: "xn-pdf-failed", textContent: word("pdfFailed") });
    place.replaceChildren(note);
  }
}

export function pdfs(root) {
  const places = root.querySelectorAll("[data-pdf-url]");
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
