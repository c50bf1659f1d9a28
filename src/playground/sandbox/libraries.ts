import * as protobuf from "@bufbuild/protobuf";
import * as codegen from "@bufbuild/protobuf/codegenv2";
import * as reflect from "@bufbuild/protobuf/reflect";
import * as wire from "@bufbuild/protobuf/wire";
import * as wkt from "@bufbuild/protobuf/wkt";
import * as hex from "../../evidence/examples/hex.js";

/** What every program can import. The Connect part is built on these too, so that there is one protobuf-es. */
export const libraries: Record<string, object> = {
  "@bufbuild/protobuf": protobuf,
  "@bufbuild/protobuf/codegenv2": codegen,
  "@bufbuild/protobuf/reflect": reflect,
  "@bufbuild/protobuf/wire": wire,
  "@bufbuild/protobuf/wkt": wkt,
  "#hex": hex,
};
