// Builds everything the browser loads into workflow_app/web/static/dist/, with hashed names and a manifest.
// Run after `npm ci`: `node build.mjs`. The output is never committed.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { sprite } from "./sprite.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "workflow_app", "web", "static", "dist");
const modules = join(here, "node_modules");

/** The extensions of our diagrams, one file for editor and server. */
const descriptor = join(here, "..", "workflow_app", "engine", "xinnuo.moddle.json");

/** Name under which templates ask for a file -> file below dist/. */
const manifest = {};

/** The panel of properties writes a style into its markup, which our policy blocks with an error; `studio.css` says it. */
const withoutInlineStyle = {
  name: "without-inline-style",
  setup(building) {
    building.onLoad({ filter: /bpmn-js-properties-panel[\\/]dist[\\/]index\.esm\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const contents = text.replace('<div style="height: 100%" tabindex="-1"', '<div tabindex="-1"');
      if (contents === text) throw new Error(`${path}: the inline style is not where it was`);
      return { contents };
    });
  },
};

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: {
      app: "src/app.js",
      "app-style": "src/css/app.css",
      diagram: "src/diagram.js",
      "swagger-init": "src/swagger-init.js",
      studio: "src/studio/index.js",
      "studio-style": "src/css/studio.css",
    },
    outdir: out,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    legalComments: "linked",
    metafile: true,
    assetNames: "[name]-[hash]",
    loader: { ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file", ".svg": "file" },
    jsx: "automatic",
    jsxImportSource: "@bpmn-io/properties-panel/preact",
    alias: { "xinnuo-moddle": descriptor },
    logLevel: "warning",
    plugins: [withoutInlineStyle],
  });
  const names = { "app.js": "app.js", "app-style.css": "app.css", "diagram.js": "diagram.js", "swagger-init.js": "swagger-init.js", "studio.js": "studio.js", "studio-style.css": "studio.css" };
  for (const [path, info] of Object.entries(result.metafile.outputs)) {
    if (!info.entryPoint) continue;
    const file = basename(path);
    manifest[names[file.replace(/-[A-Z0-9]{8}(?=\.\w+$)/, "")]] = file;
  }
}

/** Write a file under a name that carries the hash of its content. */
async function place(name, content) {
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const file = name.replace(/(\.\w+)$/, `-${digest}$1`);
  await mkdir(dirname(join(out, file)), { recursive: true });
  await writeFile(join(out, file), content);
  manifest[name] = file;
}

/** The two files of Noto Serif SC that letters are set in; the renderer finds them by name, so no hash. */
async function fonts() {
  const family = join(modules, "@expo-google-fonts", "noto-serif-sc");
  await mkdir(join(out, "fonts"), { recursive: true });
  for (const cut of ["400Regular", "700Bold"]) {
    const file = `NotoSerifSC_${cut}.ttf`;
    await cp(join(family, cut, file), join(out, "fonts", file));
  }
  await cp(join(family, "LICENSE_FONT"), join(out, "fonts", "LICENSE_FONT"));
}

async function swagger() {
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    const text = await readFile(join(modules, "swagger-ui-dist", file), "utf8");
    await place(`swagger/${file}`, text.replace(/\n?\/[/*]# sourceMappingURL=.*$/m, ""));
  }
}

/** What draws PDFs beside its code: the worker, the character maps and fonts that files may leave out, and decoders. */
async function pdf() {
  const from = join(modules, "pdfjs-dist");
  await place("pdf.worker.js", await readFile(join(from, "legacy", "build", "pdf.worker.min.mjs"), "utf8"));
  for (const folder of ["cmaps", "standard_fonts"]) await cp(join(from, folder), join(out, "pdf", folder), { recursive: true });
  for (const file of ["jbig2_nowasm_fallback.js", "openjpeg_nowasm_fallback.js", "LICENSE_JBIG2", "LICENSE_OPENJPEG", "LICENSE_PDFJS_JBIG2", "LICENSE_PDFJS_OPENJPEG"]) {
    await cp(join(from, "wasm", file), join(out, "pdf", "wasm", file));
  }
  await cp(join(from, "LICENSE"), join(out, "pdf", "LICENSE"));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await bundle();
await place("icons.svg", await sprite(join(here, "icons.json"), join(modules, "@tabler", "icons", "icons")));
await fonts();
await swagger();
await pdf();
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);
console.log(`Built ${Object.keys(manifest).length} files into workflow_app/web/static/dist/`);
