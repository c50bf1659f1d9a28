import { type MovedService, matchServices, type ServiceDeclaration } from "../identity/services.js";
import { sameType } from "../identity/type-text.js";
import type { Method, Schema, SchemaFile, Service } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import type { NewNames } from "./fields.js";

/**
 * What changed between the services of two schemas, and the methods of those that go by another path now. A renamed
 * package is told once, not for each of its services.
 */
export function diffServices(before: Schema, after: Schema, newNames: NewNames): Change[] {
  const kept = [...before.services.values()].flatMap((service): InBoth<Service>[] => {
    const now = after.services.get(service.fullName);
    return now ? [{ before: service, after: now }] : [];
  });
  const vanished = placedServices(before).filter(({ service }) => !after.services.has(service.fullName));
  const appeared = placedServices(after).filter(({ service }) => !before.services.has(service.fullName));
  const moved = matchServices(vanished, appeared, newNames);
  const packages = changedPackages(before, after, [...moved, ...successors(vanished, appeared, moved)]);
  const inPackages = new Set(packages.flatMap(({ services }) => services.flatMap(servicesOf)));
  const pairs = moved.map(serviceOfEach);
  const settled = new Set([...inPackages, ...pairs.flatMap(servicesOf)]);
  return [
    ...packages,
    ...pairs
      .filter((pair) => !inPackages.has(pair.before))
      .map((pair): Change => ({ kind: "service-moved", ...pair })),
    ...[...kept, ...pairs].flatMap((pair) => diffMethods(pair, { before, after }, newNames)),
    ...vanished
      .filter(({ service }) => !settled.has(service))
      .map(({ service }): Change => ({ kind: "service-removed", before: service })),
    ...appeared
      .filter(({ service }) => !settled.has(service))
      .map(({ service }): Change => ({ kind: "service-added", after: service })),
  ];
}

/** A service with the package and the file that it stands in. */
interface PlacedService extends ServiceDeclaration {
  service: Service;
}

function placedServices({ files, services }: Schema): PlacedService[] {
  const packages = new Map(files.map((file) => [file.path, file.package]));
  return [...services.values()].map((service) => {
    const { name, file, methods } = service;
    return { package: packages.get(file) ?? "", name, file, methods, service };
  });
}

function serviceOfEach({ before, after }: MovedService<PlacedService>): InBoth<Service> {
  return { before: before.service, after: after.service };
}

function servicesOf({ before, after }: InBoth<Service>): Service[] {
  return [before, after];
}

/** Services whose file is that of another version of the protocol now: with the package, and nothing of it is the same. */
function successors(
  vanished: readonly PlacedService[],
  appeared: readonly PlacedService[],
  moved: readonly MovedService<PlacedService>[],
): MovedService<PlacedService>[] {
  const settled = new Set(moved.flatMap(({ before, after }) => [before, after]));
  const placeOf = ({ name, file }: PlacedService) => `${name} ${file}`;
  const open = new Map(appeared.filter((each) => !settled.has(each)).map((each) => [placeOf(each), each]));
  return vanished.flatMap((before) => {
    const after = settled.has(before) ? undefined : open.get(placeOf(before));
    return after ? [{ before, after }] : [];
  });
}

type PackageChange = Extract<Change, { kind: "package-changed" }>;

/**
 * Files that have another package now and whose services went along under their own names. A file may have moved
 * together with its package.
 */
function changedPackages(
  before: Schema,
  after: Schema,
  moved: readonly MovedService<PlacedService>[],
): PackageChange[] {
  const old = new Map(before.files.map((file) => [file.path, file]));
  const now = new Map(after.files.map((file) => [file.path, file]));
  const isSameFile = (one: SchemaFile, other: SchemaFile) =>
    one.path === other.path || (!now.has(one.path) && !old.has(other.path));
  const changes = new Map<string, PackageChange>();
  for (const pair of moved) {
    const [one, other] = [old.get(pair.before.file), now.get(pair.after.file)];
    if (!one || !other || pair.before.name !== pair.after.name || !isSameFile(one, other)) continue;
    const key = JSON.stringify([one.path, other.path]);
    const change = changes.get(key) ?? { kind: "package-changed", before: one, after: other, services: [] };
    change.services.push(serviceOfEach(pair));
    changes.set(key, change);
  }
  return [...changes.values()];
}

function diffMethods(service: InBoth<Service>, schemas: InBoth<Schema>, newNames: NewNames): Change[] {
  const now = new Map(service.after.methods.map((method) => [method.name, method]));
  const old = new Set(service.before.methods.map((method) => method.name));
  const changes: Change[] = [];
  for (const before of service.before.methods) {
    const after = now.get(before.name);
    if (!after) {
      changes.push({ kind: "method-removed", service, before });
      continue;
    }
    const hasSameTypes = carriesTheSame(before, after, schemas, newNames);
    if (!hasSameTypes || !streamsAlike(before, after))
      changes.push({ kind: "method-changed", service, before, after, hasSameTypes });
  }
  for (const after of service.after.methods) {
    if (!old.has(after.name)) changes.push({ kind: "method-added", service, after });
  }
  return changes;
}

/** A message that is not at hand goes by the name that the file writes. */
function carriesTheSame(before: Method, after: Method, schemas: InBoth<Schema>, newNames: NewNames): boolean {
  const written = (name: string, { messages }: Schema) => (messages.has(name) ? `.${name}` : name);
  const isSame = (old: string, now: string) =>
    sameType(written(old, schemas.before), written(now, schemas.after), newNames);
  return isSame(before.input, after.input) && isSame(before.output, after.output);
}

function streamsAlike(before: Method, after: Method): boolean {
  return before.clientStreaming === after.clientStreaming && before.serverStreaming === after.serverStreaming;
}
