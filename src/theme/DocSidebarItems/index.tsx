import Original from "@theme-original/DocSidebarItems";
import { type ComponentProps, type ReactNode, useEffect } from "react";
import { showCurrentEntry } from "../../hydration/reading/sidebar-place.js";

/** The sidebar's entries, scrolled to the page when it opens. */
export default function DocSidebarItems(props: ComponentProps<typeof Original>): ReactNode {
  const { activePath, level } = props;
  useEffect(() => {
    if (activePath && level === 1) showCurrentEntry();
  }, [activePath, level]);
  return <Original {...props} />;
}
