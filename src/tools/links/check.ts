/**
 * Asks every address on another host that the built site links, and prints a report: `npm run -s check:links`, after
 * `npm run build`. The status is 1 where one does not answer.
 */
import path from "node:path";
import { root } from "../../root.js";
import { askAll } from "./ask.js";
import { outgoingLinks } from "./outgoing.js";
import { brokenLinks, linkReport } from "./report.js";

const links = outgoingLinks(path.join(root, process.argv[2] ?? "build"));
const answers = await askAll(links.keys(), { atOnce: 8, limit: 20_000, pause: 30_000 });
process.stdout.write(linkReport(links, answers));
process.exitCode = brokenLinks(answers).length === 0 ? 0 : 1;
