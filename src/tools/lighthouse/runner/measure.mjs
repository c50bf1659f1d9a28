/** Measures one page with Lighthouse as a phone, and prints its figures as JSON: `measure.mjs ADDRESS CHROMIUM`. */
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [address, chromePath] = process.argv.slice(2);
const chrome = await launch({
  chromePath,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});
try {
  const result = await lighthouse(address, { port: chrome.port, logLevel: "error", output: "json" });
  const { audits, categories } = result.lhr;
  const figure = (id) => audits[id].numericValue;
  const score = (id) => Math.round(categories[id].score * 100);
  const requests = audits["network-requests"].details.items;
  const sum = (items) => items.reduce((total, { transferSize }) => total + transferSize, 0);
  console.log(
    JSON.stringify({
      performance: score("performance"),
      accessibility: score("accessibility"),
      practices: score("best-practices"),
      seo: score("seo"),
      lcp: figure("largest-contentful-paint"),
      blocking: figure("total-blocking-time"),
      shift: figure("cumulative-layout-shift"),
      scripts: sum(requests.filter(({ resourceType }) => resourceType === "Script")),
      all: sum(requests),
    }),
  );
} finally {
  chrome.kill();
}
