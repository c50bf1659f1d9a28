import { Fragment, type ReactNode } from "react";
import { inline } from "./inline.js";

interface Props {
  /** The question, which may have `code` in it, for those who cannot see which row it is. */
  title: string;
  /** Who printed a text, and the text. */
  printed: readonly { who: string; text: string }[];
}

/** What programs printed, on demand. */
export default function Printed({ title, printed }: Props): ReactNode {
  return (
    <details>
      <summary>
        What they printed<span className="spoken">: {inline(title)}</span>
      </summary>
      <dl>
        {printed.map(({ who, text }) => (
          <Fragment key={text}>
            <dt>{who}</dt>
            <dd>
              <code>{text}</code>
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
