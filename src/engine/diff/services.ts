import { simpleName } from "../identity/declaration.js";
import { join } from "../schema/names.js";
import type { Method, Schema, Service } from "../schema/schema.js";
import type { Change, InBoth } from "./change.js";
import type { NewNames } from "./fields.js";

/** What changed between the services of two schemas. A renamed package is told once, not for each of its methods. */
export function diffServices(before: Schema, after: Schema, newNames: NewNames): Change[] {
  const packages = changedPackages(before, after);
  const moved = new Set<string>();
  for (const change of packages) {
    if (change.kind !== "package-changed") continue;
    for (const service of before.services.values()) {
      if (service.file !== change.before.path) continue;
      const name = join(change.after.package, simpleName(service.fullName));
      if (after.services.has(name) && !after.services.has(service.fullName)) {
        moved.add(service.fullName).add(name);
      }
    }
  }
  const changes: Change[] = [...packages];
  for (const service of before.services.values()) {
    const now = after.services.get(service.fullName);
    if (now)
      for (const change of diffMethods({ before: service, after: now }, newNames)) changes.push(change);
    else if (!moved.has(service.fullName)) changes.push({ kind: "service-removed", before: service });
  }
  for (const service of after.services.values()) {
    if (!before.services.has(service.fullName) && !moved.has(service.fullName)) {
      changes.push({ kind: "service-added", after: service });
    }
  }
  return changes;
}

/** Files with services that kept their path and have another package. */
function changedPackages(before: Schema, after: Schema): Change[] {
  const files = new Map(after.files.map((file) => [file.path, file]));
  const withServices = new Set([...before.services.values()].map((service) => service.file));
  return before.files.flatMap((file): Change[] => {
    const now = files.get(file.path);
    const changed = now && now.package !== file.package && withServices.has(file.path);
    return changed ? [{ kind: "package-changed", before: file, after: now }] : [];
  });
}

function diffMethods(service: InBoth<Service>, newNames: NewNames): Change[] {
  const now = new Map(service.after.methods.map((method) => [method.name, method]));
  const old = new Set(service.before.methods.map((method) => method.name));
  const changes: Change[] = [];
  for (const before of service.before.methods) {
    const after = now.get(before.name);
    if (!after) changes.push({ kind: "method-removed", service, before });
    else if (!sameShape(before, after, newNames))
      changes.push({ kind: "method-changed", service, before, after });
  }
  for (const after of service.after.methods) {
    if (!old.has(after.name)) changes.push({ kind: "method-added", service, after });
  }
  return changes;
}

function sameShape(before: Method, after: Method, newNames: NewNames): boolean {
  const moved = (name: string) => newNames.get(name) ?? name;
  return (
    moved(before.input) === after.input &&
    moved(before.output) === after.output &&
    before.clientStreaming === after.clientStreaming &&
    before.serverStreaming === after.serverStreaming
  );
}
