// What can be drawn: the elements that this product runs, and nothing of what it would refuse.

const CREATES = ["hand-tool", "lasso-tool", "space-tool", "global-connect-tool", "create.start-event", "create.intermediate-event", "create.end-event", "create.exclusive-gateway", "create.task", "create.subprocess-expanded", "tool-separator"];
const BECOMES = new Set([
  "replace-with-user-task", "replace-with-service-task", "replace-with-rule-task", "replace-with-receive-task", "replace-with-call-activity",
  "replace-with-exclusive-gateway", "replace-with-parallel-gateway", "replace-with-event-based-gateway",
  "replace-with-none-end", "replace-with-terminate-end", "replace-with-error-end", "replace-with-none-start",
  "replace-with-message-intermediate-catch", "replace-with-timer-intermediate-catch",
  "replace-with-timer-boundary", "replace-with-message-boundary", "replace-with-error-boundary", "replace-with-non-interrupting-timer-boundary", "replace-with-non-interrupting-message-boundary",
  "replace-with-sequence-flow", "replace-with-default-flow", "replace-with-conditional-flow",
  "toggle-parallel-mi", "toggle-sequential-mi",
]);
const KEEPS = new Set(["append.end-event", "append.gateway", "append.append-task", "append.intermediate-event", "append", "replace", "connect", "delete", "append.text-annotation"]);

const only = (entries, allowed) => Object.fromEntries(Object.entries(entries).filter(([name]) => allowed(name)));

class Limits {
  constructor(palette, popupMenu, contextPad) {
    palette.registerProvider(500, { getPaletteEntries: () => (entries) => only(entries, (name) => CREATES.includes(name)) });
    popupMenu.registerProvider("bpmn-replace", 500, {
      getPopupMenuEntries: () => (entries) => only(entries, (name) => BECOMES.has(name)),
      getPopupMenuHeaderEntries: () => (entries) => only(entries, (name) => BECOMES.has(name)),
    });
    contextPad.registerProvider(500, { getContextPadEntries: () => (entries) => only(entries, (name) => KEEPS.has(name)) });
  }
}
Limits.$inject = ["palette", "popupMenu", "contextPad"];

/** Nothing of a draft that waits to be confirmed, or was published, can be changed by drawing. */
class LookOnly {
  constructor(eventBus, palette, contextPad) {
    palette.registerProvider(400, { getPaletteEntries: () => () => ({}) });
    contextPad.registerProvider(400, { getContextPadEntries: () => () => ({}) });
    const stop = (event) => (event.preventDefault(), event.stopPropagation(), false);
    for (const name of ["shape.move.start", "connect.start", "resize.start", "bendpoint.move.start", "connectionSegment.move.start", "create.start", "element.dblclick", "directEditing.activate"]) eventBus.on(name, 10000, stop);
    eventBus.on("commandStack.execute", 10000, () => {
      throw new Error("This draft is to be read only");
    });
  }
}
LookOnly.$inject = ["eventBus", "palette", "contextPad"];

export function limits({ writes }) {
  const parts = writes ? { xnLimits: ["type", Limits] } : { xnLimits: ["type", Limits], xnLookOnly: ["type", LookOnly] };
  return { __init__: Object.keys(parts), ...parts };
}
