// Materials that are put together page by page ([data-pages] is the address of one field's pages). Files are sent as soon
// as they are chosen or photographed, one after the other; the service answers with the pages as they then are. Without
// this script the field is a plain one for several files, sent with the form in the order in which they were chosen.
import { clearError, showError } from "./field-errors.js";
import { problemOfFile } from "./file-checks.js";
import { prepareSending, Sending } from "./sending.js";
import { csrfToken, word } from "./words.js";

const AGAIN_MS = [1_000, 3_000, 8_000]; // after the first failure, the second, every further one
const FAULT_MS = [5_000, 15_000, 30_000, 60_000]; // the same where the service says that it cannot: it is left in peace

const materials = new Set();
const held = new WeakMap();

function say(name, values) {
  return word(name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn", textContent: text });
  made.addEventListener("click", act);
  return made;
}

/** A file that is not a page yet: it waits, is being sent, was refused, or lost its connection. */
class Waiting {
  constructor(material, file, problem) {
    Object.assign(this, { material, file, fault: false, state: problem ? "refused" : "waiting" });
    this.item = document.createElement("li");
    this.text = document.createElement("p");
    this.bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
    this.acts = document.createElement("div");
    this.sending = new Sending(material.url, file, {
      onProgress: (done) => this.progress(done),
      onKept: () => (material.failures = 0),
    });
    this.item.append(this.text, this.bar, this.acts);
    material.waitingList.append(this.item);
    this.show(problem);
  }

  show(more = "") {
    const { state, file } = this;
    const names = { waiting: "pageWaiting", sending: this.bar.value < 100 ? "pageSending" : "pageLooking", broken: this.fault ? "pageFault" : "pageBroken", refused: "pageRefused", leaving: "pageLeaving" };
    this.item.dataset.state = state;
    const name = state === "broken" && more ? "pageRefused" : names[state];
    this.bar.setAttribute("aria-valuetext", `${this.bar.value} %`);
    this.text.textContent = `${say(name, { name: file.name, done: `${this.bar.value} %` })} ${more}`.trim();
    this.bar.hidden = state !== "sending" && !(state === "broken" && this.bar.value);
    this.bar.setAttribute("aria-label", file.name);
    if (state === "broken") this.text.setAttribute("role", "alert");
    else this.text.removeAttribute("role");
    if (state === "refused") showError(this.material.field, this.text.textContent); // told there, and in the summary
    if (this.shown !== state + this.fault) this.showActs(); // not at each step of progress: the focus may be on one
  }

  showActs() {
    this.shown = this.state + this.fault;
    const { state, material } = this;
    const again = button(word(this.fault ? "pageRetry" : "pageAgain"), () => material.sendAgain());
    const away = button(word(state === "refused" ? "pageAway" : "pageCancel"), () => material.leaveOut(this));
    away.setAttribute("aria-label", `${away.textContent} ${this.file.name}`);
    this.acts.replaceChildren(...(state === "broken" ? [again, away] : [away]));
  }

  leave() {
    this.state = "leaving";
    this.show();
    this.acts.replaceChildren();
  }

  progress(done) {
    if (this.state !== "sending") return;
    this.bar.value = done;
    this.show();
  }

  async send() {
    this.state = "sending";
    this.show();
    const told = await this.sending.send();
    if (told.gone) return told;
    this.state = told.broken ? "broken" : "html" in told ? "sent" : "refused";
    this.fault = Boolean(told.fault);
    if (told.broken) this.bar.value = this.sending.keptPercent;
    if (this.state === "sent") this.item.remove();
    else this.show(told.refused || told.why || (told.broken ? "" : word("failed")));
    return told;
  }
}

class Material {
  constructor(place) {
    Object.assign(this, { place, url: place.dataset.pages, files: [], running: false, failures: 0 });
    this.field = place.closest(".xn-field");
    this.list = place.querySelector("[data-pages-list]");
    this.waitingList = place.querySelector("[data-pages-waiting]");
    this.told = place.querySelector("[data-pages-told]");
    this.input = place.querySelector("input[type=file][name]");
    this.input.classList.add("visually-hidden");
    place.dataset.pagesReady = "";
    place.querySelector("[data-pages-acts]").hidden = false;
    const camera = place.querySelector("[data-pages-camera]");
    camera.hidden = !window.matchMedia("(pointer: coarse)").matches;
    for (const input of [this.input, camera.querySelector("input")]) {
      input.addEventListener("change", (event) => {
        event.stopPropagation(); // what is sent by itself is no answer of the form yet
        this.take(input);
      });
    }
    this.list.addEventListener("click", (event) => {
      const act = event.target.closest("[data-page-act]");
      if (act && act.getAttribute("aria-disabled") !== "true") this.change(act);
    });
    this.showActs();
    prepareSending().catch(() => {}); // tried again with the first file
  }

  get isPending() {
    return this.files.some((file) => file.state !== "refused");
  }

  get isRefused() {
    return this.files.some((file) => file.state === "refused");
  }

  take(input) {
    const chosen = [...input.files];
    input.value = "";
    for (const file of chosen) this.files.push(new Waiting(this, file, problemOfFile(this.input, file)));
    this.run();
  }

  /** Send what waits, one after the other, so that the pages stand in the order in which they were chosen. */
  async run() {
    if (this.running) return;
    this.running = true;
    for (let next; (next = this.files.find((file) => file.state === "waiting")); ) {
      const told = await next.send();
      if (told.broken) break;
      this.failures = 0;
      if ("html" in told) {
        this.files = this.files.filter((file) => file !== next);
        this.replace(told.html);
        this.clear();
        this.told.textContent = say("pagesSent", { name: next.file.name });
      }
    }
    this.running = false;
    const broken = this.files.find((file) => file.state === "broken");
    if (broken) {
      const waits = broken.fault ? FAULT_MS : AGAIN_MS;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.sendAgain(), waits[Math.min(this.failures, waits.length - 1)]);
      this.failures += 1;
    }
    goOn(this.place.closest("form"));
  }

  sendAgain() {
    if (this.running) return;
    for (const file of this.files) {
      if (file.state !== "broken") continue;
      file.state = "waiting";
      file.show();
    }
    this.run();
  }

  /** Leave a file out; one that was on its way is shown as going until the service has said that it is gone. */
  leaveOut(file) {
    this.files = this.files.filter((each) => each !== file);
    if (file.state === "refused") file.item.remove();
    else this.giveUp(file);
    this.clear();
    this.input.focus();
    this.run();
  }

  async giveUp(file) {
    file.leave();
    const isGone = await file.sending.cancel();
    file.item.remove();
    this.told.textContent = say(isGone ? "pageCancelled" : "pageForgotten", { name: file.file.name });
  }

  /** Take the mark of an error away, unless a file that was refused still stands there. */
  clear() {
    if (!this.isRefused) clearError(this.field);
  }

  /** Show the pages as the service says they are; the document made of those before is not handed in any more. */
  replace(html) {
    this.list.innerHTML = html;
    this.field.querySelector(".xn-file")?.remove();
    this.showActs();
  }

  showActs() {
    for (const acts of this.list.querySelectorAll("[data-page-acts]")) acts.hidden = false;
  }

  async change(control) {
    if (this.changing) return;
    this.changing = true;
    const { page } = control.closest("[data-page]").dataset;
    const act = control.dataset.pageAct;
    const number = [...this.list.querySelectorAll("[data-page]")].findIndex((each) => each.dataset.page === page);
    try {
      const answer = await fetch(`${this.url}/${page}`, {
        method: "POST",
        body: new URLSearchParams({ act }),
        headers: { "X-CSRFToken": csrfToken(), Accept: "application/json, text/html;q=0.9" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.replace(await answer.text());
      this.told.textContent = say("pagesChanged", { pages: this.list.querySelectorAll("[data-page]").length });
      this.focus(page, act, number);
    } catch {
      this.told.textContent = word("failed");
      this.list.dataset.failed = word("failed");
    } finally {
      this.changing = false;
    }
  }

  /** The focus follows the page; after the last button of its kind, or the page itself, is gone, it stays near. */
  focus(page, act, number) {
    const pages = [...this.list.querySelectorAll("[data-page]")];
    const near = pages.find((each) => each.dataset.page === page) ?? pages[Math.min(number, pages.length - 1)];
    (near?.querySelector(`[data-page-act="${act}"]`) ?? this.input).focus();
  }
}

function materialsOf(form) {
  return [...materials].filter((material) => material.place.isConnected && form.contains(material.place));
}

function pendingOf(form) {
  return materialsOf(form).filter((material) => material.isPending);
}

/** A form that was sent while files were on their way goes on when the last one is there. */
function goOn(form) {
  const waiting = form && held.get(form);
  if (!waiting || pendingOf(form).length) return;
  held.delete(form);
  form.requestSubmit(waiting.submitter ?? undefined);
}

export function holdForPages() {
  document.addEventListener(
    "submit",
    (event) => {
      const [refused] = materialsOf(event.target).filter((material) => material.isRefused);
      const [first] = pendingOf(event.target);
      if (!first && !refused) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (refused) {
        refused.field.scrollIntoView({ block: "center" });
        return refused.input.focus({ preventScroll: true }); // nothing is left out that somebody has not seen refused
      }
      held.set(event.target, { submitter: event.submitter });
      first.told.textContent = word("pagesHold");
      first.place.dataset.hold = word("pagesHold");
      first.place.scrollIntoView({ block: "center" });
      first.sendAgain();
    },
    true,
  );
  window.addEventListener("online", () => {
    for (const material of materials) material.sendAgain();
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...materials].some((material) => material.place.isConnected && material.isPending)) event.preventDefault();
  });
}

export function paperPages(root) {
  for (const place of root.querySelectorAll("[data-pages]:not([data-pages-ready])")) materials.add(new Material(place));
}
