// A counter of one week says that nobody calls the method; a job that runs once a month does.
import { Code, ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { serve } from "#grpc";
import { Agent as Agent3 } from "./after_pb.js";
import { Agent as Agent2 } from "./before_pb.js";

let deprecatedCalls = 0;
const count: Interceptor = (next) => (request) => {
  if (request.method.proto.options?.deprecated) deprecatedCalls++;
  return next(request);
};
const report = () => ({ text: "report" });
const release2 = () =>
  serve((router) =>
    router.service(Agent2, { getMetrics: report, listProcesses: report }, { interceptors: [count] }),
  );
const release3 = () => serve((router) => router.service(Agent3, { getMetrics: report }));

/** A month of calls: the runtime every day, and an accounting job that still uses the old method on day 30. */
async function month(removedOn: number): Promise<string> {
  let server = await release2();
  let outcome = "";
  for (let day = 1; day <= 30; day++) {
    if (day === removedOn) {
      await server.close();
      server = await release3();
    }
    const agent = createClient(Agent2, server.transport);
    await agent.getMetrics({ containerId: "c1" });
    if (day === 7) console.log("deprecated calls in 7 days: ", deprecatedCalls);
    if (day === 30)
      outcome = await agent.listProcesses({ containerId: "c1" }).then(
        () => "works",
        (error) => Code[ConnectError.from(error).code] ?? "",
      );
  }
  await server.close();
  return outcome;
}

console.log("the job, method kept:       ", await month(31));
console.log("deprecated calls in 30 days:", deprecatedCalls);
deprecatedCalls = 0;
console.log("the job, removed on day 8:  ", await month(8));
