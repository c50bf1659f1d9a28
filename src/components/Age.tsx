import type { ReactNode } from "react";

/** The word "old" in its color. */
export function Old(): ReactNode {
  return <b className="age-old">old</b>;
}

/** The word "new" in its color. */
export function New(): ReactNode {
  return <b className="age-new">new</b>;
}
