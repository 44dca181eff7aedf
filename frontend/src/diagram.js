// Draws the diagram of a case, read only: <div data-diagram-url data-active="a b" data-done="c d" data-flows="f g">.
// Done and active elements carry classes (coloured in diagram.css); the words stay in the step list beside it.
import Viewer from "bpmn-js/lib/Viewer";

import xinnuo from "xinnuo-moddle";
import { word } from "./behaviours/words.js";
import { followChoice, markChanges } from "./diagram-changes.js";
import { nameElements } from "./diagram-labels.js";
import { View, controls, forPaper, keyboard } from "./diagram-view.js";

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

function mark(viewer, { active, done, flows }) {
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const known = new Set([...done, ...active]);
  const between = flows ? new Set() : passedBetween(registry, done, known);
  const walked = new Set([...known, ...between]);
  for (const [list, marker] of [[[...done, ...between], "xn-done"], [active, "xn-active"]]) {
    for (const id of list) if (registry.get(id) && registry.get(id).type !== "bpmn:SubProcess") canvas.addMarker(id, marker);
  }
  for (const flow of registry.filter((element) => element.type === "bpmn:SequenceFlow")) {
    const { sourceRef, targetRef } = flow.businessObject;
    const passed = flows ? flows.has(flow.id) : walked.has(sourceRef?.id) && walked.has(targetRef?.id);
    if (passed) canvas.addMarker(flow.id, "xn-done");
  }
}

const LISTED = new Set(["bpmn:UserTask", "bpmn:ServiceTask", "bpmn:BusinessRuleTask", "bpmn:ReceiveTask", "bpmn:EndEvent"]);

/** What the flow leads to, step by step from its start; what interrupts a part of it comes after the part. */
function inOrder(registry) {
  const nodes = registry.filter((element) => !element.labelTarget).map((element) => element.businessObject);
  const starts = (within) => nodes.filter((node) => node.$type === "bpmn:StartEvent" && node.$parent === within);
  const interrupts = (node) => nodes.filter((each) => each.attachedToRef === node);
  const found = new Set();
  const walk = (first) => {
    const queue = [...first];
    while (queue.length) {
      const node = queue.shift();
      if (found.has(node)) continue;
      found.add(node);
      if (node.$type === "bpmn:SubProcess") walk(starts(node));
      walk(interrupts(node));
      queue.push(...(node.outgoing ?? []).map((flow) => flow.targetRef));
    }
  };
  walk(nodes.filter((node) => node.$type === "bpmn:StartEvent" && node.$parent?.$type === "bpmn:Process"));
  return [...found].map((node) => registry.get(node.id)).filter((element) => LISTED.has(element?.type) && element.businessObject.name);
}

/** The same in words: for whoever does not see the drawing, or not well enough. */
function inWords(viewer) {
  const canvas = viewer.get("canvas");
  const list = document.createElement("ol");
  for (const element of inOrder(viewer.get("elementRegistry"))) {
    const line = document.createElement("li");
    const told = canvas.hasMarker(element, "xn-active") ? "stepHere" : canvas.hasMarker(element, "xn-done") ? "stepPassed" : "stepAhead";
    line.textContent = `${element.businessObject.name} · ${word(told)}`;
    if (told === "stepHere") line.setAttribute("aria-current", "step");
    list.append(line);
  }
  const fold = document.createElement("details");
  const title = document.createElement("summary");
  title.textContent = word("stepsInWords");
  fold.className = "xn-fold xn-diagram-words";
  fold.append(title, list);
  return fold;
}

async function load(url) {
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/xml, text/xml" } });
  if (!answer.ok) throw new Error(`Expected the diagram at ${url} but got status ${answer.status}`);
  return answer.text();
}

/** The frame takes over the name and the focus of the place it fills. */
function frameOf(place) {
  const frame = document.createElement("div");
  const sheet = document.createElement("div");
  frame.className = "xn-diagram-frame";
  sheet.className = "xn-diagram-sheet";
  for (const name of ["role", "tabindex", "aria-label", "aria-details"]) {
    if (place.hasAttribute(name)) frame.setAttribute(name, place.getAttribute(name));
    place.removeAttribute(name);
  }
  frame.append(sheet);
  place.replaceChildren(frame);
  return { frame, sheet };
}

export async function draw(place) {
  const active = ids(place.dataset.active);
  const done = ids(place.dataset.done);
  const xml = await load(place.dataset.diagramUrl);
  const parts = frameOf(place);
  const { fontFamily } = getComputedStyle(place);
  const viewer = new Viewer({
    container: parts.sheet,
    moddleExtensions: { xn: xinnuo },
    textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontFamily, fontSize: 12 } },
  });
  nameElements(viewer, { english: document.documentElement.lang.startsWith("en") });
  await viewer.importXML(xml);
  mark(viewer, { active, done, flows: place.dataset.flows === undefined ? null : new Set(ids(place.dataset.flows)) });
  markChanges(viewer, place);
  const view = new View(viewer, parts);
  const bar = controls(view, active[0]);
  bar.prepend(parts.sheet.querySelector(".bjs-powered-by")); // has to be seen, wherever the drawing is scrolled to
  place.prepend(bar);
  view.begin(active[0] ?? ids(place.dataset.added)[0] ?? ids(place.dataset.removed)[0] ?? ids(place.dataset.changed)[0]);
  followChoice(viewer, view, place);
  keyboard(view);
  forPaper(view);
  const legend = place.nextElementSibling?.matches(".xn-legend") ? place.nextElementSibling : place;
  if (!parts.frame.hasAttribute("aria-details")) legend.after(inWords(viewer)); // else the page says it better
  place.setAttribute("data-drawn", "");
}
