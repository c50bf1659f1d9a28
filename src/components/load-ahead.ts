/**
 * What a link leads to is loaded when somebody points at it or comes to it with the keyboard. Docusaurus loads it as soon as
 * the link can be seen, which is most of the site on a page with a sidebar, and has no setting for that.
 */
import type { ClientModule } from "@docusaurus/types";

let isSet = false;

const loadAhead: ClientModule = {
  onRouteDidUpdate() {
    if (isSet) return;
    isSet = true;
    // Its own links load at once what is pointed at, through `preload`.
    window.docusaurus = { ...window.docusaurus, prefetch: () => false };
    document.addEventListener("focusin", ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
      if (link?.origin === location.origin) window.docusaurus.preload(link.pathname);
    });
  },
};

export default loadAhead;
