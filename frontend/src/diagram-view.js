// How much of a diagram is seen: never so small that its words cannot be read. What does not fit is scrolled to, with
// the bars, a finger or the arrow keys; plus and minus zoom, 0 fits the width.
import { word } from "./behaviours/words.js";

const READABLE = 0.9; // a label of 12 units is then 10.8 pixels high
const LEAST = 0.3;
const MOST = 2.5;
const STEP = 0.25;
const PAN = 60;
const EDGE = 16;

const within = (scale, least, most) => Math.min(Math.max(scale, least), most);

/** The drawing on its sheet, at a scale, inside a frame that scrolls. */
export class View {
  constructor(viewer, { frame, sheet }) {
    Object.assign(this, { viewer, frame, sheet, canvas: viewer.get("canvas"), scale: 1 });
    this.inner = this.canvas.viewbox().inner;
  }

  /** Make the sheet as large as the drawing is at a scale; what was in the middle stays there. */
  zoom(scale, { keep = true } = {}) {
    const { frame, sheet, inner } = this;
    const middle = { x: (frame.scrollLeft + frame.clientWidth / 2 - EDGE) / this.scale, y: (frame.scrollTop + frame.clientHeight / 2 - EDGE) / this.scale };
    this.scale = scale;
    const width = Math.max(Math.ceil(inner.width * scale + 2 * EDGE), frame.clientWidth);
    const height = Math.ceil(inner.height * scale + 2 * EDGE);
    Object.assign(sheet.style, { width: `${width}px`, height: `${height}px` });
    this.canvas.resized();
    const [across, down] = [width / scale, height / scale];
    this.canvas.viewbox({ x: inner.x - (across - inner.width) / 2, y: inner.y - (down - inner.height) / 2, width: across, height: down });
    if (keep) frame.scrollTo(middle.x * scale + EDGE - frame.clientWidth / 2, middle.y * scale + EDGE - frame.clientHeight / 2);
  }

  zoomBy(step) {
    this.zoom(within(this.scale + step, LEAST, MOST));
  }

  get fitting() {
    return (this.frame.clientWidth - 2 * EDGE) / this.inner.width;
  }

  /** All of it, however small: for paper, and for whoever asks for it. */
  showAll() {
    this.zoom(within(this.fitting, 0.05, 1), { keep: false });
    this.frame.scrollTo(0, 0);
  }

  /** As wide as the page if the words can be read that way; else at the least scale at which they can. */
  begin(active) {
    this.zoom(within(this.fitting, READABLE, 1), { keep: false });
    this.showElement(active);
  }

  showElement(id) {
    const element = this.viewer.get("elementRegistry").get(id);
    if (!element) return;
    const { frame, sheet, canvas } = this;
    const box = canvas.viewbox();
    const at = (value, from) => (value - from) * this.scale;
    frame.scrollTo(
      at(element.x + element.width / 2, box.x) - Math.min(frame.clientWidth, sheet.clientWidth) / 2,
      at(element.y + element.height / 2, box.y) - frame.clientHeight / 2,
    );
  }

  scroll(dx, dy) {
    this.frame.scrollBy(dx, dy);
  }
}

function button(name, action) {
  const element = document.createElement("button");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const icons = { zoomIn: "zoom-in", zoomOut: "zoom-out", zoomFit: "maximize", zoomActive: "focus-centered" };
  use.setAttribute("href", `${word("icons")}#${icons[name]}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  Object.assign(element, { type: "button", className: "btn btn-icon btn-sm", title: word(name) });
  element.setAttribute("aria-label", word(name));
  element.append(svg);
  element.addEventListener("click", action);
  return element;
}

export function controls(view, active) {
  const bar = document.createElement("div");
  bar.className = "xn-diagram-controls";
  bar.append(button("zoomIn", () => view.zoomBy(STEP)), button("zoomOut", () => view.zoomBy(-STEP)), button("zoomFit", () => view.showAll()));
  if (active) bar.append(button("zoomActive", () => (view.begin(active), view.frame.scrollIntoView({ block: "nearest", behavior: "instant" }))));
  return bar;
}

export function keyboard(view) {
  const arrows = { ArrowLeft: [-PAN, 0], ArrowRight: [PAN, 0], ArrowUp: [0, -PAN], ArrowDown: [0, PAN] };
  view.frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrows[event.key]) view.scroll(...arrows[event.key]);
    else if (event.key === "+" || event.key === "=") view.zoomBy(STEP);
    else if (event.key === "-") view.zoomBy(-STEP);
    else if (event.key === "0") view.showAll();
    else return;
    event.preventDefault();
  });
}

/** On paper the drawing has another width: it is shown whole and scales with its box. */
export function forPaper(view) {
  const drawing = view.sheet.querySelector("svg[data-element-id]");
  let before = 1;
  window.addEventListener("beforeprint", () => {
    before = view.scale;
    view.showAll();
    drawing.setAttribute("viewBox", `0 0 ${view.sheet.clientWidth} ${view.sheet.clientHeight}`);
    Object.assign(view.sheet.style, { width: "100%", height: "auto" });
  });
  window.addEventListener("afterprint", () => {
    drawing.removeAttribute("viewBox");
    view.zoom(before);
  });
}
