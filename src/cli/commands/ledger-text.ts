import { memberType } from "@grpc-evolution/engine/identity/of-schema.js";
import { refText } from "@grpc-evolution/engine/ledger/evidence.js";
import { holdersOf, isSpent } from "@grpc-evolution/engine/ledger/holders.js";
import {
  aliasesOf,
  distinctOwners,
  type Form,
  type Holder,
  type Ledger,
  type Owner,
} from "@grpc-evolution/engine/ledger/ledger.js";
import { nextFreeNumber } from "@grpc-evolution/engine/ledger/next-free.js";
import { revisionText } from "@grpc-evolution/engine/ledger/revision.js";
import { namesOfForm, spentNamesOf } from "@grpc-evolution/engine/ledger/spent-names.js";
import { printable } from "@grpc-evolution/engine/report/printable.js";
import { jsonText } from "@grpc-evolution/engine/report/values.js";
import { wrap } from "@grpc-evolution/engine/report/wrap.js";
import type { Enum, EnumValue, Field, Message, Schema } from "@grpc-evolution/engine/schema/schema.js";
import { didYouMean } from "../terminal/did-you-mean.js";
import { UserError } from "../terminal/user-error.js";

/** A message or enum with all its spent numbers, as `ledger` shows it. */
export interface Account {
  owner: Owner;
  /** Whether it is declared now. */
  isDeclared: boolean;
  /** Those that have their numbers now. */
  inUse: ReadonlySet<Holder>;
  /** Null where no number is left. */
  nextFree: number | null;
  /** The names that are spent and that no member has now, in JSON as well; sorted. */
  formerNames: string[];
}

/**
 * The accounts of a ledger, sorted by name: all, or those that `element` names by a full name that it has or had, or
 * by the end of one. Throws a UserError where no revision knows such an element.
 */
export function accountsOf(ledger: Ledger, schema: Schema, element: string | undefined): Account[] {
  const declared = (name: string) =>
    schema.messages.get(name) ?? schema.enums.get(name) ?? schema.extended.get(name) ?? null;
  const chosen = element === undefined ? ownersInUse(ledger, declared) : ownersNamed(ledger, element);
  return chosen.map((owner) => accountOf(ledger, owner, declared(owner.fullName)));
}

/** Each element once: under the names that it has now, or, where it is gone, under the first that it had. */
function ownersInUse(ledger: Ledger, declared: (name: string) => unknown): Owner[] {
  return distinctOwners(ledger).flatMap((owner) => {
    const names = owner.names.filter(
      (name) => declared(name) && ledger.owners.get(name)?.names === owner.names,
    );
    return names.length === 0 ? [owner] : names.map((name) => ledger.owners.get(name) as Owner);
  });
}

function ownersNamed(ledger: Ledger, element: string): Owner[] {
  const owners = [...ledger.owners.values()].sort((a, b) => (a.fullName < b.fullName ? -1 : 1));
  const exact = owners.filter(({ fullName }) => fullName === element);
  const matching =
    exact.length > 0 ? exact : owners.filter(({ fullName }) => fullName.endsWith(`.${element}`));
  if (matching.length > 0) return matching;
  const names = owners.map(({ fullName }) => fullName);
  throw new UserError(
    `No revision declares a message or enum "${printable(element)}".`,
    `${printable(didYouMean(element, names))}"grpc-evolution ledger" lists them all.`,
  );
}

function accountOf(ledger: Ledger, owner: Owner, declared: Message | Enum | null): Account {
  const members = declared ? membersOf(declared) : [];
  const taken = members.map(({ number }) => ({ start: number, end: number }));
  const namesInUse = new Set(members.flatMap((member) => namesOfForm(owner.kind, member)));
  return {
    owner,
    isDeclared: declared !== null,
    formerNames: spentNamesOf(owner).filter((name) => !namesInUse.has(name)),
    inUse: new Set(
      members.flatMap((member) => holdersOf(ledger, owner.fullName, member.number, formOf(member)).own),
    ),
    nextFree: nextFreeNumber(
      ledger,
      owner.fullName,
      [...taken, ...(declared?.reserved ?? [])],
      declared && "fields" in declared ? declared.extensionRanges : [],
    ),
  };
}

/** For people. */
export function ledgerText(accounts: Account[], revisions: number): string {
  const texts = accounts.map((each) => [heading(each), ...lines(each), ...nameLines(each)].join("\n"));
  const summary = `Messages and enums: ${accounts.length}. Revisions read: ${revisions}.`;
  return `${[...texts, summary].join("\n\n")}\n`;
}

function heading({ owner, isDeclared, nextFree }: Account): string {
  const { kind, fullName } = owner;
  const aliases = aliasesOf(owner);
  const state = isDeclared ? kind : `${kind}, gone`;
  const also = aliases.length > 0 ? [`  also known as ${aliases.map(printable).join(", ")}`] : [];
  const next = nextFree === null ? "no number is free" : `next free number ${nextFree}`;
  return [`${printable(fullName)}  (${state}; ${next})`, ...also].join("\n");
}

function lines({ owner, inUse }: Account): string[] {
  const numbers = [...owner.numbers].sort(([a], [b]) => a - b);
  return numbers.flatMap(([number, holders]) =>
    holders.flatMap((holder) => {
      const state = inUse.has(holder) ? "in use" : isSpent(holder) ? "spent" : "not spent";
      const names = holder.names.map(printable).join(", then ");
      const type = owner.kind === "message" ? `${printable(holder.type)} ` : "";
      const indent = " ".repeat(10);
      return [
        `${String(number).padStart(8)}  ${type}${names}: ${state}`,
        ...wrap(printable(evidenceLine(holder)), 76, indent, indent),
      ];
    }),
  );
}

function nameLines({ formerNames }: Account): string[] {
  if (formerNames.length === 0) return [];
  const names = formerNames.map(printable).join(", ");
  return wrap(`names that are spent, in JSON as well: ${names}`, 76, " ".repeat(10), " ".repeat(12));
}

function evidenceLine({ first, evidence }: Holder): string {
  switch (evidence.kind) {
    case "release":
      return `since ${revisionText(first)}, released in ${evidence.release}`;
    case "official":
      return `since ${revisionText(evidence.revision)}, in no release`;
    case "other":
      return `${evidence.ref === null ? "only in work in progress" : refText(evidence.ref)}, ${revisionText(evidence.revision)}`;
  }
}

function formOf(member: Field | EnumValue): Form {
  return { name: member.name, type: "type" in member ? memberType(member) : "value" };
}

function membersOf(declared: Message | Enum): (Field | EnumValue)[] {
  return "fields" in declared ? declared.fields : declared.values;
}

/** For programs: a key may be added, none changes its meaning. */
export function ledgerJson(accounts: Account[], revisions: number): string {
  const document = { version: 1, revisions, owners: accounts.map(accountJson) };
  return `${jsonText(document, 2)}\n`;
}

function accountJson({ owner, isDeclared, inUse, nextFree, formerNames }: Account) {
  const { fullName, kind } = owner;
  const numbers = [...owner.numbers].sort(([a], [b]) => a - b);
  return {
    fullName,
    kind,
    aliases: aliasesOf(owner),
    declared: isDeclared,
    nextFree,
    spentNames: formerNames,
    numbers: numbers.map(([number, holders]) => ({
      number,
      holders: holders.map((holder) => ({ ...holder, inUse: inUse.has(holder) })),
    })),
  };
}
