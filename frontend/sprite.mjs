// One SVG sprite of the icons named in icons.json; a page shows one with <use href="…#name">.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const OUTLINE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
const FILLED = 'fill="currentColor"';

/** "check" is the outline icon, "filled/check" the filled one; the symbol's id keeps only the name. */
async function symbol(entry, folder) {
  const filled = entry.startsWith("filled/");
  const name = entry.replace("filled/", "");
  const source = await readFile(join(folder, filled ? "filled" : "outline", `${name}.svg`), "utf8");
  const inner = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
  const drawn = inner.replace(/<path stroke="none"[^>]*fill="none"\s*\/>/g, "").replace(/\s+/g, " ").trim();
  return `<symbol id="${filled ? `${name}-filled` : name}" viewBox="0 0 24 24" ${filled ? FILLED : OUTLINE}>${drawn}</symbol>`;
}

export async function sprite(listFile, folder) {
  const entries = JSON.parse(await readFile(listFile, "utf8"));
  const symbols = await Promise.all([...new Set(entries)].sort().map((entry) => symbol(entry, folder)));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}
