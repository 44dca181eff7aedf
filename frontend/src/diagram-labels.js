// Names in the page's language, and room for them. A diagram is laid out once; its labels must hold the words of both
// languages, so labels that stand outside their shape grow away from it until the words fit.

const WIDEST = { "bpmndi:BPMNShape": 88, "bpmndi:BPMNEdge": 76 };
const LETTER = 6.2; // mean width of a Latin letter at the label size, in diagram units
const CHARACTER = 12.4; // width of a Chinese character
const LINE = 14.6;
const SLACK = 8;

const widthOf = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e7f" ? CHARACTER : LETTER), 0);

/** The width and height of a text broken at spaces (Chinese: anywhere) so that no line is wider than `widest`. */
function sizeOf(text, widest) {
  const pieces = text.match(/[^\s\u2e80-\uffef]+\s?|[\u2e80-\uffef]/g) ?? [];
  const lines = [0];
  for (const piece of pieces) {
    const width = widthOf(piece);
    if (lines.at(-1) + width > widest && lines.at(-1) > 0) lines.push(0);
    lines[lines.length - 1] += width;
  }
  return { width: Math.max(...lines) + SLACK, height: lines.length * LINE };
}

function centreOf({ x, y, width, height }) {
  return { x: x + width / 2, y: y + height / 2 };
}

/** The point that a label must not grow over: the middle of its shape, or the nearest stretch of its flow. */
function anchorOf(drawn, middle) {
  if (drawn.bounds) return centreOf(drawn.bounds);
  let nearest = { distance: Infinity };
  drawn.waypoint.slice(1).forEach((end, index) => {
    const start = drawn.waypoint[index];
    const level = Math.abs(start.y - end.y) < Math.abs(start.x - end.x);
    const at = level ? { x: middle.x, y: start.y } : { x: start.x, y: -Infinity };
    const distance = level ? Math.abs(middle.y - start.y) : Math.abs(middle.x - start.x);
    if (distance < nearest.distance) nearest = { ...at, distance };
  });
  return nearest;
}

function makeRoom(drawn) {
  const box = drawn.label?.bounds;
  if (!box) return;
  const { name } = drawn.bpmnElement;
  const asDrawn = sizeOf(name, box.width - SLACK);
  if (asDrawn.width <= box.width && asDrawn.height <= box.height) return;
  const needed = sizeOf(name, WIDEST[drawn.$type] ?? box.width);
  const width = Math.max(box.width, needed.width);
  const height = Math.max(box.height, needed.height);
  const middle = centreOf(box);
  const anchor = anchorOf(drawn, middle);
  if (box.x + box.width <= anchor.x) box.x -= width - box.width;
  else if (box.x < anchor.x) box.x -= (width - box.width) / 2;
  if (middle.y < anchor.y) box.y -= height - box.height;
  box.width = width;
  box.height = height;
}

export function nameElements(viewer, { english }) {
  viewer.on("import.parse.complete", ({ elementsById, definitions }) => {
    for (const element of english ? Object.values(elementsById ?? {}) : []) {
      const name = element.get?.("xn:nameEn");
      if (name) element.name = name;
    }
    for (const diagram of definitions?.diagrams ?? []) {
      for (const drawn of diagram.plane.planeElement ?? []) if (drawn.bpmnElement?.name) makeRoom(drawn);
    }
  });
}
