import { readinessJson, readinessMarkdown, readinessText } from "@grpc-evolution/engine/report/readiness.js";
import { readSchema } from "@grpc-evolution/engine/schema/read.js";
import { readinessOf } from "@grpc-evolution/engine/window/readiness.js";
import { policyReleases, readReleased, readRevision } from "../project/check-input.js";
import { loadConfiguration } from "../project/configuration.js";
import { refuseWrongFeatures } from "../project/features.js";
import { refuseNoWindow } from "../project/no-window.js";
import { refuseProblems } from "../project/problems.js";
import { openRepository, refuseNothing } from "../project/project.js";
import { notesFor, writeOutput } from "../terminal/terminal.js";

/** What `readiness` was called with. */
export interface ReadinessOptions {
  head?: string;
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
  const { files, timeline } = await readRevision(repository, options.head);
  refuseProblems(files);
  const released = await readReleased(repository, timeline);
  refuseNothing([...files, ...released.flatMap((state) => state.files)], configuration);
  const head = { label: "head", files };
  const releases = policyReleases(timeline);
  refuseWrongFeatures(configuration, { head, released, releases });
  const schemas = [...released.slice(0, releases.head), head].map((state) => readSchema(state.files).schema);
  const { components, features } = configuration;
  const readiness = readinessOf(schemas, components, features, releases);
  writeOutput(formats[options.format](readiness), options.output);
}
