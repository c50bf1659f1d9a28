import type { ReactNode } from "react";
import type { Comparison } from "./comparison.js";
import DirectionPanel from "./DirectionPanel.js";
import Fold from "./Fold.js";
import MessageSelect from "./MessageSelect.js";
import type { Both, Exchange, Result } from "./question.js";

interface Props {
  result: Result;
  values: Both<string | null>;
  onChange(part: Partial<Comparison>): void;
}

/** What travels between the two versions, in both directions. */
export default function Travels({ result, values, onChange }: Props): ReactNode {
  return (
    <Fold id="what-travels" title="What travels" isAside>
      <MessageSelect
        messages={result.messages}
        value={result.message}
        onChange={(message) => onChange({ message, values: { old: null, new: null } })}
      />
      {result.exchanges && (
        <Directions
          exchanges={result.exchanges}
          values={values}
          onChange={(changed) => onChange({ message: result.message, values: changed })}
        />
      )}
    </Fold>
  );
}

interface DirectionsProps {
  exchanges: Both<Exchange>;
  values: Both<string | null>;
  onChange(values: Both<string | null>): void;
}

/** Both directions, each below the version that writes. */
function Directions({ exchanges, values, onChange }: DirectionsProps): ReactNode {
  return (
    <div className="directions">
      {(["old", "new"] as const).map((age) => (
        <DirectionPanel
          key={age}
          writer={age}
          exchange={exchanges[age]}
          value={values[age]}
          onChange={(value) => onChange({ ...values, [age]: value })}
        />
      ))}
    </div>
  );
}
