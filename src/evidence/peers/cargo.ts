import type { Command, Place } from "./peer.js";

/**
 * Builds the crate in the peer's output with the compiler and the crates that Debian installs. `SCHEMAS` tells its build
 * script where they are.
 */
export function cargoBuild({ output, schemas }: Place): Command {
  return {
    program: "/usr/bin/cargo",
    args: [
      ...["--config", 'source.crates-io.replace-with="debian"'],
      ...["--config", 'source.debian.directory="/usr/share/cargo/registry"'],
      ...["build", "--offline", "--release", "--quiet"],
    ],
    env: {
      CARGO_HOME: `${output}/cargo`,
      CARGO_TARGET_DIR: `${output}/target`,
      PROTOC: "/usr/bin/protoc",
      RUSTC: "/usr/bin/rustc",
      SCHEMAS: schemas,
    },
  };
}
