import type { RuleMeta } from "@grpc-evolution/engine/rules/rule.js";
import type { ReactNode } from "react";
import { inline } from "./inline.js";

/** The rule in one sentence, as its page and the home page show it. */
export default function Statement({ data }: { data: RuleMeta }): ReactNode {
  return <p className="statement">{inline(data.sentence)}</p>;
}
