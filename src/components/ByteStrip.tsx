import type { ReactNode } from "react";
import type { ExampleContent } from "../content/content.js";
import Strip from "./strip/Strip.js";

/** The first message that an example printed, as the two schemas of its `strip.json` see it. */
export default function ByteStrip({ data }: { data: ExampleContent }): ReactNode {
  if (!data.strip) throw new Error(`${data.folder} has no strip.json`);
  const note = (
    <>
      Computed from the bytes that <code>{data.id}</code> printed.
    </>
  );
  return <Strip {...data.strip} note={note} />;
}
