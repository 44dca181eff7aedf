/** Text of the page's language, from the data attributes of the element #xn-words that the layout renders. */
export function word(name) {
  return document.getElementById("xn-words")?.dataset[name] ?? "";
}

export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}
