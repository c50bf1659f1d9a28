import { memo, type ReactNode, useId } from "react";
import type { MessageChoice } from "./question.js";

interface Props {
  messages: readonly MessageChoice[];
  value: string;
  onChange(message: string): void;
}

/** Which message is exchanged; those that changed come first. */
export default function MessageSelect({ messages, value, onChange }: Props): ReactNode {
  const id = useId();
  if (messages.length === 0) {
    return <p>The two schemas have no message in common, so there is nothing to exchange.</p>;
  }
  return (
    <div className="message-select">
      <label htmlFor={id}>Message</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        <Options messages={messages} />
      </select>
    </div>
  );
}

/** A thousand options are not drawn again for every key. */
const Options = memo(function Options({ messages }: Pick<Props, "messages">): ReactNode {
  const options = (isChanged: boolean) =>
    messages
      .filter((each) => each.isChanged === isChanged)
      .map(({ before, after }) => (
        <option key={after} value={after}>
          {before === after ? after : `${after}, was ${before}`}
        </option>
      ));
  const [changed, others] = [options(true), options(false)];
  return (
    <>
      {changed.length > 0 && <optgroup label="Changed">{changed}</optgroup>}
      {others.length > 0 && <optgroup label="Not changed itself">{others}</optgroup>}
    </>
  );
});
