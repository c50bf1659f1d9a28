/** The part that RPC programs need; it is loaded only for them. */
import * as connect from "@connectrpc/connect";
import * as grpc from "./grpc.js";

export const modules: Record<string, object> = { "@connectrpc/connect": connect, "#grpc": grpc };
