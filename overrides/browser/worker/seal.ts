/**
 * Closes every way out of the worker but its messages. What Python runs here, a learner may have written or been sent in
 * a link: it gets no network, no storage that a page of this site uses, and no code made of text.
 *
 * The policy that a host sends with the worker says the same. This holds where a host sends none.
 */

const WAYS_OUT = [
  ...["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource"],
  ...["importScripts", "Worker", "SharedWorker", "BroadcastChannel"],
  ...["indexedDB", "caches", "cookieStore", "navigator", "eval"],
];

/** Call once Python is up: from here on it needs none of this. */
export function seal(): void {
  for (const name of WAYS_OUT) for (const place of holders(name)) fix(place, name, undefined);
  fix(self, "Function", refuse);
  for (const make of [() => {}, async () => {}, function* () {}, async function* () {}])
    fix(Object.getPrototypeOf(make), "constructor", refuse);
  for (const name of ["setTimeout", "setInterval"]) fix(self, name, timer(Reflect.get(self, name)));
}

/** The worker's global object and whatever it inherits the name from: deleting one would uncover the next. */
function holders(name: string): object[] {
  const found: object[] = [self];
  for (let place = Object.getPrototypeOf(self); place; place = Object.getPrototypeOf(place))
    if (Object.hasOwn(place, name)) found.push(place);
  return found;
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
