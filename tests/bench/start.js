/** What the benchmark does in the page. Times are milliseconds. */

globalThis.bench = {
  /** A message posted in a frame arrives when that frame has been handed to the screen. */
  painted: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    }),

  /** Wait until a course that keeps its pages on the device has done so: whoever reads before a start has that behind. */
  settled: async () => {
    const { serviceWorker } = navigator;
    const kept = await serviceWorker?.getRegistration().catch(() => undefined); // none on a local page
    if (!kept || serviceWorker.controller) return;
    await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve));
  },

  /** Wait until an attribute of the lab's view has a value. */
  until: (name, value) =>
    new Promise((resolve) => {
      const lab = document.querySelector("course-lab");
      const observer = new MutationObserver(look);
      function look() {
        if (lab.querySelector("lab-view")?.dataset[name] !== value) return;
        observer.disconnect();
        resolve();
      }
      observer.observe(lab, { subtree: true, childList: true, attributes: true });
      look();
    }),

  press: (name) => {
    const buttons = [...document.querySelectorAll("course-lab button")];
    buttons.find((button) => button.textContent.trim() === name).click();
  },

  bare: async (scenario) => {
    const start = performance.now();
    const worker = new Worker("worker.mjs", { type: "module" });
    worker.postMessage(scenario);
    document.body.textContent = await new Promise((resolve) => {
      worker.addEventListener("message", ({ data }) => resolve(data));
    });
    const end = await bench.painted();
    worker.terminate();
    return end - start;
  },

  lab: async () => {
    const start = performance.now();
    bench.press("Start the lab");
    await bench.until("state", "ready");
    return (await bench.painted()) - start;
  },

  /** Put another scenario in place of the lab's and start that. */
  anew: async (scenario) => {
    bench.press("Close");
    document.querySelector("course-lab .lab__scenario").textContent = scenario;
    return await bench.lab();
  },

  /** From Stop, in the middle of a run that takes long, until the lab is ready again. */
  stop: async () => {
    await bench.until("runtime", "ready");
    bench.press("Place order");
    await bench.until("runtime", "running");
    const start = performance.now();
    bench.press("Stop");
    await bench.until("runtime", "ready");
    return performance.now() - start;
  },
};
