import type { FieldType, Schema, Service } from "../schema/schema.js";

/** Which side writes a message: the client what requests reach, the server what responses reach. */
export interface Direction {
  request: boolean;
  response: boolean;
}

/** The direction of every message and enum that a method reaches, by full name. */
export type Usage = Map<string, Direction>;

/** Follows the methods of all schemas through the fields of their messages; of the services that are asked for. */
export function usageOf(schemas: readonly Schema[], isAsked: (service: Service) => boolean): Usage {
  const usage: Usage = new Map();
  for (const schema of schemas) {
    for (const service of [...schema.services.values()].filter(isAsked)) {
      for (const method of service.methods) {
        mark(schema, method.input, "request", usage);
        mark(schema, method.output, "response", usage);
      }
    }
  }
  return usage;
}

function mark(schema: Schema, fullName: string, side: keyof Direction, usage: Usage): void {
  const queue = [fullName];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const direction = usage.get(name) ?? { request: false, response: false };
    if (direction[side]) continue;
    usage.set(name, { ...direction, [side]: true });
    for (const field of schema.messages.get(name)?.fields ?? []) queue.push(...referred(field.type));
  }
}

function referred(type: FieldType): string[] {
  if (type.kind === "map") return referred(type.value);
  return type.kind === "message" || type.kind === "enum" ? [type.name] : [];
}
