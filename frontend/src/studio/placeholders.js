// The list `placeholders = ["…"]` at the head of a letter, which names what its text prints.
const LIST = /^placeholders\s*=\s*\[([^\]]*)\]/m;

/** The text with a name in its list, in order; a text without a list stays as it is. */
export function declare(text, name) {
  return text.replace(LIST, (whole, inside) => {
    const names = [...inside.matchAll(/"([^"]*)"/g)].map((found) => found[1]);
    if (names.includes(name)) return whole;
    const all = [...names, name].sort().map((each) => `"${each}"`);
    return `placeholders = [${all.join(", ")}]`;
  });
}
