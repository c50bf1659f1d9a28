/** The files with which servers send the policies and the other headers, each in the words of its server. */
import {
  assetFolder,
  assetHeaders,
  commonHeaders,
  frameFolder,
  type Headers,
  type Policy,
} from "./policy.js";
import { policyText } from "./policy-text.js";

/** The policies that a server sends, and where the site stands on it. */
export interface Served {
  /** For the frame for programs. */
  frame: Policy;
  /** For all other files. */
  pages: Policy;
  /** Path of the site, with a slash at both ends. */
  baseUrl: string;
}

/**
 * For Netlify, Cloudflare Pages and others that read `_headers`. Where two rules give one header to a path, some of them send both
 * and some the last one, so that each path has its policy from one rule only: there is one for each entry of the site.
 */
export function headersFile(served: Served, entries: readonly string[]): string {
  const { frame, pages, baseUrl } = served;
  const others = entries.filter((entry) => entry !== `${frameFolder}/*`);
  const rules: [path: string, headers: Headers][] = [
    ["*", commonHeaders],
    [`${frameFolder}/*`, policyHeader(frame)],
    ...["", ...others].map((entry): [string, Headers] => [
      entry,
      { ...policyHeader(pages), ...cachingOf(entry) },
    ]),
  ];
  const blocks = rules.map(([path, headers]) => [`${baseUrl}${path}`, ...linesOf(headers)].join("\n  "));
  return `${blocks.join("\n\n")}\n`;
}

function cachingOf(entry: string): Headers {
  return entry === `${assetFolder}/*` ? assetHeaders : {};
}

function policyHeader(policy: Policy): Headers {
  return { "Content-Security-Policy": policyText(policy) };
}

function linesOf(headers: Headers): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}

/** For nginx: to be included in the `server` block that serves the site. A location of it has no header from outside. */
export function nginxFile({ frame, pages, baseUrl }: Served): string {
  const line = (name: string, value: string) => `add_header ${name} "${value}"`;
  const lines = (policy: Policy) =>
    Object.entries({ ...commonHeaders, ...policyHeader(policy) }).map(
      ([name, value]) => `${line(name, value)} always;`,
    );
  // Not with every answer: that a file is missing is not to be kept.
  const caching = Object.entries(assetHeaders).map(([name, value]) => `${line(name, value)};`);
  return [
    "# Include this file in the server block. A location with an add_header of its own needs these lines, too.",
    ...lines(pages),
    `location ^~ ${baseUrl}${frameFolder}/ {`,
    ...lines(frame).map((line) => `  ${line}`),
    "}",
    `location ^~ ${baseUrl}${assetFolder}/ {`,
    ...[...lines(pages), ...caching].map((line) => `  ${line}`),
    "}",
    "",
  ].join("\n");
}

/** For Caddy: to be imported in the block of the site. */
export function caddyFile({ frame, pages, baseUrl }: Served): string {
  const frames = `path ${baseUrl}${frameFolder}/*`;
  return [
    "# Import this file in the block of the site.",
    `@frame ${frames}`,
    `@pages not ${frames}`,
    // Only where there is a file: that one is missing is not to be kept.
    "@assets {",
    `  path ${baseUrl}${assetFolder}/*`,
    "  file",
    "}",
    ...Object.entries(commonHeaders).map(([name, value]) => `header ${name} "${value}"`),
    `header @frame Content-Security-Policy "${policyText(frame)}"`,
    `header @pages Content-Security-Policy "${policyText(pages)}"`,
    ...Object.entries(assetHeaders).map(([name, value]) => `header @assets ${name} "${value}"`),
    "",
  ].join("\n");
}
