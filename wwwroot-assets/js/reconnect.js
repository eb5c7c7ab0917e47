// Begins the circuit and watches over it. After one second without the server a banner says of when the figures
// are; when the circuit is back it catches up by itself; when it is gone for good, the page is loaded anew.
const state = document.getElementById("components-reconnect-modal");
const banner = document.getElementById("stale-banner");
const text = document.getElementById("stale-text");
const retryButton = document.getElementById("stale-retry");

// The server says something every five seconds (ConsoleServices). Three times nothing is a loss.
const silence = 15_000;
const farewell = 3_000;

let heard = null;
let since = null;
let timer = 0;
let retrying = 0;

// A loss is noticed late, after a sleep of the machine hours late: what is shown is of when the server was heard last.
class HeardSocket extends WebSocket {
  constructor(...address) {
    super(...address);
    this.addEventListener("message", () => { if (!since) { heard = Date.now(); } });
  }
}

function lost() {
  if (since) return;
  since = new Date(heard ?? Date.now());
  clearTimeout(timer);
  timer = setTimeout(() => {
    const clock = since.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
    text.textContent = banner.dataset.text.replace("{0}", clock);
    retryButton.hidden = false;
    banner.classList.remove("is-back");
    banner.hidden = false;
    document.documentElement.classList.add("is-stale");
  }, 1000);
}

function back() {
  clearTimeout(timer);
  clearInterval(retrying);
  since = heard = null;
  retrying = 0;
  document.documentElement.classList.remove("is-stale");
  if (banner.hidden) return;
  text.textContent = banner.dataset.back;
  retryButton.hidden = true;
  banner.classList.add("is-back");
  timer = setTimeout(() => { banner.hidden = true; }, farewell);
}

async function retry() {
  try {
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) { back(); } else { location.reload(); }
  } catch {
    // Still out of reach; the next round tries again.
  }
}

state.addEventListener("components-reconnect-state-changed", (event) => {
  switch (event.detail.state) {
    case "show":
    case "retrying": lost(); break;
    case "hide": back(); break;
    case "failed": lost(); retrying ||= setInterval(retry, 5000); break;
    case "paused": lost(); break;
    case "rejected":
    case "resume-failed": location.reload(); break;
  }
});
retryButton.addEventListener("click", retry);
document.addEventListener("visibilitychange", () => { if (since && document.visibilityState === "visible") { retry(); } });

Blazor.start({
  circuit: { configureSignalR: (builder) => builder.withUrl("_blazor", { WebSocket: HeardSocket }).withServerTimeout(silence).withKeepAliveInterval(silence / 3) },
});
