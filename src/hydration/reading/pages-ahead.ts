/**
 * Fetches the page behind a link when somebody points at the link or comes to it with the keyboard: it is there when they
 * press. Until `signal` says that the page's program does it, in `components/load-ahead.ts`.
 */
export function fetchPagesAhead(signal: AbortSignal): void {
  const fetched = new Set<string>();
  const fetchAhead = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link?.origin !== location.origin || link.pathname === location.pathname) return;
    const address = link.pathname + link.search;
    if (fetched.has(address)) return;
    fetched.add(address);
    const ahead = document.createElement("link");
    ahead.rel = "prefetch";
    ahead.href = address;
    document.head.append(ahead);
  };
  document.addEventListener("pointerover", fetchAhead, { signal });
  document.addEventListener("focusin", fetchAhead, { signal });
}
