/**
 * Closes every way out of the worker but its messages. What Python runs here, a learner may have written or been sent in
 * a link: it gets no network, no storage that a page of this site uses, and no code made of text.
 *
 * The policy that a host sends with the worker says the same. This holds where a host sends none.
 */

/** The language, and what Python and the messages need of the browser. */
const KEPT = new Set(
  [
    "globalThis Infinity NaN undefined isFinite isNaN parseFloat parseInt",
    "decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape",
    "Object Function Boolean Symbol Number BigInt Math Date Temporal String RegExp Intl JSON",
    "Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Iterator Promise Proxy Reflect",
    "ArrayBuffer SharedArrayBuffer DataView Atomics WebAssembly DisposableStack AsyncDisposableStack",
    "Int8Array Int16Array Int32Array BigInt64Array Uint8ClampedArray",
    "Uint8Array Uint16Array Uint32Array BigUint64Array Float16Array Float32Array Float64Array",
    "Error AggregateError EvalError InternalError RangeError ReferenceError SuppressedError",
    "SyntaxError TypeError URIError",

    "self name constructor location close console performance crypto DOMException",
    "postMessage addEventListener removeEventListener dispatchEvent EventTarget Event MessageEvent",
    "MessageChannel MessagePort AbortController AbortSignal TextEncoder TextDecoder URL",
    "setTimeout clearTimeout setInterval clearInterval queueMicrotask",
  ].flatMap((names) => names.split(" ")),
);

/** Call once Python is up: from here on it needs nothing else, and what a browser brings tomorrow is closed as well. */
export function seal(): void {
  for (const place of places())
    for (const name of Object.getOwnPropertyNames(place)) if (!KEPT.has(name)) remove(place, name);
  replace("Function", refuse);
  for (const make of [() => {}, async () => {}, function* () {}, async function* () {}])
    fix(Object.getPrototypeOf(make), "constructor", refuse);
  for (const name of ["setTimeout", "setInterval"]) replace(name, timer(Reflect.get(self, name)));
}

/** The worker's global object and what it inherits of the browser's: a name deleted in one would uncover the next. */
function places(): object[] {
  const found: object[] = [];
  for (let place: object = self; place !== Object.prototype; place = Object.getPrototypeOf(place))
    found.push(place);
  return found;
}

/** To delete a name is forty times quicker than to give it another value, which makes it first. */
function remove(place: object, name: string): void {
  if (Reflect.deleteProperty(place, name)) return;
  const { value } = Object.getOwnPropertyDescriptor(place, name) ?? {};
  if (typeof value !== "number") fix(place, name, undefined); // a constant leads nowhere
}

/** Wherever it is: behind the one that is found first there may be another. */
function replace(name: string, value: unknown): void {
  for (const place of places()) if (place === self || Object.hasOwn(place, name)) fix(place, name, value);
}

function fix(place: object, name: string, value: unknown): void {
  Object.defineProperty(place, name, { value, writable: false, configurable: false });
}

function refuse(): never {
  throw new EvalError("No code is made of text here.");
}

// Asking whether something is a Function goes on working.
refuse.prototype = Function.prototype;

/** The two timers run text as code, too. */
function timer(original: (...all: unknown[]) => number): (...all: unknown[]) => number {
  return (task, ...rest) => (typeof task === "function" ? original.call(self, task, ...rest) : refuse());
}
