import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReviewItem } from "@grpc-evolution/engine/rules/rule.js";
import type { ReactNode } from "react";
import CopyLink from "./CopyLink.js";
import { inline } from "./inline.js";

/** A rule's checklist items, each with a box to tick on screen or on paper. Nothing is stored. */
export default function ReviewItems({ data }: { data: { review: ReviewItem[] } }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const item of data.review) collectAnchor(item.id.toLowerCase());
  return (
    <ul className="review-items">
      {data.review.map((item) => (
        <li key={item.id} id={item.id.toLowerCase()}>
          <input type="checkbox" id={`box-${item.id}`} />
          <label htmlFor={`box-${item.id}`}>
            <code className="item-id">{item.id}</code> {inline(item.holds)}
          </label>
          <p>
            <b>Verify:</b> {inline(item.verify)}
          </p>
          <CopyLink anchor={item.id.toLowerCase()} name={item.id} />
        </li>
      ))}
    </ul>
  );
}
