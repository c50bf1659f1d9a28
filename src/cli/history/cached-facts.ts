import type { Member, OwnerFacts } from "@grpc-evolution/engine/ledger/facts.js";
import type { Sharing } from "@grpc-evolution/engine/ledger/interner.js";
import type { BlobFacts } from "./facts-of-blobs.js";

interface Written {
  members: [number: number, name: string, type: string][];
  owners: [kind: string, package_: string, name: string, members: number[]][];
  /** Identifier of the blob, and its owners by position; null where it cannot be read. */
  blobs: [id: string, owners: number[] | null][];
}

/** Facts by blob as text; equal facts are written once. They have to come from one `Sharing`. */
export function encodeFacts(facts: BlobFacts): string {
  const written: Written = { members: [], owners: [], blobs: [] };
  const memberAt = numbering((member: Member) => {
    written.members.push([member.number, member.name, member.type]);
  });
  const ownerAt = numbering((owner: OwnerFacts) => {
    written.owners.push([owner.kind, owner.package, owner.name, owner.members.map(memberAt)]);
  });
  for (const [id, owners] of facts) written.blobs.push([id, owners?.map(ownerAt) ?? null]);
  return JSON.stringify(written);
}

/** A function that gives items numbers from 0, the same to the same item; `onNew` gets each once, in that order. */
function numbering<T>(onNew: (item: T) => void): (item: T) => number {
  const numbers = new Map<T, number>();
  return (item) => {
    const assigned = numbers.get(item);
    if (assigned !== undefined) return assigned;
    const number = numbers.size;
    numbers.set(item, number);
    onNew(item);
    return number;
  };
}

/** The text has to be one that `encodeFacts` wrote. */
export function decodeFacts(text: string, sharing: Sharing): BlobFacts {
  const { members, owners, blobs } = JSON.parse(text) as Written;
  const knownMembers = members.map(([number, name, type]): Member => ({ number, name, type }));
  const knownOwners = sharing.share(
    owners.map(([kind, package_, name, positions]) => ({
      kind: kind as OwnerFacts["kind"],
      package: package_,
      name,
      members: positions.map((position) => knownMembers[position] as Member),
    })),
  );
  return new Map(
    blobs.map(([id, positions]) => [
      id,
      positions?.map((position) => knownOwners[position] as OwnerFacts) ?? null,
    ]),
  );
}
