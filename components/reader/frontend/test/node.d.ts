// The one thing that the tests take from Node: they read the labels and the theme as Python does.
declare module "node:fs" {
  export function readFileSync(path: URL, encoding: "utf8"): string;
}
