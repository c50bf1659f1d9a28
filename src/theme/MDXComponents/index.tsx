import Admonition from "@theme/Admonition";
import A from "@theme/MDXComponents/A";
import Details from "@theme/MDXComponents/Details";
import Heading from "@theme/MDXComponents/Heading";
import Img from "@theme/MDXComponents/Img";
import Li from "@theme/MDXComponents/Li";
import Ul from "@theme/MDXComponents/Ul";
import type { ComponentProps } from "react";
import BranchGraph from "../../components/BranchGraph.js";
import BufTable from "../../components/BufTable.js";
import BumpTable from "../../components/BumpTable.js";
import ByteStrip from "../../components/ByteStrip.js";
import Code from "../../components/Code.js";
import DemoGrid from "../../components/DemoGrid.js";
import DemoRun from "../../components/DemoRun.js";
import DemoSchemas from "../../components/DemoSchemas.js";
import PairCounts from "../../components/PairCounts.js";
import ReviewItems from "../../components/ReviewItems.js";
import RuleIndex from "../../components/RuleIndex.js";
import SchemaLink from "../../components/SchemaLink.js";
import SessionRecord from "../../components/SessionRecord.js";
import Statement from "../../components/Statement.js";
import StepItems from "../../components/StepItems.js";
import Table from "../../components/Table.js";
import ToolReports from "../../components/ToolReports.js";
import Example from "../../playground/example/Example.js";

const heading = (as: "h2" | "h3" | "h4") => (props: ComponentProps<"h2">) => <Heading as={as} {...props} />;

/** What a page may use. Code blocks are our own: they were highlighted when the site was built. */
export default {
  details: Details,
  Details,
  a: A,
  ul: Ul,
  li: Li,
  img: Img,
  h2: heading("h2"),
  h3: heading("h3"),
  h4: heading("h4"),
  table: Table,
  admonition: Admonition,
  BranchGraph,
  BufTable,
  BumpTable,
  ByteStrip,
  Code,
  DemoGrid,
  DemoRun,
  DemoSchemas,
  Example,
  PairCounts,
  ReviewItems,
  RuleIndex,
  SchemaLink,
  SessionRecord,
  Statement,
  StepItems,
  ToolReports,
};
