// Saves by itself a little after the last change, one save at a time; what could not be sent is tried again.
import { RefusedError, StaleError } from "./files.js";
import { say } from "./words.js";

const WAIT = 1200;
const AGAIN = 8000;

export class Saving {
  constructor(file, { read, told, found, stale }) {
    Object.assign(this, { file, read, told, found, stale, timer: null, running: false, dirty: false });
    window.addEventListener("beforeunload", (event) => this.dirty && event.preventDefault());
    window.addEventListener("online", () => this.dirty && this.now());
  }

  changed() {
    this.dirty = true;
    this.told(say("saving"));
    this.later(WAIT);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }

  async now() {
    if (this.running) return this.later(WAIT);
    this.running = true;
    this.dirty = false;
    try {
      this.found(await this.file.save(await this.read()));
      if (!this.dirty) this.told(say("saved"));
    } catch (error) {
      this.dirty = true;
      if (error instanceof StaleError) this.stale(error);
      else if (error instanceof RefusedError) this.told(error.message, "danger");
      else {
        this.told(say("unsaved"), "danger");
        this.later(AGAIN);
      }
    } finally {
      this.running = false;
    }
  }
}
