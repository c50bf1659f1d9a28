import Admonition from "@theme/Admonition";
import A from "@theme/MDXComponents/A";
import Heading from "@theme/MDXComponents/Heading";
import Img from "@theme/MDXComponents/Img";
import Li from "@theme/MDXComponents/Li";
import Ul from "@theme/MDXComponents/Ul";
import type { ComponentProps } from "react";
import { New, Old } from "../../components/Age.js";
import Answered from "../../components/Answered.js";
import BranchGraph from "../../components/BranchGraph.js";
import BufTable from "../../components/BufTable.js";
import BumpTable from "../../components/BumpTable.js";
import ByteStrip from "../../components/ByteStrip.js";
import CallersTable from "../../components/CallersTable.js";
import CallOutcomes from "../../components/CallOutcomes.js";
import CallTables from "../../components/CallTables.js";
import Code from "../../components/Code.js";
import ChangeIndex from "../../components/changes/ChangeIndex.js";
import FrequentChanges from "../../components/changes/FrequentChanges.js";
import DemoGrid from "../../components/DemoGrid.js";
import DemoRun from "../../components/DemoRun.js";
import DemoSchemas from "../../components/DemoSchemas.js";
import InShort from "../../components/InShort.js";
import LibraryTable from "../../components/LibraryTable.js";
import LibraryVersions from "../../components/LibraryVersions.js";
import OtherLibraries from "../../components/OtherLibraries.js";
import OutcomeName from "../../components/OutcomeName.js";
import PairCounts from "../../components/PairCounts.js";
import ReviewItems from "../../components/ReviewItems.js";
import RuleIndex from "../../components/RuleIndex.js";
import SchemaLink from "../../components/SchemaLink.js";
import SessionRecord from "../../components/SessionRecord.js";
import StepItems from "../../components/StepItems.js";
import Table from "../../components/Table.js";
import ToolReports from "../../components/ToolReports.js";
import TypeDisagreements from "../../components/TypeDisagreements.js";
import TypeGrid from "../../components/TypeGrid.js";
import TypePairs from "../../components/TypePairs.js";
import Example from "../../playground/example/Example.js";
import TypeExplorer from "../../playground/types/TypeExplorer.js";

const heading = (as: "h2" | "h3" | "h4") => (props: ComponentProps<"h2">) => <Heading as={as} {...props} />;

/** Docusaurus calls it so. Its own one hides what was unfolded before React took over. */
const Details = (props: ComponentProps<"details">) => <details {...props} />;

/** What a page may use. Code blocks are our own: they were highlighted when the site was built. */
export default {
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
  Answered,
  BranchGraph,
  BufTable,
  BumpTable,
  ByteStrip,
  CallersTable,
  CallOutcomes,
  CallTables,
  ChangeIndex,
  Code,
  DemoGrid,
  DemoRun,
  DemoSchemas,
  Example,
  LibraryTable,
  LibraryVersions,
  New,
  Old,
  FrequentChanges,
  InShort,
  OtherLibraries,
  Outcome: OutcomeName,
  PairCounts,
  ReviewItems,
  TopicItems: ReviewItems,
  RuleIndex,
  SchemaLink,
  SessionRecord,
  StepItems,
  ToolReports,
  TypeDisagreements,
  TypeExplorer,
  TypeGrid,
  TypePairs,
};
