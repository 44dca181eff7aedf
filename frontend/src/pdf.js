// A PDF on a page: its pages drawn one at a time. Loaded only where there is one (behaviours/pdfs.js).
// Nothing of the file is run: no scripts, no forms, no links; images that need WebAssembly are decoded in JavaScript.
import { GlobalWorkerOptions, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

import { word } from "./behaviours/words.js";

const STEP = 1.25;
const SMALLEST = 0.5;
const LARGEST = 4;
const MOST_PIXELS = 16_000_000; // of one canvas; phones refuse more

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${word("icons")}#${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function button(name, picture, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn", title: word(name) });
  made.setAttribute("aria-label", word(name));
  made.append(icon(picture));
  made.addEventListener("click", act);
  return made;
}

async function load(place, url) {
  const answer = await fetch(url, { credentials: "same-origin", redirect: "error" });
  if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { answer });
  const files = place.dataset.pdfFiles;
  return getDocument({
    data: new Uint8Array(await answer.arrayBuffer()),
    cMapUrl: `${files}/cmaps/`,
    standardFontDataUrl: `${files}/standard_fonts/`,
    wasmUrl: `${files}/wasm/`,
    useWasm: false, // the content security policy lets no WebAssembly in
    useWorkerFetch: true,
    enableXfa: false,
    stopAtErrors: false,
  }).promise;
}

class Viewer {
  constructor(place, pdf) {
    Object.assign(this, { place, pdf, page: 1, scale: 1, drawing: null });
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.sheet = document.createElement("div");
    this.sheet.className = "xn-pdf-sheet";
    this.sheet.tabIndex = 0;
    this.sheet.setAttribute("role", "region");
    this.sheet.setAttribute("aria-label", place.dataset.pdfName);
    this.sheet.append(this.canvas);
    this.frame = document.createElement("div");
    this.frame.className = "xn-pdf-frame";
    this.frame.append(this.bar(), this.sheet);
    place.replaceChildren(this.frame);
  }

  bar() {
    const bar = document.createElement("div");
    bar.className = "xn-pdf-bar";
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", word("pdfTools"));
    this.count = document.createElement("span");
    this.count.setAttribute("role", "status");
    this.back = button("pdfBack", "chevron-left", () => this.show(this.page - 1));
    this.next = button("pdfNext", "chevron-right", () => this.show(this.page + 1));
    this.smaller = button("zoomOut", "zoom-out", () => this.zoom(1 / STEP));
    this.larger = button("zoomIn", "zoom-in", () => this.zoom(STEP));
    this.full = button("pdfFull", "maximize", () => this.open());
    bar.append(this.back, this.count, this.next, this.smaller, this.larger, this.full);
    return bar;
  }

  async zoom(factor) {
    this.scale = Math.min(LARGEST, Math.max(SMALLEST, this.scale * factor));
    await this.draw();
  }

  async show(number) {
    this.page = Math.min(this.pdf.numPages, Math.max(1, number));
    this.sheet.scrollTop = 0;
    await this.draw();
  }

  mark() {
    const figures = { page: this.page, pages: this.pdf.numPages };
    this.count.textContent = `${figures.page} / ${figures.pages}`;
    this.canvas.setAttribute("aria-label", word("pdfPage").replace(/\{(\w+)\}/g, (_, name) => figures[name]));
    const off = [[this.back, this.page <= 1], [this.next, this.page >= this.pdf.numPages], [this.smaller, this.scale <= SMALLEST], [this.larger, this.scale >= LARGEST]];
    for (const [each, isOff] of off) each.setAttribute("aria-disabled", String(isOff)); // focus stays where it is
  }

  /** Draw the page as wide as its place, times the zoom; a drawing that is overtaken stops. */
  async draw() {
    this.mark();
    this.drawing?.cancel();
    const page = await this.pdf.getPage(this.page);
    const plain = page.getViewport({ scale: 1 });
    const shown = ((this.sheet.clientWidth - 2) / plain.width) * this.scale;
    const sharp = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (plain.width * plain.height * shown * shown)));
    const viewport = page.getViewport({ scale: shown * sharp });
    const canvas = this.canvas;
    Object.assign(canvas, { width: Math.floor(viewport.width), height: Math.floor(viewport.height) });
    canvas.style.width = `${Math.floor(plain.width * shown)}px`;
    this.drawing = page.render({ canvas, viewport, background: "#fff", annotationMode: 1 });
    try {
      await this.drawing.promise;
      canvas.dataset.drawn = String(this.page);
    } catch (error) {
      if (error.name !== "RenderingCancelledException") throw error;
    }
  }

  /** The same viewer over the whole window; Escape or the button closes it. */
  async open() {
    if (this.box?.open) return this.box.close();
    this.box ??= this.dialog();
    this.box.append(this.frame);
    this.box.showModal();
    this.nameFull("pdfClose", "x");
    this.full.focus();
    await this.draw();
  }

  nameFull(name, picture) {
    this.full.title = word(name);
    this.full.setAttribute("aria-label", word(name));
    this.full.replaceChildren(icon(picture));
  }

  dialog() {
    const box = document.createElement("dialog");
    box.className = "xn-pdf-full";
    box.setAttribute("aria-label", this.place.dataset.pdfName);
    box.addEventListener("close", () => {
      this.place.append(this.frame);
      this.nameFull("pdfFull", "maximize");
      this.full.focus();
      this.draw();
    });
    this.place.after(box);
    return box;
  }
}

/** Draw a PDF in its place, from another address or at another page where that is said; returns the viewer. */
export async function showPdf(place, { url = place.dataset.pdfUrl, page = 1 } = {}) {
  GlobalWorkerOptions.workerSrc = place.dataset.pdfWorker;
  const pdf = await load(place, url);
  const viewer = new Viewer(place, pdf);
  await viewer.show(page);
  return viewer;
}
