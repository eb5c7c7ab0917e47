// The fleet on a map: Mercator, a graticule or tiles of a server that is configured, and near chargers drawn as one.

const size = 256;
const project = (lat, lon) => {
  const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: (lon + 180) / 360, y: 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) };
};
const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
const make = (tag, css, text) => {
  const element = document.createElement(tag);
  if (css) element.className = css;
  if (text !== undefined) element.textContent = text;
  return element;
};

// The worst state gives a cluster its colour.
const worst = ["is-faulted", "is-waiting", "is-charging", "is-available", "is-reserved", "is-idle"];

class FleetMap {
  constructor(host, words) {
    this.words = words;
    this.points = new Map();
    this.view = { x: 0.5, y: 0.5, zoom: 2 };
    this.tiles = make("div", "map-tiles");
    this.lines = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.lines.setAttribute("class", "map-lines");
    this.lines.setAttribute("aria-hidden", "true");
    this.marks = make("div", "map-marks");
    const controls = make("div", "map-controls");
    for (const [text, label, act] of [["+", words.zoomIn, () => this.zoom(1)], ["−", words.zoomOut, () => this.zoom(-1)], ["◎", words.fit, () => { this.fit(); this.draw(); }]]) {
      const button = make("button", "button icon", text);
      button.type = "button";
      button.title = label;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      controls.append(button);
    }

    this.host = host;
    host.tabIndex = 0;
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", words.label);
    host.replaceChildren(this.tiles, this.lines, this.marks, controls);
    if (words.tiles && words.credit) host.append(make("p", "map-credit", words.credit));
    this.listen();
    this.sizes = new ResizeObserver(() => { if (!this.isMoved) this.fit(); this.draw(); });
    this.sizes.observe(host);
  }

