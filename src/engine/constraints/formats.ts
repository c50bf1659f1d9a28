/**
 * Formats that are special cases of others: whatever has the one has the others, too.
 * Source: the comments in https://github.com/bufbuild/protovalidate/blob/main/proto/protovalidate/buf/validate/validate.proto
 */
const generalForms: Readonly<Record<string, readonly string[]>> = {
  ip: ["address"],
  ipv4: ["ip"],
  ipv6: ["ip"],
  hostname: ["address"],
  uri: ["uri_ref"],
  ip_prefix: ["ip_with_prefixlen"],
  ipv4_prefix: ["ip_prefix", "ipv4_with_prefixlen"],
  ipv6_prefix: ["ip_prefix", "ipv6_with_prefixlen"],
  ipv4_with_prefixlen: ["ip_with_prefixlen"],
  ipv6_with_prefixlen: ["ip_with_prefixlen"],
  http_header_name: ["http_header_name, not strict"],
  http_header_value: ["http_header_value, not strict"],
};

/** The conditions, and those that follow from them. */
export function impliedConditions(conditions: ReadonlySet<string>): ReadonlySet<string> {
  const implied = new Set(conditions);
  // A set goes on over what is added meanwhile.
  for (const condition of implied) for (const general of generalForms[condition] ?? []) implied.add(general);
  return implied;
}
