// What the layout asks of the browser, and the keys that work on every page.

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable=true], .mud-dialog");
const click = (selector) => { const found = document.querySelector(selector); found?.click(); return !!found; };

const step = { j: 1, k: -1 };
const singleKeys = "single-keys";

let leader = 0;

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    event.preventDefault();
    click("[data-key='palette']");
    return;
  }

  if (event.key === "Escape" && event.target.matches?.("main input[type=search]") && event.target.value === "") {
    // The keys that lead elsewhere work again.
    event.target.blur();
    return;
  }

  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) {
    return;
  }

  if (event.key === "Escape") {
    click("[data-key='close']");
    return;
  }

  // Whoever speaks to the browser, or strikes keys by chance, has switched these off; here, so that every tab hears of it.
  if (recall(singleKeys) === "off") {
    return;
  }

  if (Date.now() - leader < 1200) {
    leader = 0;
    if (click(`[data-go='${CSS.escape(event.key)}']`)) {
      event.preventDefault();
      return;
    }
  }

  if (event.key === "g") {
    leader = Date.now();
  } else if (event.key === "/") {
    const search = document.querySelector("[data-key='search']");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  } else if (event.key === "?") {
    click("[data-key='help']");
  } else if (event.key === " " && !event.target.closest("button, a, summary")) {
    if (click("[data-key='pause']")) { event.preventDefault(); }
  } else if (event.key === "f") {
    click("[data-key='follow']");
  } else if (step[event.key]) {
    // The log of the page, wherever the focus is.
    const log = document.querySelector(".log-view");
    if (log) { event.preventDefault(); log.dispatchEvent(new CustomEvent("step", { detail: step[event.key] })); }
  }
}

let leaving = false;
addEventListener("submit", (event) => { leaving ||= event.target.matches("form[action='/sign-out']"); }, true);

/** Leads out of the page whoever is signed in no longer. Who signs out here is on the way already, and knows why. */
export function leave(address) { if (!leaving) { location.assign(address); } }

export function hello(layout) {
  addEventListener("keydown", onKey);
  document.documentElement.addEventListener("theme", (event) => layout.invokeMethodAsync("ThemeChanged", event.detail === "dark"));
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    offsetMinutes: -new Date().getTimezoneOffset(),
    themeChoice: window.consoleTheme.choice(),
    isDark: document.documentElement.dataset.theme === "dark",
    width: innerWidth,
    height: innerHeight,
    logRow: parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--log-row")) || 0,
    fleetView: recall("fleet-view"),
    singleKeys: recall(singleKeys),
  };
}

/** Kept for a year; the page is loaded anew, since all that it says changes. */
export function chooseLanguage(cookie, value) {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}

export const chooseTheme = (choice) => window.consoleTheme.choose(choice) === "dark";
export function remember(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept */ } }
function recall(key) { try { return localStorage.getItem(key); } catch { return null; } }

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Plain http on a LAN has no clipboard API.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "sr-only";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** Brings what an address leads to into the middle of what is seen. */
export function reveal(element) { element.scrollIntoView({ block: "center" }); }

/** Tells the width of an element whenever it changes, at most every 150 ms. */
export function watchWidth(element, component) {
  let timer = 0;
  const observer = new ResizeObserver(([entry]) => {
    clearTimeout(timer);
    timer = setTimeout(() => component.invokeMethodAsync("WidthChanged", Math.round(entry.contentRect.width)).catch(() => {}), 150);
  });
  observer.observe(element);
  return { dispose() { observer.disconnect(); clearTimeout(timer); } };
}

/** Tells where a long list is looked at, whenever rows that are not drawn come near: those between two spacers are. */
export function watchRows(before, after, component, rowHeight, overscan) {
  const scroller = before.closest(".main") ?? document.scrollingElement;
  let told = rowHeight;
  let pending = 0;
  let isAsking = false;

  const look = async () => {
    pending = 0;
    const [view, start, end] = [scroller, before, after].map((element) => element.getBoundingClientRect());
    let rows = 0;
    for (let row = before.nextElementSibling; row && row !== after; row = row.nextElementSibling) { rows++; }
    const pitch = rows > 0 ? (end.top - start.bottom) / rows : told;
    const near = 0.6 * overscan * pitch;
    const isNear = (start.height > 0 && start.bottom > view.top - near) || (end.height > 0 && end.top < view.bottom + near);
    if (isAsking || !before.isConnected || !(isNear || Math.abs(pitch - told) > 0.5)) { return; }
    isAsking = true;
    told = pitch;
    try {
      await component.invokeMethodAsync("Moved", Math.round(view.top - start.top), Math.round(view.height), pitch);
      isAsking = false;
    } catch {
      // The list has left the page, or the server is away; the next step asks again.
      isAsking = false;
      return;
    }

    // Who scrolls on meanwhile is elsewhere already.
    if (last !== scroller.scrollTop) { last = scroller.scrollTop; plan(); }
  };

  let last = scroller.scrollTop;
  const plan = () => { pending ||= requestAnimationFrame(look); };
  const onScroll = () => { plan(); };
  scroller.addEventListener("scroll", onScroll, { passive: true });
  const observer = new ResizeObserver(plan);
  observer.observe(scroller);
  plan();
  return {
    dispose() {
      scroller.removeEventListener("scroll", onScroll);
      observer.disconnect();
      cancelAnimationFrame(pending);
    },
  };
}
