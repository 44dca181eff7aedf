// Keyboard of the desk: / goes to the search box (data-find) of any page. In a list of tasks (table[data-inbox], each
// row's main link marked data-open) j and k move down and up, o opens; Enter opens by itself: the focus is on the link.

function links() {
  return [...document.querySelectorAll("table[data-inbox] [data-open]")];
}

function busyTyping(target) {
  return target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;
}

function move(step) {
  const all = links();
  const at = all.indexOf(document.activeElement?.closest("tr")?.querySelector("[data-open]"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
  next?.closest("tr").scrollIntoView({ block: "nearest" });
}

const KEYS = {
  "/": () => {
    const box = document.querySelector("[data-find]");
    box?.focus();
    box?.select();
  },
  j: () => move(1),
  k: () => move(-1),
  o: () => document.activeElement?.closest("tr")?.querySelector("[data-open]")?.click(),
};

export function inboxKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || busyTyping(event.target)) return;
    const act = KEYS[event.key];
    if (!act || (event.key === "/" ? !document.querySelector("[data-find]") : !links().length)) return;
    event.preventDefault();
    act();
  });
}
