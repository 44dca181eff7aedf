// What stands against a draft: a list in words, and marks on the elements it is about.

import { say } from "./words.js";

function hint() {
  const mark = document.createElement("span");
  mark.className = "xn-badge xn-tone-info";
  mark.textContent = say("hint");
  return mark;
}

export function listFindings(place, findings, { here = "", choose } = {}) {
  place.replaceChildren(
    ...findings.map((finding) => {
      const line = document.createElement("li");
      line.className = "xn-finding";
      if (finding.severity !== "ERROR") line.append(hint(), " ");
      if (finding.element) {
        const drawn = choose && !finding.table;
        const name = document.createElement(drawn ? "button" : "a");
        if (drawn) {
          name.type = "button";
          name.addEventListener("click", () => choose(finding.element));
        } else name.href = finding.table ? `${here}/tables/${encodeURIComponent(finding.table)}` : `${here}/diagram?show=${encodeURIComponent(finding.element)}`;
        name.className = "xn-finding-element";
        name.textContent = finding.element;
        line.append(name, " ");
      }
      line.classList.add(`xn-finding-${finding.severity.toLowerCase()}`);
      const remedy = document.createElement("span");
      remedy.className = "xn-muted";
      remedy.textContent = ` ${finding.remedy}`;
      line.append(finding.words, remedy);
      return line;
    }),
  );
}

/** Mark the elements on the drawing; the words are the title of the mark, and stand in the list below. */
export function markFindings(modeler, findings) {
  const overlays = modeler.get("overlays");
  const registry = modeler.get("elementRegistry");
  overlays.remove({ type: "xn-finding" });
  const by = Map.groupBy(findings.filter((each) => registry.get(each.element)), (each) => each.element);
  for (const [id, found] of by) {
    const mark = document.createElement("span");
    mark.className = found.some((each) => each.severity === "ERROR") ? "xn-finding-mark" : "xn-finding-mark xn-finding-mark-hint";
    mark.title = found.map((each) => each.words).join("\n");
    mark.textContent = found.length > 1 ? String(found.length) : "!";
    overlays.add(id, "xn-finding", { position: { top: -10, right: 10 }, html: mark });
  }
}
