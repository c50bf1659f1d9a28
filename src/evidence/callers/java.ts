// cspell:ignore javac javax Xdiags libgrpc libprotobuf libguava libgoogle gson
import { readdirSync } from "node:fs";
import path from "node:path";
import { upstreamVersion } from "../peers/debian.js";
import { type Attempt, type Language, linesOf, programOf, run, runOrThrow, write } from "./language.js";

const jars = [
  "protobuf",
  "guava",
  "grpc-api",
  "grpc-context",
  "grpc-protobuf",
  "grpc-protobuf-lite",
  "grpc-stub",
].map((name) => `/usr/share/java/${name}.jar`);

/** grpc-java's generator names an annotation that Debian's Java does not have. */
const annotation =
  'package javax.annotation;\npublic @interface Generated { String value(); String comments() default ""; }\n';

const common = {
  packages: [
    "libgrpc-java",
    "libguava-java",
    "libprotobuf-java",
    "openjdk-17-jdk-headless",
    "protobuf-compiler",
    "protobuf-compiler-grpc-java-plugin",
  ],
  versions: () =>
    `${runOrThrow({ program: "/usr/bin/javac", args: ["--version"] }, "/")
      .trim()
      .replace(
        "javac",
        "Java",
      )} with protobuf-java ${upstreamVersion("libprotobuf-java")} and grpc-java ${upstreamVersion("libgrpc-java").replace(/\+ds.*$/, "")}`,
};

/** Java, with its callers compiled again. */
export const java: Language = {
  id: "java",
  title: "Java",
  ...common,
  attempt: (schemas, folder) =>
    new Map(
      [...schemas].map(([name, schema]): [string, Attempt] => {
        const classes = generatedClasses(path.join(folder, name), schema);
        const problems = compileCaller(classes, classes);
        return [name, { problems, printed: problems.length > 0 ? [] : printedWith(classes) }];
      }),
    ),
};

/** Java, with the classes of a caller that was compiled with the older code, and is not compiled again. */
export const javaClasses: Language = {
  id: "java-classes",
  title: "Java, old classes",
  ...common,
  attempt(schemas, folder) {
    const [[, old = ""] = []] = schemas;
    const callers = path.join(folder, "callers");
    const problems = compileCaller(generatedClasses(path.join(folder, "compiled-with"), old), callers);
    if (problems.length > 0) throw new Error(problems.join("\n"));
    return new Map(
      [...schemas].map(([name, schema]): [string, Attempt] => {
        const classes = generatedClasses(path.join(folder, name), schema);
        return [name, { problems: [], printed: printedWith(classes, callers) }];
      }),
    );
  },
};

/** Generates and compiles the code of a schema. Returns the folder of its classes. */
function generatedClasses(folder: string, schema: string): string {
  write(path.join(folder, "agent.proto"), schema);
  write(path.join(folder, "src/javax/annotation/Generated.java"), annotation);
  const plugin = "--plugin=protoc-gen-grpc-java=/usr/bin/grpc_java_plugin";
  const outputs = ["--java_out=src", "--grpc-java_out=src"];
  runOrThrow({ program: "/usr/bin/protoc", args: [plugin, ...outputs, "agent.proto"] }, folder);
  const sources = readdirSync(path.join(folder, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".java"))
    .map((file) => path.join("src", file));
  runOrThrow(javac("classes", jars, ...sources), folder);
  return path.join(folder, "classes");
}

/** Compiles the caller with the code in a folder to another one, and returns what the compiler says. */
function compileCaller(generated: string, output: string): string[] {
  const source = path.join(path.dirname(output), "Caller.java");
  write(source, programOf("Caller.java"));
  const { text } = run(javac(output, [generated, ...jars], source), path.dirname(output));
  return problemsIn(text);
}

function javac(output: string, classes: readonly string[], ...sources: string[]) {
  const options = ["-nowarn", "-Xdiags:compact", "-d", output, "-cp", classes.join(path.delimiter)];
  return { program: "/usr/bin/javac", args: [...options, ...sources] };
}

function printedWith(...classes: string[]): string[] {
  const [own = ""] = classes;
  const classPath = [...classes, ...jars].join(path.delimiter);
  return linesOf(runOrThrow({ program: "/usr/bin/java", args: ["-cp", classPath, "Caller"] }, own));
}

/** `Caller.java:22: error: cannot find symbol`, without its place, and with the symbol that the lines below it name. */
function problemsIn(text: string): string[] {
  return text.split(/^(?=\S+\.java:\d+: )/m).flatMap((block) => {
    const [, problem] = /^\S+\.java:\d+: error: (.*)/.exec(block) ?? [];
    const [, symbol] = /^ {2}symbol: +(.*)/m.exec(block) ?? [];
    if (problem === undefined) return [];
    return [symbol ? `${problem}: ${symbol}` : problem];
  });
}
