// cspell:ignore clike
/** Prism with the languages of the editor. Its parts are scripts that find each other by a global of that name. */
import "./prism-manual.js";
import Prism from "prismjs/components/prism-core.js";
import "prismjs/components/prism-clike.js";
import "prismjs/components/prism-javascript.js";
import "prismjs/components/prism-typescript.js";
import "prismjs/components/prism-protobuf.js";
import "prismjs/components/prism-json.js";

Reflect.deleteProperty(globalThis, "Prism");

export { Prism };
