// Whoever leaves a form in the middle, by a link, another form or a closed window, takes nothing unsaved along:
// links and forms wait up to two seconds for the draft.
import { openForms } from "./autosave.js";
import { forgetAll } from "./kept-drafts.js";

const WAIT_MS = 2000;

const ready = new WeakSet();
let waiting = false;
let signedOut = false;

function unsaved() {
  return openForms().filter((saver) => saver.isDirty || saver.running);
}

async function flush() {
  waiting = true;
  const limit = new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  await Promise.race([limit, Promise.all(unsaved().map((saver) => saver.save()))]);
  waiting = false;
}

function leadsAway(link) {
  if (!link || (link.target && link.target !== "_self") || link.hasAttribute("download")) return false;
  const here = location.pathname + location.search;
  return link.protocol.startsWith("http") && !(link.hash && link.pathname + link.search === here);
}

async function onClick(event) {
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const link = event.target.closest("a[href]");
  if (event.defaultPrevented || !isPlain || !leadsAway(link) || !unsaved().length) return;
  event.preventDefault();
  if (waiting) return;
  await flush();
  for (const saver of unsaved()) saver.keep();
  location.assign(link.href);
}

function sendOff(form) {
  ready.delete(form);
  if (form.getAttribute("action") === "/logout") {
    signedOut = true; // what is closed from here on leaves nothing behind
    return forgetAll();
  }
  const lost = unsaved().filter((saver) => !saver.keep({ sent: saver.form === form }));
  const own = openForms().find((saver) => saver.form === form);
  if (own) tellKept(form, !lost.includes(own));
}

/** Tell the service whether what is sent stands in a draft or in this window too: then a lost session needs the sign-in only. */
function tellKept(form, kept) {
  form.querySelector("input[name=kept_here]")?.remove();
  if (kept) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept_here", value: "yes" }));
}

async function onSubmit(event) {
  const { target: form, submitter } = event;
  if (form.method === "dialog" || form.target === "_blank" || form.matches("[hx-post], [hx-get]")) return;
  if (ready.has(form) || !unsaved().length) return sendOff(form);
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waiting) return;
  await flush();
  ready.add(form);
  form.requestSubmit(submitter ?? undefined);
}

export function leaving() {
  document.addEventListener("submit", onSubmit, true);
  document.addEventListener("click", onClick);
  document.addEventListener("visibilitychange", () => {
    if (signedOut) return;
    for (const saver of openForms()) document.visibilityState === "hidden" ? saver.leave() : saver.save();
  });
  window.addEventListener("pagehide", () => {
    if (!signedOut) for (const saver of openForms()) saver.leave();
  });
  for (const event of ["focus", "online"]) {
    window.addEventListener(event, () => {
      for (const saver of openForms()) if (saver.failed) saver.save();
    });
  }
}
