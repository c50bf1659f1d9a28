import type { Random } from "../../random.js";

/** One `.proto` file that grows and shrinks as real ones do: no number is ever used twice. */
export interface Protocol {
  path: string;
  package: string;
  messages: ProtocolMessage[];
}

interface ProtocolMessage {
  name: string;
  fields: { name: string; number: number; type: string }[];
  /** Numbers of removed fields. */
  reserved: number[];
  next: number;
}

const types = ["string", "int32", "bool", "repeated bytes", "uint64", "map<string, string>"];

/** A file with `fields` fields, a dozen in each message. */
export function newProtocol(index: number, fields: number): Protocol {
  const messages: ProtocolMessage[] = [];
  for (let left = fields; left > 0; left -= 12) {
    const message: ProtocolMessage = { name: `Message${messages.length}`, fields: [], reserved: [], next: 1 };
    for (let count = Math.min(12, left); count > 0; count -= 1) addField(message);
    messages.push(message);
  }
  return { path: `protos/area${index}/service.proto`, package: `bench.area${index}`, messages };
}

/** One commit's worth of change: mostly a field more, now and then one removed, renamed or retyped. */
export function evolve(protocol: Protocol, random: Random): void {
  const message = protocol.messages[random(protocol.messages.length)] as ProtocolMessage;
  const field = message.fields[random(message.fields.length)];
  const dice = random(10);
  if (!field || dice < 5) addField(message);
  else if (dice < 8) removeField(message, field);
  else if (dice === 8) field.name = `${field.name.replace(/_v\d+$/, "")}_v${random(1e9)}`;
  else field.type = otherType(field.type, random);
}

function otherType(type: string, random: Random): string {
  const others = types.filter((each) => each !== type);
  return others[random(others.length)] as string;
}

function addField(message: ProtocolMessage): void {
  const number = message.next;
  message.next += number === 18_999 ? 1001 : 1;
  message.fields.push({ name: `field_${number}`, number, type: types[number % types.length] as string });
}

function removeField(message: ProtocolMessage, field: ProtocolMessage["fields"][number]): void {
  message.fields.splice(message.fields.indexOf(field), 1);
  message.reserved.push(field.number);
}

/** The text of the file as people write it, with comments. */
export function protocolText(protocol: Protocol): string {
  const messages = protocol.messages.map(
    ({ name, fields, reserved }) =>
      `// ${name} says what the agent should do next, and with which resources.\nmessage ${name} {\n` +
      (reserved.length > 0 ? `  reserved ${reserved.join(", ")};\n` : "") +
      fields
        .map(
          (field) =>
            `  // What ${field.name} stands for.\n  ${field.type} ${field.name} = ${field.number};\n`,
        )
        .join("") +
      "}\n",
  );
  return `syntax = "proto3";\n\npackage ${protocol.package};\n\n${messages.join("\n")}`;
}
