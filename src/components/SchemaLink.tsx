import useBaseUrl from "@docusaurus/useBaseUrl";
import type { ReactNode } from "react";

/** A link to the published JSON Schema of the configuration, which is a file and not a page. */
export default function SchemaLink(): ReactNode {
  return <a href={useBaseUrl("/grpc-evolution.schema.json")}>JSON Schema</a>;
}
