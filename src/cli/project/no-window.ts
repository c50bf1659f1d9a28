import { UserError } from "../terminal/user-error.js";
import { type Configuration, configurationName, wrongSetting } from "./configuration.js";

const hint = "Write, for example, window: { upgrade: unbounded, downgrade: 1 }.";

/** Throws a UserError where a pair of components has no window: then nobody can say what is supported. */
export function refuseNoWindow(configuration: Configuration): void {
  const { components, file } = configuration;
  const open = components.find(({ window }) => window === null);
  if (!open) return;
  if (file === null) throw new UserError(`There is no ${configurationName}, so no window is declared.`, hint);
  const message = `no window is declared for ${open.client} and ${open.server}.`;
  throw wrongSetting(configuration, ["components"], message, hint);
}
