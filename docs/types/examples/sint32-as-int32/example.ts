// A score of 500 arrives as 250: sint32 counts in zigzag, int32 does not.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { hex } from "#hex";
import { ProcessSchema as Process2 } from "./after_pb.js";
import { ProcessSchema as Process1 } from "./before_pb.js";

const bytes = toBinary(Process1, create(Process1, { execId: "e1", oomScoreAdj: 500 }));
console.log("bytes:", hex(bytes));

for (const oomScoreAdj of [0, 1, 500, -1, -998]) {
  const byNew = fromBinary(Process2, toBinary(Process1, create(Process1, { oomScoreAdj })));
  const byOld = fromBinary(Process1, toBinary(Process2, create(Process2, { oomScoreAdj })));
  console.log(`${oomScoreAdj}: release 2 reads ${byNew.oomScoreAdj}, release 1 reads ${byOld.oomScoreAdj}`);
}
