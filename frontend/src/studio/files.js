// The files of a draft on the server: each save names the content it was written on, so that nobody's work is lost.
import { csrfToken } from "../behaviours/words.js";

/** Somebody else saved the file meanwhile; `current` names what they saved. */
export class StaleError extends Error {
  constructor(words, current) {
    super(words);
    this.current = current;
  }
}

/** The server understood and refused; the message is a sentence for people. */
export class RefusedError extends Error {}

export class DraftFile {
  constructor(here, path, digest = "") {
    this.name = path.split("/").pop();
    this.url = `${here}/files/${path}`;
    this.digest = digest;
  }

  async read() {
    const answer = await fetch(this.url, { credentials: "same-origin", headers: { Accept: "application/octet-stream" } });
    if (!answer.ok) throw new Error(`Expected ${this.url} but got status ${answer.status}`);
    this.digest = (answer.headers.get("ETag") ?? "").replaceAll('"', "");
    return answer.text();
  }

  /** Save text and return what stands against the draft now. */
  async save(text) {
    const headers = { "X-CSRFToken": csrfToken(), "If-Match": `"${this.digest}"`, "Content-Type": "application/octet-stream" };
    const answer = await fetch(this.url, { method: "PUT", credentials: "same-origin", headers, body: text });
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 409 && said.code === "STALE") throw new StaleError(said.words, said.current);
    if ([409, 413, 422].includes(answer.status)) throw new RefusedError(said.words);
    if (!answer.ok) throw new Error(`Saving ${this.url} gave status ${answer.status}`);
    this.digest = said.digest;
    return said.findings;
  }
}

export async function ask(url, method = "GET") {
  const headers = { "X-CSRFToken": csrfToken(), Accept: "application/json" };
  const answer = await fetch(url, { method, credentials: "same-origin", headers });
  if (!answer.ok) throw new Error(`Expected ${url} but got status ${answer.status}`);
  return answer.json();
}
