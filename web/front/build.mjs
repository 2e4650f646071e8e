// Puts the front end's parts together: each entry below becomes files of web/static/vendor/ that are named by their
// content, so that browsers may keep them for ever, and parts.json says which file stands for which part today.
// usage: node web/front/build.mjs      (script/setup runs it where something has changed)

import { readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const front = dirname(fileURLToPath(import.meta.url));
const root = join(front, "..", "..");
const target = join(front, "..", "static", "vendor");
const entries = ["editor.js", "network.js", "suggest.js", "govuk.scss"];

/** Lets entries be written in Sass, which GOV.UK Frontend is. */
const readSass = {
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const made = sass.compile(path, { loadPaths: [join(root, "node_modules")], quietDeps: true, logger: sass.Logger.silent });
      return { contents: made.css, loader: "css", watchFiles: made.loadedUrls.map(fileURLToPath) };
    });
  },
};

/** The parts by name: what an entry became, its style sheet too where it has one. */
function nameParts(outputs) {
  const parts = {};
  for (const [path, { entryPoint, cssBundle }] of Object.entries(outputs)) {
    if (!entryPoint) continue;
    const name = basename(entryPoint).replace(/\.scss$/, ".css");
    parts[name] = relative(target, join(root, path));
    if (cssBundle) parts[name.replace(/\.js$/, ".css")] = relative(target, join(root, cssBundle));
  }
  return parts;
}

const { metafile } = await esbuild.build({
  absWorkingDir: root,
  entryPoints: entries.map((name) => join(front, name)),
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  legalComments: "linked",
  logLevel: "warning",
  metafile: true,
  minify: true,
  plugins: [readSass],
  splitting: true,
  target: ["es2022"],
});
await writeFile(join(target, "parts.json"), JSON.stringify(nameParts(metafile.outputs), null, 2) + "\n");
// What earlier runs left goes last, so that pages that are served meanwhile have their files.
const made = new Set(["parts.json", ...Object.keys(metafile.outputs).map((path) => basename(path))]);
const left = (await readdir(target)).filter((name) => !made.has(name));
await Promise.all(left.map((name) => rm(join(target, name), { recursive: true })));
