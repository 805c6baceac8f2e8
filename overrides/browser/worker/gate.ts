/** The worker's only way to files: those the page hands in. Nothing in here reaches the network. */

type Files = ReadonlyMap<string, BodyInit>;

/**
 * Answer each `fetch` by the last part of its address, once the files are there, and give `python` to whoever instantiates
 * WebAssembly.
 */
export function closeGate(
  python: Promise<WebAssembly.Module>,
  files: Files | Promise<Files>,
): Promise<never> {
  self.fetch = async (input) => {
    const url = input instanceof Request ? input.url : String(input);
    const body = (await files).get(url.slice(url.lastIndexOf("/") + 1));
    return new Response(body ?? null, { status: body === undefined ? 404 : 200 });
  };
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      const module = await python;
      // Pyodide only warns when this fails, and then waits for ever.
      const instance = await WebAssembly.instantiate(module, imports).catch((reason: unknown) => {
        reject(reason);
        throw reason;
      });
      return { module, instance };
    };
  });
}
