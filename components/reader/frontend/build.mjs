// Builds ../build/reader.js, door.js and reader.css, the files that are committed. The same source gives the same bytes.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? fileURLToPath(new URL("../build/", import.meta.url));
// Streamlit takes inline JavaScript of a single line with "/" in it for a path: the banner keeps a line end in the file.
const banner = "/* Dateline's reader. Built from components/reader/frontend; do not edit. */\n";

await build({
  absWorkingDir: here,
  entryPoints: { reader: "src/main.ts", door: "src/door.ts" },
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  outdir: out,
  banner: { js: banner },
});
await build({
  absWorkingDir: here,
  entryPoints: { reader: "src/reader.css" },
  bundle: true,
  minify: true,
  charset: "utf8",
  outdir: out,
  banner: { css: banner },
});
