import remarkDirective from "remark-directive";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkLint from "remark-lint";
import remarkMdx from "remark-mdx";
import remarkPresetLintRecommended from "remark-preset-lint-recommended";

/** Without remark-mdx and the `.mdx` extension on the command line, no page of the site would be looked at. */
export default {
  settings: { bullet: "-" },
  plugins: [
    remarkFrontmatter,
    remarkGfm,
    remarkDirective,
    remarkMdx,
    remarkLint,
    remarkPresetLintRecommended,
  ],
};
