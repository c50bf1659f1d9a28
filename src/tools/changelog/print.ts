/** Prints what changed in a release: `npm run -s changelog -- v1.2.0`. */
import { root } from "../../root.js";
import { changelogOf } from "./changelog.js";

process.stdout.write(changelogOf(root, process.argv[2] ?? "HEAD"));
