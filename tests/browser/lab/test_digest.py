"""Pyodide in a real browser finds the digest and the measures that CPython finds.

The long run goes to the worker of the built site, in the very way of the lab: what a learner's
machine computes is what the tests of the simulator have judged.
"""

import json

from playwright.sync_api import BrowserContext, expect

from labs_py import run
from tests.browser.conftest import MODULE
from tests.browser.lab.driver import Lab
from tests.labs.long_run import LONG_RUN

REMEMBER_WORKERS = """
const Original = Worker;
globalThis.workers = [];
globalThis.Worker = class extends Original {
  constructor(...given) {
    super(...given);
    if (String(given[0]).includes("/worker.")) globalThis.workers.push(this);
  }
};
"""
RUN = """
scenario => new Promise((resolve, reject) => {
  for (const worker of globalThis.workers) {
    worker.addEventListener("message", ({ data }) => {
      if (data.id === -1 && data.kind === "done") resolve(data.ending);
      if (data.id === -1 && data.kind === "failed") reject(new Error(data.error.message));
    });
    worker.postMessage({ kind: "run", id: -1, scenario });
  }
})
"""


def test_a_browser_finds_the_digest_and_the_measures_of_cpython(context: BrowserContext) -> None:
    context.add_init_script(REMEMBER_WORKERS)
    page = context.new_page()
    page.goto(MODULE)
    lab = Lab(page)
    lab.press("Start the lab")
    expect(lab.view).to_have_attribute("data-state", "ready")
    ending = json.loads(page.evaluate(RUN, LONG_RUN["scenario"]))
    assert ending["digest"] == LONG_RUN["digest"]
    assert ending["measures"] == json.loads(json.dumps(run(LONG_RUN["scenario"])["measures"]))
