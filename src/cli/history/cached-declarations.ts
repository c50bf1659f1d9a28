import type { Declaration, Member, MethodDeclaration } from "@grpc-evolution/engine/identity/declaration.js";
import type { Interner } from "@grpc-evolution/engine/ledger/interner.js";
import type { DeclarationsByBlob } from "./declarations-of-blobs.js";

interface Written {
  members: [number: number, name: string, type: string, jsonName?: string][];
  types: [
    kind: string,
    package_: string,
    name: string,
    members: number[],
    reserved: readonly string[],
    isExtendedOnly: boolean,
  ][];
  methods: [package_: string, service: string, name: string, input: string, output: string][];
  /** Identifier of the blob, and what it declares by position; null where it cannot be read. */
  blobs: [id: string, declared: { types: number[]; methods: number[] } | null][];
}

/** Declarations by blob as text; equal ones are written once. They have to come from one `Interner`. */
export function encodeDeclarations(declarations: DeclarationsByBlob): string {
  const written: Written = { members: [], types: [], methods: [], blobs: [] };
  const memberAt = numbering((member: Member) => {
    const { number, name, type, jsonName } = member;
    written.members.push(jsonName === undefined ? [number, name, type] : [number, name, type, jsonName]);
  });
  const typeAt = numbering((type: Declaration) => {
    const { kind, package: package_, name, reserved, isExtendedOnly = false } = type;
    written.types.push([kind, package_, name, type.members.map(memberAt), reserved, isExtendedOnly]);
  });
  const methodAt = numbering((method: MethodDeclaration) => {
    written.methods.push([method.package, method.service, method.name, method.input, method.output]);
  });
  for (const [id, declared] of declarations) {
    written.blobs.push([
      id,
      declared && { types: declared.types.map(typeAt), methods: declared.methods.map(methodAt) },
    ]);
  }
  return JSON.stringify(written);
}

/** A function that gives items numbers from 0, the same to the same item; `onNew` gets each once, in that order. */
function numbering<T>(onNew: (item: T) => void): (item: T) => number {
  const numbers = new Map<T, number>();
  return (item) => {
    const known = numbers.get(item);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(item, number);
    onNew(item);
    return number;
  };
}

/** Throws an Error where the text is none that `encodeDeclarations` wrote. */
export function decodeDeclarations(text: string, interner: Interner): DeclarationsByBlob {
  const written = JSON.parse(text) as Written;
  const members = written.members.map(
    ([number, name, type, jsonName]): Member =>
      jsonName === undefined ? { number, name, type } : { number, name, type, jsonName },
  );
  const { types, methods } = interner.intern({
    types: written.types.map(([kind, package_, name, positions, reserved, isExtendedOnly]) => ({
      kind: kind as Declaration["kind"],
      package: package_,
      name,
      members: positions.map((position) => itemAt(members, position)),
      reserved,
      ...(isExtendedOnly ? { isExtendedOnly } : {}),
    })),
    methods: written.methods.map(([package_, service, name, input, output]) => ({
      package: package_,
      service,
      name,
      input,
      output,
    })),
  });
  return new Map(
    written.blobs.map(([id, declared]) => [
      id,
      declared && {
        types: declared.types.map((position) => itemAt(types, position)),
        methods: declared.methods.map((position) => itemAt(methods, position)),
      },
    ]),
  );
}

function itemAt<T>(items: readonly T[], position: number): T {
  const item = items[position];
  if (item === undefined) throw new Error("these are no declarations that were kept");
  return item;
}
