import Head from "@docusaurus/Head";
import { useDoc } from "@docusaurus/plugin-content-docs/client";
import Metadata from "@theme-original/DocItem/Metadata";
import type { ReactNode } from "react";

/** The theme's own tags of a page, and what its card shows, in words. */
export default function DocItemMetadata(): ReactNode {
  const { imageText } = useDoc().frontMatter as { imageText?: string };
  return (
    <>
      <Metadata />
      {imageText && (
        <Head>
          <meta property="og:image:alt" content={imageText} />
        </Head>
      )}
    </>
  );
}
