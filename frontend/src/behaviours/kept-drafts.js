// What could not be saved stays in this window's session storage, by account and form, until it is saved or thrown away.
// Never files. Whoever signs out with the button, or signs in as somebody else, leaves nothing behind.

const PREFIX = "xn-draft:";

export function accountOf(page = document) {
  return page.querySelector('meta[name="xn-account"]')?.content ?? "";
}

function keyOf(form) {
  return `${PREFIX}${accountOf()}:${form.dataset.autosave}`;
}

function keys() {
  return Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
}

/** Keep fields ([name, text] pairs) and tell whether they are kept; `base` is what the server had when they were typed, `sent` that the form was sent off. */
export function keep(form, { fields, base, sent }) {
  if (!accountOf()) return false;
  try {
    sessionStorage.setItem(keyOf(form), JSON.stringify({ fields, base, sent, at: new Date().toISOString() }));
    return true;
  } catch {
    return false; // No storage, or it is full: the page itself still holds everything.
  }
}

export function keptFor(form) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

export function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

export function forgetAll() {
  for (const key of keys()) sessionStorage.removeItem(key);
}

/** When a page opens: drop what belongs to another account, and what was sent and has evidently arrived. */
export function settle() {
  const account = accountOf();
  for (const hint of document.querySelectorAll("[data-kept-here]")) hint.hidden = keys().length === 0;
  if (!account) return;
  const arrived = !document.querySelector(".xn-error-page");
  const here = [...document.querySelectorAll("form[data-autosave]")].map(keyOf);
  for (const key of keys()) {
    const mine = key.startsWith(`${PREFIX}${account}:`);
    if (!mine || (arrived && !here.includes(key) && JSON.parse(sessionStorage.getItem(key)).sent)) sessionStorage.removeItem(key);
  }
}
