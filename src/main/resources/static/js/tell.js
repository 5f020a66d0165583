// Shows outside the page what the server says while nobody looks at it; what and to whom is decided there. Of many tabs the one that
// was looked at last does so: nobody wants to be told twice, and a browser grants a site only a few connections.

const TURN = "nightlight-tells";

let mine = false;
let waiting = null;

export const tells = () => mine && isAllowed();

export function show({ tag, text, link }) {
  if (!document.hidden || !tells()) return;
  const note = new Notification(text, { tag, lang: document.documentElement.lang });
  note.addEventListener("click", () => {
    note.close();
    window.focus();
    location.assign(link);
  });
}

// Called by a tab that is looked at; it keeps its turn until another one is, or it is closed.
export function takeTurn(changed) {
  if (!isAllowed() || document.hidden || mine) return;
  waiting?.abort();
  hold({ steal: true }, changed);
}

function hold(how, changed) {
  navigator.locks
    .request(TURN, how, () => {
      mine = true;
      changed();
      return new Promise(() => {});
    })
    .catch((lost) => {
      if (lost.name !== "AbortError" || how.signal?.aborted) return;
      mine = false;
      waiting = new AbortController();
      hold({ signal: waiting.signal }, changed);
      changed();
    });
}

// The browser asks its owner on a click alone, beside a sentence that says what will come.
export function askToTell() {
  const offer = document.getElementById("tell-here");
  const says = document.getElementById("tell-here-now");
  if (!offer || !says) return;
  const shown = () => {
    const now = "Notification" in window && navigator.locks ? Notification.permission : "missing";
    says.textContent = says.dataset[now] ?? "";
    offer.hidden = now !== "default";
  };
  offer.querySelector("button").addEventListener("click", async () => {
    await Notification.requestPermission();
    shown();
    document.dispatchEvent(new Event("may-tell"));
  });
  shown();
}

function isAllowed() {
  return "Notification" in window && Boolean(navigator.locks) && Notification.permission === "granted";
}
