/** Text of the studio in the page's language, from the data attributes of #xn-studio-words; {names} are filled in. */
export function say(name, values = {}) {
  const text = document.getElementById("xn-studio-words")?.dataset[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
}
