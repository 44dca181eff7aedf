// Draws the diagram of a case, read only: <div data-diagram-url data-active="a b" data-done="c d">.
// Done and active elements carry classes (coloured in diagram.css); the words stay in the step list beside it.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

import xinnuo from "xinnuo-moddle";
import { word } from "./behaviours/words.js";
import { nameElements } from "./diagram-labels.js";

const STEP = 0.25;
const PAN = 60;
const EDGE = 16;
const BUTTONS = 56;
const READABLE = 0.5;

const ids = (text) => (text ?? "").split(/[\s,]+/).filter(Boolean);

const WAITS = new Set(["bpmn:UserTask", "bpmn:ReceiveTask", "bpmn:SubProcess"]);

/** What a case passed by itself: machine steps and gateways on a way from where it was to where it was next. */
function passedBetween(registry, done, walked) {
  const found = new Set();
  const leads = (node, seen) => {
    if (walked.has(node.id)) return true;
    if (WAITS.has(node.$type) || seen.has(node.id)) return false;
    const further = new Set(seen).add(node.id);
    const arrives = (node.outgoing ?? []).filter((flow) => leads(flow.targetRef, further)).length > 0;
    if (arrives) found.add(node.id);
    return arrives;
  };
  const starts = registry.filter((element) => element.type === "bpmn:StartEvent").map((element) => element.businessObject);
  const left = done.map((id) => registry.get(id)?.businessObject).filter(Boolean);
  for (const node of starts) leads(node, new Set());
  for (const node of left) for (const flow of node.outgoing ?? []) leads(flow.targetRef, new Set());
  return found;
}

function mark(viewer, { active, done }) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const known = new Set([...done, ...active]);
  const between = passedBetween(registry, done, known);
  const walked = new Set([...known, ...between]);
  for (const [list, marker] of [[[...done, ...between], "xn-done"], [active, "xn-active"]]) {
    for (const id of list) if (registry.get(id)) canvas.addMarker(id, marker);
  }
  for (const flow of registry.filter((element) => element.type === "bpmn:SequenceFlow")) {
    const { sourceRef, targetRef } = flow.businessObject;
    if (walked.has(sourceRef?.id) && walked.has(targetRef?.id)) canvas.addMarker(flow.id, "xn-done");
  }
}

/** Show a box of the drawing in the middle, with room around it and above it for the buttons; never larger than life. */
function show(viewer, box, largest = 1) {
  const canvas = viewer.get("canvas");
  const { outer } = canvas.viewbox();
  const scale = Math.min((outer.width - 2 * EDGE) / box.width, (outer.height - EDGE - BUTTONS) / box.height, largest);
  const width = outer.width / scale;
  const height = outer.height / scale;
  const top = (BUTTONS - EDGE) / scale;
  canvas.viewbox({ x: box.x - (width - box.width) / 2, y: box.y - (height + top - box.height) / 2, width, height });
  return scale;
}

const showAll = (viewer) => show(viewer, viewer.get("canvas").viewbox().inner);

function showActive(viewer, active) {
  const element = viewer.get("elementRegistry").get(active[0]);
  if (!element) return;
  const { x, y, width, height } = element;
  show(viewer, { x: x - 2 * width, y: y - height, width: 5 * width, height: 3 * height }, 0.85);
}

/** The whole diagram if its words can be read that way; else what is around the current step. */
function frame(viewer, active) {
  if (showAll(viewer) < READABLE && active.length) showActive(viewer, active);
}

function button(name, action, icon) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-icon btn-sm";
  element.setAttribute("aria-label", word(name));
  element.title = word(name);
  element.append(icon);
  element.addEventListener("click", action);
  return element;
}

/** An icon of the page's sprite; its address is known from the layout. */
function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${word("icons")}#${name}`);
  svg.append(use);
  return svg;
}

function controls(viewer, active) {
  const canvas = viewer.get("canvas");
  const zoom = (by) => canvas.zoom(Math.min(Math.max(canvas.zoom() + by, 0.2), 3), "auto");
  const bar = document.createElement("div");
  bar.className = "xn-diagram-controls";
  bar.append(
    button("zoomIn", () => zoom(STEP), icon("zoom-in")),
    button("zoomOut", () => zoom(-STEP), icon("zoom-out")),
    button("zoomFit", () => showAll(viewer), icon("maximize")),
  );
  if (active.length) {
    bar.append(button("zoomActive", () => showActive(viewer, active), icon("focus-centered")));
  }
  return bar;
}

const ARROWS = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };

function keyboard(viewer, place) {
  const canvas = viewer.get("canvas");
  place.addEventListener("keydown", (event) => {
    const pan = ARROWS[event.key];
    if (pan) canvas.scroll({ dx: pan[0], dy: pan[1] });
    else if (event.key === "+" || event.key === "=") canvas.zoom(canvas.zoom() + STEP, "auto");
    else if (event.key === "-") canvas.zoom(Math.max(canvas.zoom() - STEP, 0.2), "auto");
    else if (event.key === "0") showAll(viewer);
    else return;
    event.preventDefault();
  });
}

/** On paper the drawing has another width: it is shown whole and scales with its box. */
function forPaper(viewer, sheet) {
  const drawing = sheet.querySelector("svg[data-element-id]");
  window.addEventListener("beforeprint", () => {
    showAll(viewer);
    const { outer } = viewer.get("canvas").viewbox();
    drawing.setAttribute("viewBox", `0 0 ${outer.width} ${outer.height}`);
  });
  window.addEventListener("afterprint", () => drawing.removeAttribute("viewBox"));
}

async function load(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/xml, text/xml" } });
  if (!answer.ok) throw new Error(`Expected the diagram at ${url} but got status ${answer.status}`);
  return answer.text();
}

export async function draw(place) {
  const active = ids(place.dataset.active);
  const done = ids(place.dataset.done);
  const xml = await load(place.dataset.diagramUrl);
  const sheet = document.createElement("div");
  sheet.className = "xn-diagram-sheet";
  place.replaceChildren(sheet);
  // The wheel scrolls the page, not the drawing: whoever reads down a page must not get caught in it.
  const fontFamily = getComputedStyle(place).fontFamily;
  const viewer = new NavigatedViewer({
    container: sheet,
    moddleExtensions: { xn: xinnuo },
    zoomScroll: { enabled: false },
    textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontFamily, fontSize: 11 } },
  });
  nameElements(viewer, { english: document.documentElement.lang.startsWith("en") });
  await viewer.importXML(xml);
  mark(viewer, { active, done });
  frame(viewer, active);
  place.append(controls(viewer, active));
  keyboard(viewer, place);
  forPaper(viewer, sheet);
  place.setAttribute("data-drawn", "");
}
