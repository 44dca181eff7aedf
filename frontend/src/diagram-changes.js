// What a comparison marks in a drawing: each element that came, changed or went gets a colour and a sign; one can be chosen.
const SIGNS = { added: "+", changed: "≠", removed: "−" };
const SVG = "http://www.w3.org/2000/svg";
const ROUND = 9;

const ids = (text) => (text ?? "").split(/\s+/).filter(Boolean);

function node(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Where the sign stands: at the corner of a shape, at the middle of a flow; in the coordinates of its own graphics. */
function placeOf(element) {
  if (!element.waypoints) return { x: 0, y: 0 };
  const [from, to] = element.waypoints.slice(Math.ceil(element.waypoints.length / 2) - 1);
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** The sign is part of the drawing, so that it zooms and prints with it. */
function sign(graphics, element, turn) {
  const { x, y } = placeOf(element);
  const group = node("g", { class: "xn-sign", transform: `translate(${x} ${y})`, "aria-hidden": "true" }, node("circle", { r: ROUND }), node("text", {}, SIGNS[turn]));
  graphics.querySelector(".djs-visual").append(group);
}

export function markChanges(viewer, place) {
  const [canvas, registry] = [viewer.get("canvas"), viewer.get("elementRegistry")];
  for (const turn of Object.keys(SIGNS)) {
    for (const id of ids(place.dataset[turn])) {
      const element = registry.get(id);
      if (!element?.parent || canvas.hasMarker(id, "xn-turned")) continue;
      for (const marker of ["xn-turned", `xn-${turn}`]) canvas.addMarker(id, marker);
      if (element.type === "bpmn:SubProcess") canvas.addMarker(id, "xn-frame");
      sign(registry.getGraphics(id), element, turn);
    }
  }
}

/** Choose what the page asks for: what it asked for before the drawing was there, and whatever it asks for later. */
export function followChoice(viewer, view, place) {
  const canvas = viewer.get("canvas");
  let chosen = null;
  const choose = () => {
    const element = viewer.get("elementRegistry").get(place.dataset.show);
    if (chosen) canvas.removeMarker(chosen, "xn-chosen");
    chosen = element ?? null;
    if (!element) return;
    canvas.addMarker(element, "xn-chosen");
    view.showElement(element.id);
    view.frame.scrollIntoView({ block: "center", behavior: "instant" });
  };
  place.addEventListener("xn-show", choose);
  if (place.dataset.show) choose();
}
