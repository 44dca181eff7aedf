// One draft on its way to the server, and what became of it. Only an answer that says so counts as saved.
import { accountOf } from "./kept-drafts.js";
import { csrfToken } from "./words.js";

const KEEPALIVE_LIMIT = 60_000; // bytes; browsers refuse more in requests that outlive their page

function send(url, body) {
  return fetch(url, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken(), Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    keepalive: body.toString().length < KEEPALIVE_LIMIT,
  });
}

async function told(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

/** After signing in again elsewhere this page's token is old: take the new one, if it is for the same person. */
async function renewToken() {
  const answer = await fetch(location.pathname + location.search, { credentials: "same-origin", redirect: "manual" });
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const account = accountOf(page);
  if (!account) return "signedOut";
  if (account !== accountOf()) return "otherAccount";
  const token = page.querySelector('meta[name="csrf-token"]')?.content ?? "";
  document.querySelector('meta[name="csrf-token"]').content = token;
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = token;
  return "";
}

/** Send a draft; returns {problem, detail}: no problem when saved, else signedOut, otherAccount, offline or refused.
    Saved, it tells what the page knows now (`seen`), and which answers were changed elsewhere too (`clashes`). */
export async function sendDraft(url, body, { again = true } = {}) {
  try {
    const answer = await send(url, body);
    const text = await told(answer);
    if (answer.ok && text.saved === true) return { problem: "", seen: text.seen, clashes: text.clashes ?? [] };
    if (answer.status === 401 || answer.type === "opaqueredirect") return { problem: "signedOut" };
    if (text.code !== "CSRF" || !again) return { problem: "refused", detail: text.detail };
    const problem = await renewToken();
    return problem ? { problem } : await sendDraft(url, body, { again: false });
  } catch {
    return { problem: "offline" };
  }
}
