import type { ComponentProps, ReactNode } from "react";

/** A table of a page; a wide one scrolls by itself, by touch and by keyboard. */
export default function Table({
  "aria-label": name = "Table",
  ...props
}: ComponentProps<"table">): ReactNode {
  return (
    <div className="scroll" role="group" aria-label={name}>
      <table aria-label={name} {...props} />
    </div>
  );
}
