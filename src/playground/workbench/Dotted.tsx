import { Fragment, type ReactNode } from "react";

/** A full name as code, which may break behind its dots. */
export default function Dotted({ name }: { name: string }): ReactNode {
  return <code className="dotted">{breakable(name)}</code>;
}

/** Text whose names may break behind their dots. */
export function breakable(text: string): ReactNode {
  return text.split(/(?<=\w\.)(?=\w)/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
