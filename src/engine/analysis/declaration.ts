import { simpleName } from "../identity/declaration.js";
import { fieldText } from "../schema/schema.js";
import type { Subject } from "./changed-elements.js";

/** How something is declared, in a line: `bool with_io = 2`, `rpc Stop(acme.StopRequest) returns (acme.Ack)`. */
export function declarationText(subject: Subject, side: "before" | "after"): string | null {
  switch (subject.kind) {
    case "field": {
      const field = subject[side];
      return field && `${fieldText(field)} = ${field.number}`;
    }
    case "value": {
      const value = subject[side];
      return value && `${value.name} = ${value.number}`;
    }
    case "message": {
      const message = subject[side];
      return message && `message ${message.name}, ${counted(message.fields.length, "field")}`;
    }
    case "enum": {
      const node = subject[side];
      return node && `enum ${node.name}, ${counted(node.values.length, "value")}`;
    }
    case "service": {
      const service = subject[side];
      return service && `service ${service.name}, ${counted(service.methods.length, "method")}`;
    }
    case "method": {
      const method = subject[side];
      if (!method) return null;
      const stream = (isStream: boolean) => (isStream ? "stream " : "");
      const input = stream(method.clientStreaming) + simpleName(method.input);
      const output = stream(method.serverStreaming) + simpleName(method.output);
      return `rpc ${method.name}(${input}) returns (${output})`;
    }
    case "package": {
      const file = subject[side];
      return file && `package ${file.package || "(none)"}`;
    }
  }
}

/** `1 field`, `3 fields`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
