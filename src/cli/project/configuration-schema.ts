import * as z from "zod";

/*
 * The configuration, described once: it validates, it is published as JSON Schema for editors, and the `error` of
 * each part is what people are told to write instead.
 */

const text = (error: string) => z.string({ error }).min(1, { error });

/** Items of a list that people write by hand. Some work is done for each item, or for each two of them. */
const most = 1000;

/** Findings that are allowed; whoever takes over an old protocol may have many. */
const mostAllowed = 10_000;

/** Not `toLocaleString`: setting up the languages takes longer than all the rest of this file. */
const tooMany = (items: string, limit = most) => ({
  error: `at most ${String(limit).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${items}`,
});

const glob = text('a glob in quotes, such as "protos/**/*.proto"');

/** Of a tag, which has no control characters. Reading a version takes time that grows with the square of its length. */
const tagText = (error: string) => z.string({ error }).regex(/^\P{Cc}{1,1000}$/u, { error });

const release = tagText('a release in quotes, such as "v1.2"');

const componentName = text("a name, such as runtime");

const distanceError = "a number of releases, 0 or more, or unbounded";

const distance = z.union(
  [
    z.int({ error: distanceError }).min(0, { error: distanceError }).max(10_000, { error: distanceError }),
    z.literal("unbounded", { error: distanceError }),
  ],
  { error: distanceError },
);

const releases = z
  .union(
    [
      z.strictObject({ tags: tagText('a pattern of tags in quotes, such as "v*"') }),
      z
        .array(release)
        .min(1, { error: 'at least one tag, such as ["v1.0"]' })
        .max(most, tooMany('tags, or a pattern such as { tags: "v*" }')),
    ],
    { error: 'a pattern of tags, { tags: "v*" }, or a list of tags, ["v1.0", "v1.1"]' },
  )
  .describe("Which tags are releases X.Y[.Z]: a pattern, or a list. Patch releases are folded into X.Y.");

const window = z
  .strictObject(
    {
      upgrade: distance.describe("How many releases the client may run ahead of the server."),
      downgrade: distance.describe("How many releases the client may run behind the server."),
    },
    { error: "two distances, such as { upgrade: unbounded, downgrade: 1 }" },
  )
  .describe("Which releases may talk to which.");

const pair = z.strictObject(
  {
    client: componentName.describe("What findings call the gRPC client."),
    server: componentName.describe("What findings call the gRPC server."),
    window: window.optional().describe("The window of these two, where it is not the common one."),
    services: z
      .array(text("the full name of a service, such as acme.AgentService"), {
        error: "a list of full names, such as [acme.AgentService]",
      })
      .min(1, { error: "at least one full name, such as [acme.AgentService]" })
      .max(most, tooMany("services"))
      .optional()
      .describe("The services that these two talk through. Default: those that no other pair names."),
  },
  { error: "two names, such as { client: runtime, server: agent }" },
);

const components = z
  .union(
    [
      pair,
      z
        .array(pair)
        .min(1, { error: "at least one pair, such as [{ client: runtime, server: agent }]" })
        .max(most, tooMany("pairs")),
    ],
    { error: "two names, such as { client: runtime, server: agent }, or a list of such pairs" },
  )
  .describe("What findings call the two sides of the protocol; a list where more than two components talk.");

const feature = z.strictObject(
  {
    name: text("a name, such as ephemeral-storage"),
    elements: z
      .array(text("the full name of an element, such as acme.Storage.driver"), {
        error: "a list of full names, such as [acme.Storage.driver]",
      })
      .min(1, { error: "at least one full name, such as [acme.Storage.driver]" })
      .max(most, tooMany("elements")),
    enabled: text('the release that uses it by default, in quotes, such as "1.2"'),
    written: text('the first release in which every writer writes it out, in quotes, such as "1.1"')
      .optional()
      .describe(
        "Of a default that changes: the first release in which every writer writes the value out, which no schema shows.",
      ),
  },
  { error: 'a feature, such as { name: storage, elements: [acme.Storage.driver], enabled: "1.2" }' },
);

const allowance = z.strictObject(
  {
    fingerprint: text("the fingerprint that the report shows, in quotes"),
    reason: z.string({ error: "the reason why this finding is allowed, in quotes" }),
  },
  { error: 'an allowance, such as { fingerprint: "4f1c", reason: "never released" }' },
);

const history = z
  .strictObject(
    {
      include: z
        .array(text("the name of a file that `grpc-evolution ledger --export` wrote"), {
          error: "a list of files that `grpc-evolution ledger --export` wrote",
        })
        .max(most, tooMany("files"))
        .describe("Exported ledgers whose numbers are spent here, too; relative to the configuration."),
    },
    { error: "files to include, such as { include: [old-ledger.json] }" },
  )
  .describe("What else the history remembers.");

/** The whole file. */
export const configurationSchema = z.strictObject(
  {
    $schema: text("the address of the JSON Schema").optional().describe("The JSON Schema, for editors."),
    protos: z
      .array(glob, { error: 'a list of globs, such as ["protos/**/*.proto"]' })
      .min(1, { error: 'at least one glob, such as ["protos/**/*.proto"]' })
      .max(most, tooMany("globs; ** crosses folders"))
      .optional()
      .describe(
        "The .proto files of the protocol, relative to the configuration. Default: all tracked ones.",
      ),
    defaultBranch: text("the name of a branch, such as main")
      .optional()
      .describe("The branch that changes are for. Default: what the CI or the remote says, main or master."),
    components: components.optional(),
    releases: releases.optional(),
    window: window.optional(),
    features: z
      .array(feature, { error: "a list of features" })
      .max(most, tooMany("features"))
      .optional()
      .describe("What is introduced in one release and used by default in a later one."),
    allow: z
      .array(allowance, { error: 'a list, such as [{ fingerprint: "4f1c", reason: "never released" }]' })
      .max(mostAllowed, tooMany("findings", mostAllowed))
      .optional()
      .describe("Findings that are accepted, each with a reason."),
    history: history.optional(),
  },
  { error: "a mapping of settings, such as `protos: [...]`" },
);

/** What the file holds, as written. */
export type ConfigurationFile = z.infer<typeof configurationSchema>;

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
}

/** The keys that are known at a place of the configuration; a number in the path stands for an item of a list. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  let schemas: JsonSchema[] = [configurationJsonSchema()];
  for (const step of path) {
    const below = schemas.map((schema) =>
      typeof step === "number" ? schema.items : schema.properties?.[String(step)],
    );
    schemas = below.flatMap((schema) => (schema ? [schema, ...(schema.anyOf ?? [])] : []));
  }
  return schemas.flatMap(({ properties = {} }) => Object.keys(properties));
}

/** The JSON Schema of `grpc-evolution.yaml`, draft 2020-12, for editors; the site publishes it. */
export function configurationJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configurationSchema, { target: "draft-2020-12" });
  return { $schema, title: "The configuration of grpc-evolution, grpc-evolution.yaml", ...rest };
}
