// Custom elements that keep time, read curves and lead along tabs in the browser, so that none of it costs the server a render.

const words = document.getElementById("words").dataset;
const say = (text, value) => text.replace("{0}", value);

function span(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86400)} d`;
}

const ago = (seconds) => seconds < 3 ? words.now : say(words.ago, span(seconds));

function elapsed(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

function until(seconds) {
  if (seconds <= 0) return words.over;
  if (seconds < 3600) return say(words.left, elapsed(seconds));
  if (seconds < 86400) return say(words.left, `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`);
  return say(words.left, `${Math.floor(seconds / 86400)} d`);
}

const ticking = new Set();
let skew = 0;

class LiveTime extends HTMLElement {
  static observedAttributes = ["at", "mode"];
  connectedCallback() { ticking.add(this); this.tick(); }
  disconnectedCallback() { ticking.delete(this); }
  attributeChangedCallback() { this.tick(); }
  tick() {
    const at = Date.parse(this.getAttribute("at") ?? "");
    if (Number.isNaN(at)) return;
    const seconds = Math.max(0, Math.floor((Date.now() + skew - at) / 1000));
    const mode = this.getAttribute("mode");
    const text = mode === "until" ? until(Math.ceil((at - Date.now() - skew) / 1000)) : mode === "elapsed" ? elapsed(seconds) : mode === "for" ? span(seconds) : ago(seconds);
    if (this.textContent !== text) this.textContent = text;
  }
}
customElements.define("live-time", LiveTime);
setInterval(() => ticking.forEach((element) => element.tick()), 1000);

/** The browser's clock may be off; the server says what time it is. */
export function setClock(serverMilliseconds) { skew = serverMilliseconds - Date.now(); }

class CurveReader extends HTMLElement {
  connectedCallback() {
    this.line = document.createElement("div");
    this.line.className = "reader-line";
    this.box = document.createElement("div");
    this.box.className = "reader-box";
    this.hide();
    this.append(this.line, this.box);
    this.addEventListener("pointermove", (event) => this.show(event));
    this.addEventListener("pointerdown", (event) => this.show(event));
    this.addEventListener("pointerleave", () => this.hide());
  }

  hide() { this.line.style.display = this.box.style.display = "none"; }

  show(event) {
    const points = JSON.parse(this.getAttribute("points") || "[]");
    if (points.length === 0) return;
    const area = this.getBoundingClientRect();
    const at = (event.clientX - area.left) / area.width;
    let best = points[0];
    for (const point of points) {
      if (Math.abs(point.x - at) < Math.abs(best.x - at)) best = point;
    }

    this.box.replaceChildren(this.text("b", best.at), this.text("small", best.utc), ...best.values.map(([name, value]) => {
      const row = this.text("span", name);
      row.append(this.text("b", value));
      return row;
    }));
    this.line.style.display = this.box.style.display = "block";
    const x = best.x * area.width;
    this.line.style.left = `${x}px`;
    const width = this.box.offsetWidth;
    this.box.style.left = `${Math.max(0, x + 14 + width > area.width ? x - 14 - width : x + 14)}px`;
  }

  text(tag, content) {
    const element = document.createElement(tag);
    element.textContent = content;
    return element;
  }
}
customElements.define("curve-reader", CurveReader);

/** Tabs that may be wider than the screen: arrow keys lead along them, and a fading edge says that there are more. */
class TabStrip extends HTMLElement {
  // The element is on the page before its tabs are: nothing may be looked up once and for all.
  connectedCallback() {
    this.addEventListener("scroll", () => this.fade(), { passive: true, capture: true });
    this.addEventListener("keydown", (event) => this.lead(event));
    this.sizes = new ResizeObserver(() => this.reveal());
    this.sizes.observe(this);
    this.changes = new MutationObserver(() => this.reveal());
    this.changes.observe(this, { subtree: true, childList: true, attributeFilter: ["aria-current"] });
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    this.changes.disconnect();
  }

  get list() { return this.querySelector(".tabs"); }

  lead(event) {
    const tabs = [...this.querySelectorAll("a")];
    const at = tabs.indexOf(document.activeElement);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    tabs[(next + tabs.length) % tabs.length].focus();
  }

  reveal() {
    const shown = this.querySelector("[aria-current]");
    if (shown) {
      const list = this.list;
      const before = shown.offsetLeft - list.offsetLeft - 36;
      const after = before + shown.offsetWidth + 72 - list.clientWidth;
      if (list.scrollLeft > before) list.scrollLeft = before;
      else if (list.scrollLeft < after) list.scrollLeft = after;
    }

    this.fade();
  }

  fade() {
    if (!this.list) return;
    const { scrollLeft, clientWidth, scrollWidth } = this.list;
    this.toggleAttribute("data-before", scrollLeft > 1);
    this.toggleAttribute("data-after", scrollLeft + clientWidth < scrollWidth - 1);
  }
}
customElements.define("tab-strip", TabStrip);

/** The way to the pages may be longer than the screen: the place one is at is always in view. */
class NavRail extends HTMLElement {
  connectedCallback() {
    this.sizes = new ResizeObserver(() => this.reveal());
    this.sizes.observe(this);
    this.changes = new MutationObserver(() => this.reveal());
    this.changes.observe(this, { subtree: true, childList: true, attributeFilter: ["aria-current"] });
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    this.changes.disconnect();
  }

  reveal() { this.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" }); }
}
customElements.define("nav-rail", NavRail);
