// cspell:ignore gson javac libgoogle libgrpc libguava libnetty libperfmark libprotobuf perfmark
import path from "node:path";
import { upstreamVersion } from "../../debian.js";
import type { CallPeer } from "../peer.js";

const jars = [
  "grpc-api",
  "grpc-context",
  "grpc-core",
  "grpc-netty",
  "grpc-protobuf",
  "grpc-protobuf-lite",
  "grpc-stub",
  "gson",
  "guava",
  "netty-buffer",
  "netty-codec",
  "netty-codec-http",
  "netty-codec-http2",
  "netty-common",
  "netty-handler",
  "netty-resolver",
  "netty-transport",
  "perfmark-api",
  "protobuf",
].map((name) => `/usr/share/java/${name}.jar`);

export const peer: CallPeer = {
  id: "grpc-java",
  family: "grpc",
  language: "Java",
  library: "io.grpc",
  // libgrpc-java asks for none of the libraries that it is linked with.
  packages: [
    "libgoogle-gson-java",
    "libgrpc-java",
    "libguava-java",
    "libnetty-java",
    "libperfmark-java",
    "libprotobuf-java",
    "openjdk-17-jdk-headless",
  ],
  // Debian marks sources that it packed anew: 1.41.3+ds.
  version: () => upstreamVersion("libgrpc-java").replace(/\+ds.*$/, ""),
  build: ({ source, output }) => [
    {
      program: "/usr/bin/javac",
      args: ["-d", output, "-cp", jars.join(path.delimiter), path.join(source, "Calls.java")],
    },
  ],
  run: ({ output }) => ({
    program: "/usr/bin/java",
    args: ["-cp", [output, ...jars].join(path.delimiter), "Calls"],
  }),
  lacks: {},
};
