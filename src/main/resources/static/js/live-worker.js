// All tabs of this browser share this worker, and with it one connection. A tab that is gone without a word is known by the lock
// that it held.
import { forAllTabs, leave, listen } from "./line.js";

forAllTabs();

self.addEventListener("connect", ({ ports: [port] }) => {
  const tell = (news) => port.postMessage(news);
  port.addEventListener("message", ({ data }) => {
    if (data.lock) navigator.locks?.request(data.lock, () => leave(tell));
    if (data.shows) listen(tell, data.shows);
    else leave(tell);
  });
  port.start();
  tell({ kind: "here" });
});
