import { Fragment, type ReactNode } from "react";

/** A full name, which may break behind its dots. */
export default function Dotted({ name }: { name: string }): ReactNode {
  const parts = name.split(/(?<=\.)/);
  return (
    <code className="dotted">
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}
