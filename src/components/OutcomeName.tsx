import { type Outcome, outcomes } from "@grpc-evolution/engine/wire/outcome.js";
import type { ReactNode } from "react";

/** An outcome as a sign and its name, in its color. */
export default function OutcomeName({ of }: { of: Outcome }): ReactNode {
  return (
    <span className={`outcome-name ${of}`} title={outcomes[of].meaning}>
      <span aria-hidden="true">{outcomes[of].sign} </span>
      {of}
    </span>
  );
}
