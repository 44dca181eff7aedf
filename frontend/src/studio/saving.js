// Saves by itself a little after the last change, one save at a time; what could not be sent is tried again. Where somebody
// else saved meanwhile, nothing is sent until the choice is made, and the status says so all the while.
import { RefusedError, StaleError } from "./files.js";
import { say } from "./words.js";

const WAIT = 1200;
const AGAIN = 8000;

export class Saving {
  constructor(file, { read, told, found, stale }) {
    Object.assign(this, { file, read, told, found, stale, timer: null, running: false, dirty: false, waits: false });
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.dirty && this.now());
  }

  changed() {
    this.dirty = true;
    if (this.waits) return;
    this.told(say("saving"));
    this.later(WAIT);
  }

  /** Save over what somebody else saved. */
  goOn() {
    this.waits = false;
    this.told(say("saving"));
    return this.now();
  }

  /** Leave what is here unsaved, without being asked. */
  giveUp() {
    this.dirty = false;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }

  async now() {
    if (this.waits) return undefined;
    if (this.running) return this.later(WAIT);
    this.running = true;
    this.dirty = false;
    try {
      const findings = await this.file.save(await this.read());
      this.found(findings);
      if (!this.dirty) this.tellSaved(findings.filter((each) => each.severity === "ERROR").length);
    } catch (error) {
      this.dirty = true;
      if (error instanceof StaleError) this.wait(error);
      else if (error instanceof RefusedError) this.told(error.message, "danger");
      else {
        this.told(say("unsaved"), "danger");
        this.later(AGAIN);
      }
    } finally {
      this.running = false;
    }
  }

  /** What is saved may be wrong, and then cannot be submitted: both are said at once. */
  tellSaved(wrong) {
    this.told(wrong ? say("savedWrong", { count: wrong }) : say("saved"), wrong ? "danger" : "");
  }

  wait(error) {
    clearTimeout(this.timer);
    this.waits = true;
    this.told(say("notSaved"), "danger");
    this.stale(error);
  }
}
