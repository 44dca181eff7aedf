// Beside a list of tasks on a wide screen: the row that has the focus is shown in #preview; nothing is opened by it.

const WIDE = matchMedia("(min-width: 80rem)");
const WAIT = 200;

let waiting;
let asked = "";

async function show(link, pane) {
  const path = link.dataset.preview;
  asked = path;
  const answer = await fetch(path, { headers: { "X-Requested-With": "inbox" } });
  if (!answer.ok || answer.redirected || asked !== path) return; // meanwhile another row has the focus
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  pane.replaceChildren(...document.adoptNode(page.body).childNodes);
  pane.scrollTop = 0;
  for (const row of document.querySelectorAll("tr.xn-looked-at")) row.classList.remove("xn-looked-at");
  link.closest("tr")?.classList.add("xn-looked-at");
}

export function previews() {
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("[data-preview]");
    const pane = document.getElementById("preview");
    if (!link || !pane || !WIDE.matches || asked === link.dataset.preview) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(link, pane).catch(() => {}), WAIT);
  });
}
