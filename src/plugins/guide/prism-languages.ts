import { createRequire } from "node:module";
import { Prism } from "prism-react-renderer";

/** prism-react-renderer brings its own Prism without these languages; their definitions look for a global one. */
const scope = globalThis as { Prism?: typeof Prism };
const require = createRequire(import.meta.url);
scope.Prism = Prism;
for (const name of ["protobuf", "bash"]) require(`prismjs/components/prism-${name}`);
delete scope.Prism;
