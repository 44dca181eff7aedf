// The answers in a form as [name, text] pairs, and back again.

// What version of the rules the page shows ("rules_seen") goes along with the answers, and comes back with them: what
// was agreed to counts for its words alone.
const NOT_ANSWERS = new Set(["csrf_token", "once", "version", "draft_seen", "kept_here"]);

function isFile(form, name) {
  return form.querySelector(`input[type=file][name="${CSS.escape(name)}"]`) !== null;
}

/** What the server keeps as a draft: everything but the files themselves; a file handed in before counts by its id. */
export function draftOf(form) {
  const draft = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_ANSWERS.has(name)) draft.append(name, value);
  }
  return draft;
}

/** What the browser may keep: what was typed and chosen, nothing about files. */
export function answersOf(form) {
  return [...draftOf(form)].filter(([name]) => !isFile(form, name));
}

export function fillIn(form, answers) {
  const given = grouped(answers);
  for (const control of form.elements) {
    if (!control.name || NOT_ANSWERS.has(control.name) || isFile(form, control.name)) continue;
    const texts = (given.get(control.name) ?? []).map(([, text]) => text);
    if (control.type === "radio" || control.type === "checkbox") control.checked = texts.includes(control.value);
    else if (texts.length && control.type !== "submit") control.value = texts.at(-1);
  }
  for (const kind of ["input", "change"]) form.dispatchEvent(new Event(kind, { bubbles: true }));
}

function grouped(pairs) {
  const groups = new Map();
  for (const pair of pairs) groups.set(pair[0], [...(groups.get(pair[0]) ?? []), pair]);
  return groups;
}
