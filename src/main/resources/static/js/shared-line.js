// The page's end of the connection: through the worker that all tabs of this browser share, or, where there is none, its own.
import { leave, listen } from "./line.js";

const PATIENCE = 3000; // a worker that says nothing for so long is not there

let port = null;
let own = !("SharedWorker" in window);
let hear = null;
let shows = null;

export function listenIn(tell, what) {
  hear = tell;
  shows = what;
  if (own) return listen(hear, shows);
  if (!port) join();
  port.postMessage({ shows });
}

export function hangUp() {
  shows = null;
  if (own) leave(hear);
  else port?.postMessage({});
}

function join() {
  const worker = new SharedWorker("/js/live-worker.js", { type: "module", name: "nightlight-live" });
  const late = setTimeout(alone, PATIENCE);
  worker.addEventListener("error", alone);
  port = worker.port;
  port.addEventListener("message", ({ data }) => {
    clearTimeout(late);
    if (!own && shows && data.kind !== "here") hear(data);
  });
  port.start();
  const lock = `nightlight-tab-${Date.now()}-${Math.random()}`;
  navigator.locks?.request(lock, () => {
    port.postMessage({ lock, shows });
    return new Promise(() => {}); // until the tab is gone
  });
  window.addEventListener("pagehide", () => port.postMessage({}));
}

function alone() {
  if (own) return;
  own = true;
  port?.postMessage({});
  if (shows) listen(hear, shows);
}
