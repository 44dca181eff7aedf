// One file on its way to a material, in parts by the tus protocol: what has arrived stays there, and after a connection
// broke, or the window was closed and the same file is chosen again, it goes on behind that. What came of it: {html} the
// pages as they are now, {refused} why it was not taken, {gone} when it was given up, or {broken} when it goes on later,
// with {why} where that is not the connection, and {fault} where the service answers that it cannot.
import { csrfToken } from "./words.js";

const SILENT_MS = 60_000; // without any progress a connection counts as broken
const PART_BYTES = 512 * 1024; // what is lost at most when the connection breaks: the service takes parts whole
const LATER = new Set([404, 409, 410, 423]); // of an upload: it is elsewhere than thought, so ask it again
const GONE = new Set([404, 410]); // of an upload that is given up: there is nothing left of it
const CANCEL_MS = 10_000; // who gives a file up waits no longer for the answer
const FAULT = 500; // from here on an answer says that the service itself is at fault
const NOT_NOW = new Set([401, 429]); // says nothing of the upload, so it is not begun anew

let client;

/** Load what sends files while there still is a connection. */
export function prepareSending() {
  client ??= import("tus-js-client").catch((error) => {
    client = undefined;
    throw error;
  });
  return client;
}

function told(answer) {
  try {
    return JSON.parse(answer.getBody());
  } catch {
    return {};
  }
}

function read(method, answer) {
  const status = answer?.getStatus() ?? 0;
  const { code = "", detail = "" } = status ? told(answer) : {};
  // Signed out, sent too much for now, or a fault: nothing is wrong with the file, so it is kept and goes on later.
  if (status >= FAULT) return { broken: true, fault: true };
  if (status < 400 || (method !== "POST" && LATER.has(status))) return { broken: true };
  if (NOT_NOW.has(status) || code === "CSRF") return { broken: true, why: detail };
  return { refused: detail };
}

export class Sending {
  constructor(url, file, { onProgress, onKept }) {
    Object.assign(this, { url, file, onProgress, onKept, kept: 0, isThere: false });
  }

  /** How much of the file the service has, in percent: what was sent and not taken is no part of it. */
  get keptPercent() {
    return this.file.size ? Math.floor((this.kept / this.file.size) * 100) : 0;
  }

  /** Begin or go on, and tell what came of it. */
  async send() {
    try {
      const { Upload } = await prepareSending();
      this.upload ??= await this.made(Upload);
    } catch {
      return { broken: true };
    }
    const problem = this.isThere ? null : await this.bring();
    if (problem) return problem;
    this.isThere = true;
    return this.pages();
  }

  /** Give the file up, and tell whether what has arrived of it is thrown away; else the service forgets it in time. */
  async cancel() {
    this.settle?.({ gone: true });
    try {
      const late = new Promise((_, reject) => setTimeout(reject, CANCEL_MS));
      await Promise.race([this.upload?.abort(true), late]);
      return true;
    } catch (error) {
      return GONE.has(error?.originalResponse?.getStatus());
    } finally {
      clearTimeout(this.silence);
    }
  }

  async made(Upload) {
    const upload = new Upload(this.file, {
      endpoint: `${this.url}/uploads`,
      chunkSize: PART_BYTES,
      retryDelays: null,
      metadata: { filename: this.file.name, filetype: this.file.type },
      headers: { Accept: "application/json" },
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => {
        Object.assign(this, { method: request.getMethod(), answer: null });
        request.setHeader("X-CSRFToken", csrfToken());
      },
      onAfterResponse: (request, answer) => {
        this.heard();
        this.answer = answer;
        this.note(request.getMethod(), Number(answer.getHeader("Upload-Offset")));
        const status = answer.getStatus();
        if (request.getMethod() === "HEAD" && (NOT_NOW.has(status) || status >= FAULT)) throw new Error(String(status));
      },
      onProgress: (sent, all) => {
        this.heard();
        this.onProgress(Math.floor((sent / all) * 100));
      },
      onSuccess: () => this.settle(null),
      onError: () => this.settle(read(this.method, this.answer)),
    });
    const [before] = await upload.findPreviousUploads();
    if (before) upload.resumeFromPreviousUpload(before);
    return upload;
  }

  /** Keep how much the service says it has; only what it took just now shows that things go on. */
  note(method, taken) {
    if (taken > this.kept && method === "PATCH") this.onKept();
    this.kept = Math.max(this.kept, taken || 0);
  }

  bring() {
    return new Promise((resolve) => {
      this.settle = (problem) => {
        clearTimeout(this.silence);
        resolve(problem);
      };
      this.heard();
      this.upload.start();
    });
  }

  heard() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.upload.abort();
      this.settle({ broken: true });
    }, SILENT_MS);
  }

  async pages() {
    try {
      const answer = await fetch(this.url, { headers: { Accept: "text/html" }, credentials: "same-origin", redirect: "error" });
      return answer.ok ? { html: await answer.text() } : { broken: true, fault: answer.status >= FAULT };
    } catch {
      return { broken: true };
    }
  }
}
