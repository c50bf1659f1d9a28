import type { DescField, DescMessage } from "@bufbuild/protobuf";

/**
 * A library of protobuf for JavaScript. `M` is a message as it has them; what type a message has and which field is meant
 * is said with descriptors, whatever the library itself knows of the schema.
 */
export interface Library<M> {
  create(type: DescMessage): M;
  fromBinary(type: DescMessage, bytes: Buffer): M;
  toBinary(type: DescMessage, message: M): Uint8Array;
  fromJson?(type: DescMessage, text: string, ignoreUnknown: boolean): M;
  toJson?(type: DescMessage, message: M): string;
  /** Whether a field is set, in the library's eyes. */
  has(message: M, field: DescField): boolean;
  /** What a field holds, or its default: one thing, an array for a list, a `Map` for a map. */
  get(message: M, field: DescField): unknown;
  /** Takes what `get` gives. */
  set(message: M, field: DescField, content: unknown): void;
}
