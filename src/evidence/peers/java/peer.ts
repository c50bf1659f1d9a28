import { realpathSync } from "node:fs";
import path from "node:path";
import type { Peer, Place } from "../peer.js";

const jars = ["protobuf", "protobuf-util", "gson", "guava"].map((name) => `/usr/share/java/${name}.jar`);

const generated = (place: Place): string => path.join(place.output, "generated");
const classes = (place: Place): string => path.join(place.output, "classes");
const sources = (place: Place): string => path.join(place.output, "sources.txt");

/** Java with generated classes and `JsonFormat`. */
export const peer: Peer = {
  id: "java",
  language: "Java",
  library: "protobuf-java",
  packages: [
    "libgoogle-gson-java",
    "libguava-java",
    "libprotobuf-java",
    "openjdk-17-jdk-headless",
    "protobuf-compiler",
  ],
  // Debian's names without a version are links to those with one.
  version: () => path.basename(realpathSync("/usr/share/java/protobuf.jar"), ".jar").replace("protobuf-", ""),
  build: (place) => [
    { program: "mkdir", args: ["-p", generated(place), classes(place)] },
    {
      program: "/usr/bin/protoc",
      args: [`-I${place.schemas}`, `--java_out=${generated(place)}`, "proto2.proto", "proto3.proto"],
    },
    { program: "find", args: [generated(place), "-name", "*.java", "-fprint", sources(place)] },
    {
      program: "javac",
      args: [
        "-nowarn",
        "-classpath",
        jars.join(":"),
        "-d",
        classes(place),
        path.join(place.source, "Peer.java"),
        `@${sources(place)}`,
      ],
    },
  ],
  run: (place) => ({ program: "java", args: ["-classpath", [classes(place), ...jars].join(":"), "Peer"] }),
  lacks: {},
};
