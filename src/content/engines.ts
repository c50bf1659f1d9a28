/** Browsers that the site supports, as `browserslist` in package.json says. */
export const supportedEngines = ["chrome111", "edge111", "firefox115", "safari16.4"] as const;
