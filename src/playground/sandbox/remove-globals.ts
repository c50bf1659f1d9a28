/**
 * What a program finds besides the language itself. Everything else that a browser gives to a worker is taken away: the
 * frame's content security policy already keeps the program from the network, this is the second barrier.
 */
const kept = new Set(
  `console setTimeout clearTimeout setInterval clearInterval queueMicrotask structuredClone
  TextEncoder TextDecoder URL URLSearchParams Headers AbortController AbortSignal Event EventTarget DOMException
  performance crypto atob btoa`.split(/\s+/),
);

/** The names that ECMAScript itself puts on the global object. */
const language = new Set(
  `globalThis Infinity NaN undefined eval isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape unescape AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array
  BigUint64Array Boolean DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array
  Float64Array Function Int8Array Int16Array Int32Array Intl Iterator JSON Map Math Number Object Promise Proxy RangeError
  ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError
  Uint8Array Uint8ClampedArray Uint16Array Uint32Array URIError WeakMap WeakRef WeakSet`.split(/\s+/),
);

/** Removes from the global object, and from what it inherits, all that is neither language nor kept. */
export function removeGlobals(): void {
  let owner: object | null = globalThis;
  while (owner && owner !== EventTarget.prototype && owner !== Object.prototype) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (kept.has(name) || (owner === globalThis && language.has(name))) continue;
      Reflect.deleteProperty(owner, name);
    }
    owner = Object.getPrototypeOf(owner);
  }
}
