// The editor of a diagram: bpmn-js with the properties of this product, saved by itself, checked by the server.
import { BpmnPropertiesPanelModule } from "bpmn-js-properties-panel";
import Modeler from "bpmn-js/lib/Modeler";

import xinnuo from "xinnuo-moddle";
import { DraftFile, ask } from "./files.js";
import { listFindings, markFindings } from "./findings.js";
import { smallIds } from "./ids.js";
import { language } from "./language.js";
import { limits } from "./limits.js";
import { properties } from "./properties.jsx";
import { Saving } from "./saving.js";
import { selecting, tellWhole } from "./selecting.js";
import { offerChoice } from "./stale.js";
import { say } from "./words.js";
import { isDrawn, layOut } from "./laying-out.js";

const HEARTBEAT = 45000;
const STEP = 0.2;
const PALETTE = 72; // pixels at the left that the tools cover
const EDGE = 16;

export async function edit(place) {
  const parts = (name) => place.querySelector(`[data-${name}]`);
  const { here, file: path, writes } = place.dataset;
  const file = new DraftFile(here, path);
  const [xml, vocabulary] = await Promise.all([file.read(), ask(`${here}/vocabulary`)]);
  const drawn = isDrawn(xml) ? xml : await layOut(xml);
  const { fontFamily } = getComputedStyle(place);
  const modeler = new Modeler({
    container: parts("canvas"),
    propertiesPanel: { parent: parts("panel") },
    moddleExtensions: { xn: xinnuo },
    textRenderer: { defaultStyle: { fontFamily }, externalStyle: { fontFamily, fontSize: 12 } },
    additionalModules: [BpmnPropertiesPanelModule, properties(vocabulary), smallIds, language(), selecting, limits({ writes: writes === "yes" })],
  });
  try {
    await modeler.importXML(drawn);
  } catch (error) {
    tell(parts("told"), say("broken", { reason: error.message }));
    return;
  }
  const choose = (id) => show(modeler, id);
  const found = (findings) => {
    listFindings(parts("findings"), findings, { here, choose });
    parts("finding-count").textContent = findings.length;
    parts("no-findings").hidden = findings.some((each) => each.severity === "ERROR");
    markFindings(modeler, findings);
  };
  const saving = writes === "yes" ? keepSaved(modeler, file, { parts, found, here }) : null;
  if (drawn !== xml) {
    tell(parts("laid-out"), say("laidOut"));
    saving?.changed();
  }
  toolbar(place, modeler);
  tellWhole(parts("whole"), modeler);
  found((await ask(`${here}/findings`)).findings);
  fit(modeler);
  const wanted = new URLSearchParams(location.search).get("show");
  if (wanted) choose(wanted);
  place.drawing = modeler; // for whoever looks from outside: a test, an extension of the browser
  place.setAttribute("data-ready", "");
}

function tell(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

/** Show all of the drawing beside the palette, whatever the window measures now. */
function fit(modeler) {
  const canvas = modeler.get("canvas");
  canvas.resized();
  const { inner, outer } = canvas.viewbox();
  const scale = Math.min((outer.width - PALETTE - 2 * EDGE) / inner.width, (outer.height - 2 * EDGE) / inner.height, 1);
  const [width, height] = [outer.width / scale, outer.height / scale];
  const left = PALETTE + (outer.width - PALETTE - inner.width * scale) / 2;
  canvas.viewbox({ x: inner.x - left / scale, y: inner.y - (outer.height / scale - inner.height) / 2, width, height });
}

function show(modeler, id) {
  const element = modeler.get("elementRegistry").get(id);
  if (!element) return;
  modeler.get("canvas").zoom(1);
  modeler.get("canvas").scrollToElement(element, 80);
  modeler.get("selection").select(element);
}

function keepSaved(modeler, file, { parts, found, here }) {
  const told = (text, tone = "") => {
    parts("saved").textContent = text;
    parts("saved").dataset.tone = tone;
  };
  const read = async () => (await modeler.saveXML({ format: true })).xml;
  const stale = (error) => offerChoice(parts("told"), error, { file, saving, read });
  const saving = new Saving(file, { read, told, found, stale });
  modeler.on("commandStack.changed", () => saving.changed());
  const hold = async () => {
    const { other } = await ask(`${here}/open`, "POST").catch(() => ({ other: "" }));
    if (parts("told").dataset.kind !== "stale") tell(parts("told"), other ? say("other", { who: other }) : "");
  };
  hold();
  setInterval(hold, HEARTBEAT);
  return saving;
}

function toolbar(place, modeler) {
  const canvas = modeler.get("canvas");
  const stack = modeler.get("commandStack");
  const acts = {
    undo: () => stack.undo(),
    redo: () => stack.redo(),
    find: () => modeler.get("searchPad", false)?.toggle(),
    in: () => canvas.zoom(canvas.zoom() + STEP, "auto"),
    out: () => canvas.zoom(Math.max(canvas.zoom() - STEP, STEP), "auto"),
    fit: () => fit(modeler),
  };
  for (const button of place.querySelectorAll("[data-act]")) button.addEventListener("click", acts[button.dataset.act]);
  modeler.on("commandStack.changed", () => {
    for (const [name, can] of [["undo", stack.canUndo()], ["redo", stack.canRedo()]]) {
      const button = place.querySelector(`[data-act="${name}"]`);
      if (button) button.disabled = !can;
    }
  });
}
