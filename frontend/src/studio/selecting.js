// What is chosen stays chosen: a second click on an element does not put the process itself into the panel unnoticed,
// whose names would then be written over. A click beside everything still chooses the process, and the panel says so.
import { hasSecondaryModifier, isPrimaryButton } from "diagram-js/lib/util/Mouse";

import { say } from "./words.js";

/** Before bpmn.io's own, which would let go of what is clicked again. */
const EARLIER = 1500;

class KeepSelected {
  constructor(eventBus, selection) {
    eventBus.on("element.click", EARLIER, (event) => {
      const [only, ...others] = selection.get();
      if (only && !others.length && only === event.element && isPrimaryButton(event) && !hasSecondaryModifier(event)) event.stopPropagation();
    });
  }
}
KeepSelected.$inject = ["eventBus", "selection"];

export const selecting = { __init__: ["xnKeepSelected"], xnKeepSelected: ["type", KeepSelected] };

/** Say above the panel when what it edits is the process itself; of anything else its own head says what it is. */
export function tellWhole(place, modeler) {
  const tell = () => {
    place.hidden = modeler.get("selection").get().length > 0;
    place.textContent = place.hidden ? "" : say("whole");
  };
  for (const event of ["selection.changed", "root.set"]) modeler.on(event, tell);
  tell();
}
