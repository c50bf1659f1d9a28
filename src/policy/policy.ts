/** What pages of the site may do, as data: the elements in the pages and the files for servers are made of it. */

/** A content security policy: sources by directive, as browsers read them. */
export type Policy = Readonly<Record<string, readonly string[]>>;

/** Headers by name. */
export type Headers = Readonly<Record<string, string>>;

/**
 * What a page may load: files of the site, and nothing from anywhere else. Scripts and styles that stand in the page itself are
 * named by their hashes. Attributes are the exception, because figures have a width of their own, and Docusaurus folds lists
 * by one: a style attribute loads nothing that `img-src` does not allow.
 */
export const pagePolicy: Policy = {
  "default-src": ["'self'"],
  "script-src": ["'self'"],
  "style-src": ["'self'"],
  "style-src-attr": ["'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** What a page can only be forbidden by its server: to be shown in a frame. */
export const pageServerPolicy: Policy = { "frame-ancestors": ["'none'"] };

/**
 * What the frame for programs may do: start workers from texts that the page hands to it, which inherit this policy and may
 * evaluate programs. It loads nothing, from nowhere.
 */
export const framePolicy: Policy = {
  "default-src": ["'none'"],
  "script-src": ["'unsafe-eval'"],
  "worker-src": ["blob:"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

/** The frame belongs into pages of the site, and has no origin even where somebody opens it by itself. */
export const frameServerPolicy: Policy = { "frame-ancestors": ["'self'"], sandbox: ["allow-scripts"] };

/** What servers send with every file. */
export const commonHeaders: Headers = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
};

/** The folder of the build that holds the frame for programs, and nothing else. */
export const frameFolder = "runner";

/** The folder of the build whose files have a digest in their names: one that changes gets another name. */
export const assetFolder = "assets";

/** What servers send with these files besides: a browser that has one never asks for it again. */
export const assetHeaders: Headers = { "Cache-Control": "public, max-age=31536000, immutable" };
