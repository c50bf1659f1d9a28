import type { Limit } from "@grpc-evolution/engine/window/window.js";
import { type ReactNode, useId } from "react";
import { components } from "./components.js";
import { limits, oneOf, releaseCounts, type Settings } from "./settings.js";

interface Props {
  settings: Settings;
  onChange(settings: Settings): void;
}

/** Sets the window and the number of releases. */
export default function WindowControls({ settings, onChange }: Props): ReactNode {
  const { window, releases } = settings;
  return (
    <fieldset className="window-controls">
      <legend className="spoken">The window</legend>
      <Choice
        label="Upgrade"
        hint={`how far the ${components.client} may run ahead`}
        choices={limits}
        value={window.upgrade}
        onChange={(upgrade) => onChange({ ...settings, window: { ...window, upgrade } })}
      />
      <Choice
        label="Downgrade"
        hint={`how far the ${components.client} may run behind`}
        choices={limits}
        value={window.downgrade}
        onChange={(downgrade) => onChange({ ...settings, window: { ...window, downgrade } })}
      />
      <Choice
        label="Releases"
        hint="how many there are"
        choices={releaseCounts}
        value={releases}
        onChange={(count) => onChange({ ...settings, releases: count })}
      />
    </fieldset>
  );
}

interface ChoiceProps<T extends Limit> {
  label: string;
  hint: string;
  choices: readonly T[];
  value: T;
  onChange(value: T): void;
}

function Choice<T extends Limit>({ label, hint, choices, value, onChange }: ChoiceProps<T>): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(oneOf(choices, event.target.value, value))}
      >
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
      <span id={`${id}-hint`} className="hint">
        {hint}
      </span>
    </div>
  );
}
