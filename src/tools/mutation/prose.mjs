/** Properties that hold words for people. */
const properties = new Set([
  "because",
  "change",
  "decidedBy",
  "holds",
  "message",
  "sees",
  "sentence",
  "title",
  "verify",
]);

/** Leaves out the texts that stand in properties for people; what decides between two of them is still mutated. */
const prose = {
  shouldIgnore({ node, parentPath }) {
    if (node.type !== "StringLiteral" && node.type !== "TemplateLiteral") return undefined;
    let at = parentPath;
    while (at?.isConditionalExpression()) at = at.parentPath;
    return at?.isObjectProperty() && properties.has(at.node.key.name) ? "It is prose." : undefined;
  },
};

export const strykerPlugins = [{ kind: "Ignore", name: "prose", value: prose }];
