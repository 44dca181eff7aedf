// A strip of tabs that is wider than the screen scrolls; it fades at the edge behind which there is more.
// data-more on the strip: "start", "end", "both" or nothing. The tab of the page is in view from the beginning.

const SLACK = 2; // pixels by which rounding may be off

function edges(strip) {
  const before = strip.scrollLeft > SLACK;
  const after = strip.scrollLeft + strip.clientWidth < strip.scrollWidth - SLACK;
  const more = before && after ? "both" : before ? "start" : after ? "end" : "";
  if (more) strip.dataset.more = more;
  else delete strip.dataset.more;
}

export function strips(root) {
  for (const strip of root.querySelectorAll(".xn-tabs .xn-nav")) {
    if (strip.dataset.stripReady) continue;
    strip.dataset.stripReady = "yes";
    const here = strip.querySelector("[aria-current]");
    if (here) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - (strip.clientWidth - here.offsetWidth) / 2;
    strip.addEventListener("scroll", () => edges(strip), { passive: true });
    new ResizeObserver(() => edges(strip)).observe(strip);
    edges(strip);
  }
}
