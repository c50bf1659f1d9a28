/**
 * The text of `robots.txt`: every page may be read, and the list of them is there. Crawlers look for it at the root of a
 * host only, so below another path it is there to be copied.
 */
export function robots(url: string, baseUrl: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${url}${baseUrl}sitemap.xml\n`;
}
