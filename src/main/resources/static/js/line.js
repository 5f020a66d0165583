// One connection to the desk for all who listen: the tabs of a browser inside a shared worker, or one page where there is none.

const MINUTE = 60_000;
const SOON = 30; // pages that open together are one change

const listeners = new Map(); // who is told → what it shows: { who, ticket, version }
const latest = new Map(); // ticket → the version last heard of
let source = null;
let followed = "";
let retry = 1000;
let timer = 0;
let soon = 0;
let shared = false;

// By this the server knows that the connection of this browser before is left: a worker ends with its last page.
export function forAllTabs() {
  shared = true;
}

// From now on `tell` hears { kind, data }. `shows` may be told anew: a page that followed its ticket names the version.
export function listen(tell, shows) {
  const fresh = !listeners.has(tell);
  listeners.set(tell, shows);
  if (fresh && isOpen() && followed === wish()) {
    tell({ kind: "open" });
    if ((latest.get(shows.ticket) ?? shows.version) !== shows.version) tell({ kind: "ticket", data: { id: Number(shows.ticket) } });
  } else {
    soon ||= setTimeout(follow, SOON);
  }
}

export function leave(tell) {
  if (listeners.delete(tell)) soon ||= setTimeout(follow, SOON);
}

function follow() {
  soon = 0;
  if (listeners.size === 0) {
    source?.close();
    clearTimeout(timer);
    timer = 0;
    followed = "";
    latest.clear();
  } else if (followed !== wish() || !(isOpen() || timer)) {
    connect();
  }
}

const isOpen = () => source && source.readyState !== EventSource.CLOSED;

// Who is signed in stands in the page: after another person has signed in, their tabs get a connection of their own session.
function wish() {
  const all = [...listeners.values()];
  return JSON.stringify([all.at(-1)?.who, [...new Set(all.map((it) => it.ticket).filter(Boolean))].sort()]);
}

function connect() {
  clearTimeout(timer);
  timer = 0;
  source?.close();
  followed = wish();
  const open = new Map();
  for (const { ticket, version } of listeners.values()) if (ticket) open.set(ticket, open.has(ticket) ? Math.min(open.get(ticket), version) : version);
  for (const ticket of latest.keys()) if (!open.has(ticket)) latest.delete(ticket);
  const query = new URLSearchParams(shared ? { shared } : {});
  for (const [ticket, version] of open) {
    query.append("ticket", ticket);
    query.append("version", version);
  }
  source = new EventSource(`/desk/live?${query}`);
  source.addEventListener("open", () => {
    const again = retry > 1000;
    retry = 1000;
    all({ kind: "open", again });
  });
  source.addEventListener("error", () => {
    source.close();
    all({ kind: "lost", short: retry < 4000 });
    timer = setTimeout(connect, retry * (0.5 + Math.random()));
    retry = Math.min(retry * 2, MINUTE);
  });
  for (const kind of ["list", "alert", "told"]) source.addEventListener(kind, (event) => all({ kind, data: JSON.parse(event.data) }));
  for (const kind of ["ticket", "presence"]) source.addEventListener(kind, (event) => about(kind, JSON.parse(event.data)));
}

function about(kind, data) {
  const ticket = String(data.id);
  if (kind === "ticket") latest.set(ticket, data.version);
  for (const [tell, shows] of listeners) if (shows.ticket === ticket) tell({ kind, data });
}

function all(news) {
  for (const tell of [...listeners.keys()]) tell(news);
}
