/** The worker's only way to files: those the page handed in. Nothing in here reaches the network. */

/** Answer each `fetch` by the last part of its address, and give `python` to whoever instantiates WebAssembly. */
export function closeGate(python: WebAssembly.Module, files: ReadonlyMap<string, BodyInit>): Promise<never> {
  self.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = files.get(url.slice(url.lastIndexOf("/") + 1));
    return new Response(body ?? null, { status: body === undefined ? 404 : 200 });
  };
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      // Pyodide only warns when this fails, and then waits for ever.
      const instance = await WebAssembly.instantiate(python, imports).catch((reason: unknown) => {
        reject(reason);
        throw reason;
      });
      return { module: python, instance };
    };
  });
}
