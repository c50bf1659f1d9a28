import { type ReactNode, useEffect, useRef, useState } from "react";

interface Props {
  /** Names the section. */
  id: string;
  title: string;
  /** Whether it is only looked at, and so may be folded where there is little room. */
  isAside: boolean;
  /** Opens it whenever it is another object: somebody asked for a place inside. */
  wanted?: object | null;
  children: ReactNode;
}

/** A section that is folded on a narrow screen, where it would be long. */
export default function Fold({ id, title, isAside, wanted = null, children }: Props): ReactNode {
  const [isOpen, setIsOpen] = useState(() => !isAside || !matchMedia("(max-width: 48rem)").matches);
  const wasOpen = useRef(isOpen);
  wasOpen.current ||= isOpen;
  useEffect(() => {
    if (wanted || !isAside) setIsOpen(true);
  }, [wanted, isAside]);
  return (
    <details className="fold" open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>
        <h2 id={id}>{title}</h2>
      </summary>
      {wasOpen.current && children}
    </details>
  );
}
