const current = "table-of-contents__link--active";

/** Marks in "On this page" the section that is read, as Docusaurus does, until `signal` says that Docusaurus does it. */
export function markCurrentHeading(signal: AbortSignal): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".theme-doc-toc-desktop a[href^='#']")];
  const sections = links.flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading ? [{ link, heading }] : [];
  });
  if (sections.length === 0) return;
  let isDue = false;
  const mark = () => {
    isDue = false;
    const top = document.querySelector(".navbar")?.clientHeight ?? 0;
    const next = sections.findIndex(({ heading }) => heading.getBoundingClientRect().top >= top);
    const isInTopHalf = (sections[next]?.heading.getBoundingClientRect().bottom ?? 0) < innerHeight / 2;
    const read = next < 0 ? sections.length - 1 : isInTopHalf ? next : next - 1;
    for (const [index, { link }] of sections.entries()) link.classList.toggle(current, index === read);
  };
  const later = () => {
    if (!isDue) requestAnimationFrame(mark);
    isDue = true;
  };
  addEventListener("scroll", later, { passive: true, signal });
  addEventListener("resize", later, { passive: true, signal });
  mark();
}
