// After one second without the server a banner says since when the figures are stale. When the circuit
// is back it catches up by itself; when it is gone for good, the page is loaded anew.
const state = document.getElementById("components-reconnect-modal");
const banner = document.getElementById("stale-banner");
const text = document.getElementById("stale-text");
const retryButton = document.getElementById("stale-retry");
let since = null;
let timer = 0;
let retrying = 0;

function lost() {
  if (since) return;
  since = new Date();
  timer = setTimeout(() => {
    const clock = since.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
    text.textContent = banner.dataset.text.replace("{0}", clock);
    banner.hidden = false;
    document.documentElement.classList.add("is-stale");
  }, 1000);
}

function back() {
  clearTimeout(timer);
  clearInterval(retrying);
  since = null;
  retrying = 0;
  banner.hidden = true;
  document.documentElement.classList.remove("is-stale");
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
