/** What examples import as `#hex`: bytes as people read them, `0a 05 45`. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
