import { readinessJson, readinessMarkdown, readinessText } from "@grpc-evolution/engine/report/readiness.js";
import { readState } from "@grpc-evolution/engine/schema/read.js";
import { readinessOf } from "@grpc-evolution/engine/window/readiness.js";
import { policyReleases, readHead, readReleased } from "../project/check-input.js";
import { loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { refuseNoWindow } from "../project/no-window.js";
import { refuseProblems } from "../project/problems.js";
import { openRepository } from "../project/project.js";
import { refuseNothing } from "../project/unread.js";
import { pairsWithPublished } from "../project/windows-at.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";

/** What `readiness` was called with. */
export interface ReadinessOptions {
  head?: string;
  release?: string;
  config?: string;
  format: keyof typeof formats;
  output?: string;
  quiet: boolean;
}

const formats = { text: readinessText, json: readinessJson, markdown: readinessMarkdown };

/** `readiness`: when each addition may be enabled, and each deprecated element may be removed. */
export async function runReadiness(options: ReadinessOptions): Promise<void> {
  const configuration = loadConfiguration(process.cwd(), options.config);
  refuseNoWindow(configuration);
  const repository = await openRepository(configuration, notesFor(options.quiet), true);
  const read = await readHead(repository, options);
  const head = { label: "head", files: read.files.judged, resolved: read.files.resolved };
  refuseProblems(head, repository.protocol.chooses);
  const released = await readReleased(repository, read);
  refuseNothing(repository, read, released);
  const releases = policyReleases(read.timeline);
  refuseWrongFeatures(configuration, { head, released, releases });
  // What a patch brings counts from the next release: its own was published without it.
  const schemas = [...released.slice(0, releases.head + 1), head].map((state) => readState(state).schema);
  const pairs = await pairsWithPublished(configuration, read.timeline.releases);
  const readiness = readinessOf(schemas, pairs, configuration.features, releases);
  writeOutput(formats[options.format](readiness), options.output);
}
