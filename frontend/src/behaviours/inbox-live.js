// An inbox that stays open (#inbox with data-live): it asks now and then which rows there are. What is new is announced
// by a bar and shown when that is pressed; rows that changed are replaced where they stand; what has gone turns pale.
// Nothing moves under the hand. It is quiet while the page is hidden, and after ten minutes in which nobody did anything.

const EVERY = 20_000;
const LONGEST_REST = 10 * 60_000;

let touched = Date.now();

const rowOf = (link) => link.closest("tr");
const linksIn = (root) => new Map([...root.querySelectorAll("[data-row]")].map((link) => [link.dataset.row, link]));

async function freshPage() {
  const answer = await fetch(location.href, { headers: { "X-Requested-With": "inbox" } });
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function announce(box, count) {
  const bar = box.querySelector("[data-updates]");
  bar.hidden = count === 0;
  const text = count === 1 ? box.dataset.one : box.dataset.many.replace("{num}", count);
  if (count && bar.textContent !== text) bar.textContent = text;
}

function fade(box, link) {
  const row = rowOf(link);
  if (row.classList.contains("xn-gone")) return;
  row.classList.add("xn-gone");
  const word = document.createElement("span");
  word.className = "xn-gone-word";
  word.textContent = ` ${box.dataset.gone}`;
  link.after(word);
}

function replaceInPlace(link, fresh) {
  const hadFocus = document.activeElement === link;
  rowOf(link).replaceChildren(...document.adoptNode(rowOf(fresh)).children);
  if (hadFocus) document.querySelector(`[data-row="${CSS.escape(fresh.dataset.row)}"]`)?.focus({ preventScroll: true });
}

async function look(box) {
  const answer = await fetch(box.dataset.live, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const now = new Map((await answer.json()).rows);
  const shown = linksIn(box);
  announce(box, [...now.keys()].filter((id) => !shown.has(id)).length);
  const changed = [...shown].filter(([id, link]) => now.has(id) && now.get(id) !== link.dataset.mark);
  const gone = [...shown].filter(([id]) => !now.has(id));
  if (!changed.length && !gone.length) return;
  const page = await freshPage();
  if (!page) return;
  const fresh = linksIn(page);
  for (const [id, link] of [...changed, ...gone]) {
    if (fresh.has(id)) replaceInPlace(link, fresh.get(id));
    else if (!now.has(id)) fade(box, link);
  }
  const counts = page.getElementById("inbox-counts");
  if (counts) document.getElementById("inbox-counts").replaceChildren(...document.adoptNode(counts).childNodes);
}

async function showAll(box) {
  const at = document.activeElement?.dataset?.row;
  const page = await freshPage();
  if (!page) return location.reload();
  for (const id of ["inbox-counts", "inbox-list"]) {
    const fresh = page.getElementById(id);
    if (!fresh) return location.reload();
    document.getElementById(id).replaceChildren(...document.adoptNode(fresh).childNodes);
  }
  announce(box, 0);
  const back = at && document.querySelector(`[data-row="${CSS.escape(at)}"]`);
  (back || box.querySelector("[data-open]"))?.focus({ preventScroll: true });
}

export function inboxLive() {
  const box = document.querySelector("#inbox[data-live]");
  if (!box) return;
  for (const kind of ["keydown", "pointerdown", "pointermove"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  box.querySelector("[data-updates]").addEventListener("click", () => showAll(box));
  const ask = () => {
    if (document.hidden || Date.now() - touched > LONGEST_REST) return;
    look(box).catch(() => {}); // no connection: the next time will do
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
