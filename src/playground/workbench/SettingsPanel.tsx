import type { Limit, Window } from "@grpc-evolution/engine/window/window.js";
import { type ReactNode, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  defaultSettings,
  limits,
  limitText,
  maxNameLength,
  type Settings,
  settingsProblem,
  settingsText,
} from "./settings.js";

const ahead = "Client ahead of the server";
const behind = "Client behind the server";

const usualWindow: Window = { upgrade: "unbounded", downgrade: 1 };

interface Props {
  settings: Settings;
  /** Whether a change is judged by them. */
  isUsed: boolean;
  onChange(settings: Settings): void;
}

/** Which releases the two versions are, who talks to whom, and how strictly it is judged: in a line, until somebody sets it. */
export default function SettingsPanel({ settings, isUsed, onChange }: Props): ReactNode {
  const { releases, window, preset } = settings;
  const problem = settingsProblem(settings);
  const [isOpen, setIsOpen] = useState(false);
  const [assumed, setAssumed] = useState("");
  const fields = useRef<HTMLDivElement>(null);
  const openFields = () => {
    flushSync(() => setIsOpen(true));
    fields.current?.querySelector("input")?.focus();
  };
  const set = (part: Partial<Settings>) => onChange({ ...settings, ...part });
  /** A window has two limits: what nobody chose yet is as most have it, and is told. */
  const setWindow = (part: Partial<Window> | null, other: string) => {
    const next = part && { ...(window ?? usualWindow), ...part };
    const given = next && limitText(other === ahead ? next.upgrade : next.downgrade);
    setAssumed(window === null && next ? `${other}: taken as “${given}” until you choose.` : "");
    set({ window: next });
  };
  return (
    <>
      <details className="settings" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>
          Settings: {settingsText(settings)}{" "}
          <span className="quiet">· well-known types, google/api and buf/validate are at hand</span>
        </summary>
        <div className="settings-fields" ref={fields}>
          <Name
            label="Old release"
            value={releases.old}
            onChange={(old) => set({ releases: { ...releases, old } })}
          />
          <Name
            label="New release"
            value={releases.new}
            onChange={(fresh) => set({ releases: { ...releases, new: fresh } })}
          />
          <Name label="Client" value={settings.client} onChange={(client) => set({ client })} />
          <Name label="Server" value={settings.server} onChange={(server) => set({ server })} />
          <Choice
            label={ahead}
            value={window?.upgrade ?? null}
            onChange={(upgrade) => setWindow(upgrade === null ? null : { upgrade }, behind)}
          />
          <Choice
            label={behind}
            value={window?.downgrade ?? null}
            onChange={(downgrade) => setWindow(downgrade === null ? null : { downgrade }, ahead)}
          />
          <Preset preset={preset} onChange={(chosen) => set({ preset: chosen })} />
          <button
            type="button"
            onClick={() => {
              setAssumed("");
              onChange(defaultSettings);
            }}
          >
            Reset the settings
          </button>
        </div>
        <p className="quiet" role="status">
          {window === null ? "" : assumed}
        </p>
        {problem !== "" && (
          <p className="problem" role="alert">
            {problem} Until then no window counts.
          </p>
        )}
        <p className="quiet">
          strict reports a new enum and a new enum value as errors; standard the enum as a remark, the value
          as a warning. A reset names no releases, sets no window and chooses strict.
        </p>
      </details>
      {isUsed && window === null && (
        <p className="unset-window">
          No window is set: which releases run side by side is not known. Whether a field is removed too
          early, and from when a change is safe, is not judged then.{" "}
          <button type="button" onClick={openFields}>
            Set releases and window
          </button>
        </p>
      )}
    </>
  );
}

function Name({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
}): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        value={value}
        maxLength={maxNameLength}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function Choice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Limit | null;
  onChange(value: Limit | null): void;
}): ReactNode {
  const id = useId();
  const choose = (text: string) => onChange(limits.find((limit) => String(limit) === text) ?? null);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={String(value ?? "")} onChange={(event) => choose(event.target.value)}>
        <option value="">no window</option>
        {limits.map((limit) => (
          <option key={limit} value={String(limit)}>
            {limitText(limit)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Preset({
  preset,
  onChange,
}: {
  preset: Settings["preset"];
  onChange(preset: Settings["preset"]): void;
}): ReactNode {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>Preset</label>
      <select
        id={id}
        value={preset}
        onChange={(event) => onChange(event.target.value === "standard" ? "standard" : "strict")}
      >
        <option>strict</option>
        <option>standard</option>
      </select>
    </div>
  );
}
