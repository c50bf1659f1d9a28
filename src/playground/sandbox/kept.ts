/**
 * Functions of the language, kept before the program could replace them. What runs beside the program and after it calls no
 * method by its name, so that a program that replaces methods changes only itself. What libraries make beside it, such as the text
 * that is printed, is in the program's hands: it is a text of any length until `cut` has made it one that may be sent.
 */

/** Makes a function of a method: the object comes as its first argument. */
const functionOf: <This, Args extends unknown[], Result>(
  method: (this: This, ...args: Args) => Result,
) => (owner: This, ...args: Args) => Result = Function.prototype.bind.bind(Function.prototype.call) as never;

export const { apply } = Reflect;
export const { isSafeInteger } = Number;
export const parseJson: (text: string) => unknown = JSON.parse;

const slice = functionOf(String.prototype.slice);

export const whenSettled = functionOf(Promise.prototype.then) as (
  promise: Promise<unknown>,
  done: () => void,
  failed: (reason: unknown) => void,
) => unknown;
export const reject: (reason: unknown) => unknown = Promise.reject.bind(Promise);

export const preventDefault = functionOf(Event.prototype.preventDefault);
export const stopImmediatePropagation = functionOf(Event.prototype.stopImmediatePropagation);

export const addToSet = functionOf(Set.prototype.add);
export const deleteFromSet = functionOf(Set.prototype.delete);
export const getFromMap = functionOf(Map.prototype.get);
export const setInMap = functionOf(Map.prototype.set);

/** The beginning of a text; of anything else, of what it is as a text. Throws where the program made that throw. */
export function cut(value: unknown, limit: number): string {
  return slice(`${value}`, 0, limit);
}
