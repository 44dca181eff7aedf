// One file on its way to a material. What came of it: {html} the pages as they are now, {refused} why it was not taken,
// or {broken} when there was no answer and it may be sent again.
import { csrfToken } from "./words.js";

const SILENT_MS = 60_000; // without any progress a connection counts as broken

function read(request) {
  if (request.status === 200) return { html: request.responseText };
  if (request.status === 0 || request.status >= 500) return { broken: true };
  try {
    return { refused: JSON.parse(request.responseText).detail };
  } catch {
    return { refused: "" };
  }
}

/** Send a file to an address and tell of its progress in per cent. */
export function sendFile(url, file, { onProgress }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENT_MS);
    };
    request.open("POST", url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("Accept", "application/json, text/html;q=0.9");
    request.upload.addEventListener("progress", (event) => {
      heard();
      onProgress(event.lengthComputable ? Math.floor((event.loaded / event.total) * 100) : 0);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(silence);
      resolve(read(request));
    });
    const body = new FormData();
    body.append("file", file, file.name);
    heard();
    request.send(body);
  });
}
