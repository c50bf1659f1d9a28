import Head from "@docusaurus/Head";
import textFace from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2";
import boldFace from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2";
import type { ReactNode } from "react";

/**
 * Around every page. The two faces of its text are fetched beside the style sheet that names them, not after it; the style
 * sheet comes first, since nothing is painted without it, and text is painted without the faces.
 */
export default function Root({ children }: { children: ReactNode }): ReactNode {
  return (
    <>
      <Head>
        {[textFace, boldFace].map((address) => (
          <link
            key={address}
            rel="preload"
            as="font"
            type="font/woff2"
            href={address}
            crossOrigin="anonymous"
            fetchPriority="low"
          />
        ))}
      </Head>
      {children}
    </>
  );
}
