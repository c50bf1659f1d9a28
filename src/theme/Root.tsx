import Head from "@docusaurus/Head";
import textFace from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2";
import type { ReactNode } from "react";

/**
 * Around every page. The face of its text is fetched beside the style sheet that names it, not after it; the style sheet comes
 * first, since nothing is painted without it, and text is painted without the face. The bold one waits: it would hold up the
 * rest, and what stands in its place until then is as wide.
 */
export default function Root({ children }: { children: ReactNode }): ReactNode {
  return (
    <>
      <Head>
        <link
          rel="preload"
          as="font"
          type="font/woff2"
          href={textFace}
          crossOrigin="anonymous"
          fetchPriority="low"
        />
      </Head>
      {children}
    </>
  );
}
