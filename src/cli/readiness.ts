import { readinessOf } from "../engine/policy/readiness.js";
import { readinessJson, readinessMarkdown, readinessText } from "../engine/report/readiness.js";
import { readSchema } from "../engine/schema/read.js";
import { loadConfiguration } from "./configuration.js";
import { refuseWrongFeatures } from "./features.js";
import { refuseNoWindow } from "./no-window.js";
import { refuseProblems } from "./problems.js";
import { openRepository, policyTimeline, readHead, readReleased, refuseNothing } from "./repository.js";
import { notesFor, writeOutput } from "./terminal.js";

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
  const { files, timeline: found } = await readHead(repository, options.head);
  refuseProblems(files);
  const released = await readReleased(repository, found);
  refuseNothing([...files, ...released.flatMap((state) => state.files)], configuration);
  const head = { label: "head", files };
  const timeline = policyTimeline(found);
  refuseWrongFeatures(configuration, { head, released, timeline });
  const schemas = [...released.slice(0, timeline.head), head].map((state) => readSchema(state.files).schema);
  const { components, features } = configuration;
  const readiness = readinessOf(schemas, components, features, timeline);
  writeOutput(formats[options.format](readiness), options.output);
}
