import { Fragment, type ReactNode } from "react";

interface Props {
  /** The question, for those who cannot see which row it is. */
  title: string;
  /** Who printed a text, and the text. */
  printed: readonly { who: string; text: string }[];
}

/** What programs printed, on demand. */
export default function Printed({ title, printed }: Props): ReactNode {
  return (
    <details>
      <summary>
        What they printed<span className="spoken">: {title}</span>
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
