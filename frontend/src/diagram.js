// Draws the diagram of a case, read only: <div data-diagram-url data-active="a b" data-done="c d">.
// Done and active elements carry classes (coloured in diagram.css); the words stay in the step list beside it.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

import xinnuo from "xinnuo-moddle";
import { word } from "./behaviours/words.js";

const STEP = 0.25;
const PAN = 60;

const ids = (text) => (text ?? "").split(/[\s,]+/).filter(Boolean);

/** With an English page, every element that has an English name shows it. */
function speakEnglish(viewer) {
  viewer.on("import.parse.complete", ({ elementsById }) => {
    for (const element of Object.values(elementsById ?? {})) {
      const name = element.get?.("xn:nameEn");
      if (name) element.name = name;
    }
  });
}

function mark(viewer, { active, done }) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const walked = new Set([...done, ...active]);
  for (const [list, marker] of [[done, "xn-done"], [active, "xn-active"]]) {
    for (const id of list) if (registry.get(id)) canvas.addMarker(id, marker);
  }
  for (const flow of registry.filter((element) => element.type === "bpmn:SequenceFlow")) {
    const { sourceRef, targetRef } = flow.businessObject;
    if (walked.has(sourceRef?.id) && walked.has(targetRef?.id)) canvas.addMarker(flow.id, "xn-done");
  }
}

/** The whole diagram if it is readable that way; else life-size around what is active. */
function frame(viewer, active) {
  const canvas = viewer.get("canvas");
  canvas.zoom("fit-viewport", "auto");
  if (canvas.zoom() > 1) canvas.zoom(1, "auto");
  if (canvas.zoom() >= 0.55 || !active.length) return;
  const element = viewer.get("elementRegistry").get(active[0]);
  if (!element) return;
  canvas.zoom(0.75, { x: 0, y: 0 });
  canvas.scrollToElement(element, { top: 90, bottom: 90, left: 40, right: 40 });
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
    button("zoomFit", () => frame(viewer, []), icon("maximize")),
  );
  if (active.length) {
    bar.append(button("zoomActive", () => {
      canvas.zoom(1, { x: 0, y: 0 });
      canvas.scrollToElement(active[0], 120);
    }, icon("focus-centered")));
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
    else if (event.key === "0") frame(viewer, []);
    else return;
    event.preventDefault();
  });
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
  const viewer = new NavigatedViewer({ container: sheet, moddleExtensions: { xn: xinnuo }, zoomScroll: { enabled: false } });
  if (document.documentElement.lang.startsWith("en")) speakEnglish(viewer);
  await viewer.importXML(xml);
  mark(viewer, { active, done });
  frame(viewer, active);
  place.append(controls(viewer, active));
  keyboard(viewer, place);
  place.setAttribute("data-drawn", "");
}
