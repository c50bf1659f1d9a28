import IconDarkMode from "@theme/Icon/DarkMode";
import IconLightMode from "@theme/Icon/LightMode";
import IconSystemColorMode from "@theme/Icon/SystemColorMode";
import type { ReactNode } from "react";

type Choice = "light" | "dark" | null;

interface Props {
  className?: string;
  /** Null for what the system says. */
  value: Choice;
  onChange(next: Choice): void;
}

/** What comes after a choice, and what it is called. */
const choices = {
  system: { next: "light", label: "system mode" },
  light: { next: "dark", label: "light mode" },
  dark: { next: null, label: "dark mode" },
} as const;

/**
 * The button for light, dark or the system's colors. Docusaurus' own cannot be pressed before React has taken over, and here
 * pressing is what makes React take over. The document says which icon is the right one, also before that.
 */
export default function ColorModeToggle({ className = "", value, onChange }: Props): ReactNode {
  const { next, label } = choices[value ?? "system"];
  return (
    <div className={`color-mode scripted ${className}`}>
      <button
        type="button"
        className="clean-btn"
        title={label}
        aria-label={`Switch between dark and light mode (currently ${label})`}
        onClick={() => onChange(next)}
      >
        <IconLightMode aria-hidden className="light-icon" />
        <IconDarkMode aria-hidden className="dark-icon" />
        <IconSystemColorMode aria-hidden className="system-icon" />
      </button>
    </div>
  );
}
