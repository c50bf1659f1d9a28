import Link from "@docusaurus/Link";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import type { ReviewItem } from "@grpc-evolution/engine/rules/review.js";
import type { ReactNode } from "react";
import CopyLink from "./CopyLink.js";
import { inline } from "./inline.js";

/** The checklist items of a rule or of a topic, each with the way to the checklist, where it is answered. */
export default function ReviewItems({ data }: { data: { review: ReviewItem[] } }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const item of data.review) collectAnchor(item.id.toLowerCase());
  return (
    <ul className="review-items">
      {data.review.map((item) => (
        <li key={item.id} id={item.id.toLowerCase()}>
          <Link className="item-id" to={`/checklist#${item.id.toLowerCase()}`}>
            {item.id}
          </Link>
          <p className="holds">{inline(item.holds)}</p>
          <p>
            <b>Verify:</b> {inline(item.verify)}
          </p>
          <CopyLink anchor={item.id.toLowerCase()} name={item.id} />
        </li>
      ))}
    </ul>
  );
}
