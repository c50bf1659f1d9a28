import { createRequire } from "node:module";
import { Prism } from "prism-react-renderer";

/**
 * prism-react-renderer brings its own Prism without these languages; their definitions look for a global one. They are run for
 * this one, whether or not they were run for another one in the same process.
 */
const scope = globalThis as { Prism?: typeof Prism };
const require = createRequire(import.meta.url);
scope.Prism = Prism;
for (const name of ["protobuf", "bash"]) {
  const definition = require.resolve(`prismjs/components/prism-${name}`);
  delete require.cache[definition];
  require(definition);
  delete require.cache[definition];
}
delete scope.Prism;

/** Source text as HTML with a span per token, one string per line; plain text where the language is not known. */
export function highlightLines(source: string, language: string): string[] {
  const grammar = Prism.languages[language];
  const html = grammar ? Prism.highlight(source, grammar, language) : escapeHtml(source);
  return closeSpansAtLineEnds(html.replace(/\n$/, ""));
}

/** A token may span lines (a comment, a template): its span is closed at the line's end and opened again on the next. */
function closeSpansAtLineEnds(html: string): string[] {
  let open: string[] = [];
  return html.split("\n").map((line) => {
    const prefix = open.join("");
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g)) {
      open = tag === "</span>" ? open.slice(0, -1) : [...open, tag];
    }
    return prefix + line + "</span>".repeat(open.length);
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
