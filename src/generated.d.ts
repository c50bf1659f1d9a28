/** Data files that the guide plugin writes when the site is built (see `src/plugins/guide`). */
declare module "@generated/guide/default/examples/*" {
  const data: import("./content/content.js").ExampleContent;
  export default data;
}

declare module "@generated/guide/default/rules.json" {
  const data: import("./content/content.js").RuleEntry[];
  export default data;
}

declare module "@generated/guide/default/frequent-changes.json" {
  const data: import("./content/changes.js").FrequentChanges;
  export default data;
}

/** The address of a font on the site. */
declare module "*.woff2" {
  const address: string;
  export default address;
}

/** Addresses of the parts of the sandbox that programs run in (see `src/playground/bundle`). */
declare module "@generated/guide/default/playground/*.txt" {
  const address: string;
  export default address;
}

/** Address of the frame that starts the sandboxes. */
declare module "@generated/guide/default/playground/frame.html" {
  const address: string;
  export default address;
}

declare module "@generated/guide/default/sources/index.json" {
  const data: import("./content/content.js").ExampleEntry[];
  export default data;
}
