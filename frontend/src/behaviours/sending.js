// One file on its way to a material. What came of it: {html} the pages as they are now, {refused} why it was not taken,
// or {broken} when it may be sent again, with {why} where that is not the connection.
import { csrfToken } from "./words.js";

const SILENT_MS = 60_000; // without any progress a connection counts as broken

function read(request) {
  if (request.status === 200) return { html: request.responseText };
  const { code = "", detail = "" } = told(request);
  // Signed out, sent too much for now, or a fault: nothing is wrong with the file, so it is kept and may be sent again.
  if (request.status >= 500) return { broken: true };
  if (request.status === 401 || request.status === 429 || code === "CSRF") return { broken: true, why: detail };
  return request.status ? { refused: detail } : { broken: true };
}

function told(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
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
