// A sentence about a change leads to its element: the drawing that has it comes into view and the element is chosen.
export function compared() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-show]");
    const place = link && document.querySelector(`[data-side-of="${link.dataset.side}"] .xn-diagram`);
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    document.getElementById(`side-${link.dataset.side}`).checked = true;
    for (const each of document.querySelectorAll("a[data-show][aria-current]")) each.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    place.dataset.show = link.dataset.show;
    place.scrollIntoView({ block: "center", behavior: "instant" });
    place.dispatchEvent(new CustomEvent("xn-show"));
    (place.querySelector(".xn-diagram-frame") ?? place).focus({ preventScroll: true });
  });
}