  listen() {
    let held = null;
    this.host.addEventListener("pointerdown", (event) => {
      if (event.target.closest("button")) return;
      held = { x: event.clientX, y: event.clientY, far: false };
    });
    this.host.addEventListener("pointermove", (event) => {
      if (!held) return;
      const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
      if (!held.far && Math.hypot(dx, dy) < 5) return;
      if (!held.far) this.host.setPointerCapture(event.pointerId);
      held = { x: event.clientX, y: event.clientY, far: true };
      this.move(-dx, -dy);
    });
    for (const end of ["pointerup", "pointercancel"]) this.host.addEventListener(end, () => { this.dragged = held?.far; held = null; });
    this.host.addEventListener("click", (event) => { if (this.dragged) { event.preventDefault(); event.stopPropagation(); this.dragged = false; } }, true);
    this.host.addEventListener("wheel", (event) => {
      event.preventDefault();
      const area = this.host.getBoundingClientRect();
      this.zoom(event.deltaY < 0 ? 0.5 : -0.5, event.clientX - area.left, event.clientY - area.top);
    }, { passive: false });
    this.host.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-80, 0], ArrowRight: [80, 0], ArrowUp: [0, -80], ArrowDown: [0, 80] }[event.key];
      if (step) { event.preventDefault(); this.move(...step); }
      else if (event.key === "+" || event.key === "=") this.zoom(1);
      else if (event.key === "-") this.zoom(-1);
    });
  }

  get scale() { return size * 2 ** this.view.zoom; }

  show(points) {
    this.points = new Map(points.map((point) => [point.id, { ...point, ...project(point.lat, point.lon) }]));
    if (!this.isMoved) this.fit();
    this.draw();
  }

  update(points) {
    let changed = false;
    for (const point of points) {
      if (this.points.has(point.id)) {
        this.points.set(point.id, { ...point, ...project(point.lat, point.lon) });
        changed = true;
      }
    }

    if (changed) this.draw();
  }

  fit() {
    const all = [...this.points.values()];
    if (all.length === 0) return;
    const [xs, ys] = [all.map((p) => p.x), all.map((p) => p.y)];
    const least = (values) => values.reduce((a, b) => Math.min(a, b));
    const most = (values) => values.reduce((a, b) => Math.max(a, b));
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    const room = (pixels, span) => (span > 0 ? Math.log2((pixels - 120) / (span * size)) : 14);
    const zoom = Math.min(room(Math.max(200, this.host.clientWidth), right - left), room(Math.max(200, this.host.clientHeight), bottom - top), 14);
    this.view = { x: (left + right) / 2, y: (top + bottom) / 2, zoom: Math.max(1, zoom) };
  }

  move(dx, dy) {
    this.isMoved = true;
    this.view.x = (this.view.x + dx / this.scale + 1) % 1;
    this.view.y = Math.max(0, Math.min(1, this.view.y + dy / this.scale));
    this.draw();
  }

  zoom(by, x = this.host.clientWidth / 2, y = this.host.clientHeight / 2) {
    this.isMoved = true;
    const before = this.scale;
    this.view.zoom = Math.max(1, Math.min(19, this.view.zoom + by));
    const grown = 1 / before - 1 / this.scale;
    this.view.x += (x - this.host.clientWidth / 2) * grown;
    this.view.y += (y - this.host.clientHeight / 2) * grown;
    this.draw();
  }

  draw() {
    if (this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => {
      this.waits = false;
      const [width, height] = [this.host.clientWidth, this.host.clientHeight];
      if (width === 0) return;
      const origin = { x: this.view.x * this.scale - width / 2, y: this.view.y * this.scale - height / 2 };
      if (this.words.tiles) this.drawTiles(origin, width, height);
      else this.drawLines(origin, width, height);
      this.drawMarks(origin, width, height);
    });
  }

  drawTiles(origin, width, height) {
    const zoom = Math.round(this.view.zoom);
    const side = this.scale / 2 ** zoom;
    const wanted = new Map();
    for (let x = Math.floor(origin.x / side); x * side < origin.x + width; x++) {
      for (let y = Math.max(0, Math.floor(origin.y / side)); y * side < origin.y + height && y < 2 ** zoom; y++) {
        const column = ((x % 2 ** zoom) + 2 ** zoom) % 2 ** zoom;
        const address = this.words.tiles.replace("{z}", zoom).replace("{x}", column).replace("{y}", y).replace("{s}", "a");
        wanted.set(`${x}/${address}`, { address, left: x * side - origin.x, top: y * side - origin.y });
      }
    }

    this.images ??= new Map();
    for (const [key, image] of this.images) if (!wanted.has(key)) { image.remove(); this.images.delete(key); }
    for (const [key, tile] of wanted) {
      let image = this.images.get(key);
      if (!image) {
        image = make("img");
        image.alt = "";
        image.draggable = false;
        image.src = tile.address;
        this.images.set(key, image);
        this.tiles.append(image);
      }

      image.style.cssText = `width:${side + 0.5}px;height:${side + 0.5}px;transform:translate(${tile.left}px,${tile.top}px)`;
    }
  }

  drawLines(origin, width, height) {
    const degrees = [30, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001].find((step) => (step / 360) * this.scale < 190) ?? 0.001;
    const digits = Math.max(0, Math.ceil(-Math.log10(degrees)));
    const parts = [];
    const west = (origin.x / this.scale) * 360 - 180;
    const east = ((origin.x + width) / this.scale) * 360 - 180;
    for (let lon = Math.ceil(west / degrees) * degrees; lon <= east; lon += degrees) {
      const x = ((lon + 180) / 360) * this.scale - origin.x;
      const real = ((((lon + 180) % 360) + 360) % 360) - 180;
      parts.push(`<line x1="${x}" x2="${x}" y1="0" y2="${height}"/><text x="${x + 4}" y="${height - 6}">${Math.abs(real).toFixed(digits)}° ${real < 0 ? "W" : "E"}</text>`);
    }

    const north = latitude(Math.max(0, origin.y / this.scale));
    const south = latitude(Math.min(1, (origin.y + height) / this.scale));
    for (let lat = Math.ceil(south / degrees) * degrees; lat <= north; lat += degrees) {
      const y = project(lat, 0).y * this.scale - origin.y;
      parts.push(`<line x1="0" x2="${width}" y1="${y}" y2="${y}"/><text x="6" y="${y - 4}">${Math.abs(lat).toFixed(digits)}° ${lat < 0 ? "S" : "N"}</text>`);
    }

    this.lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.lines.innerHTML = parts.join("");
  }

  drawMarks(origin, width, height) {
    const cell = 46;
    const groups = new Map();
    for (const point of this.points.values()) {
      const [x, y] = [point.x * this.scale - origin.x, point.y * this.scale - origin.y];
      if (x < -40 || y < -40 || x > width + 40 || y > height + 40) continue;
      const key = this.view.zoom >= 18.5 ? point.id : `${Math.floor((point.x * this.scale) / cell)}/${Math.floor((point.y * this.scale) / cell)}`;
      const group = groups.get(key) ?? { x: 0, y: 0, points: [] };
      group.x += x;
      group.y += y;
      group.points.push(point);
      groups.set(key, group);
    }

    const focused = document.activeElement?.dataset?.mark;
    this.marks.replaceChildren(...[...groups.entries()].map(([key, group]) => this.mark(key, group)));
    if (focused) this.marks.querySelector(`[data-mark="${CSS.escape(focused)}"]`)?.focus();
  }

  mark(key, { x, y, points }) {
    const [left, top] = [x / points.length, y / points.length];
    let mark;
    if (points.length === 1) {
      const [point] = points;
      mark = make("a", `map-mark ${point.css}`);
      mark.href = point.href;
      mark.append(make("span", "map-dot"), make("span", "map-name", point.id));
      mark.title = [point.id, point.name, point.word, point.power].filter(Boolean).join(" · ");
      mark.setAttribute("aria-label", mark.title);
    } else {
      const css = worst.find((state) => points.some((point) => point.css === state)) ?? "is-idle";
      mark = make("button", `map-mark cluster ${css}`, String(points.length));
      mark.type = "button";
      mark.title = this.words.many.replace("#", points.length);
      mark.setAttribute("aria-label", mark.title);
      mark.addEventListener("click", () => this.zoom(2, left, top));
    }

    mark.dataset.mark = key;
    mark.style.transform = `translate(${left}px, ${top}px) translate(-50%, -50%)`;
    return mark;
  }

  dispose() { this.sizes.disconnect(); }
}

export const open = (host, words) => new FleetMap(host, words);
