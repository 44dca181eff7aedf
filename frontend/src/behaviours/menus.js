// Menus are <details class="xn-menu">: they open without script. Here: a click outside, Escape or another menu closes them.

function closeAll(except) {
  for (const menu of document.querySelectorAll("details.xn-menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

export function menus() {
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("focusin", (event) => closeAll(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest("details.xn-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
