// The scroll position of a message log. It stays at the newest row until somebody scrolls up; the
// server only hears where the window is, never about single scroll events.

export function attach(view, sheet, component, rowHeightName, isLive) {
  let following = isLive;
  // A page that was opened at a place of the past tells where it is when it is there, and not that it is at the top.
  let placed = isLive;
  let last = 0;
  let pending = 0;

  const rowHeight = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue(rowHeightName)) || 28;
  const send = () => {
    pending = 0;
    if (!placed) { return; }
    component.invokeMethodAsync("Scrolled", Math.max(0, Math.round(view.scrollTop)), view.clientHeight, rowHeight(), following).catch(() => {});
  };
  const report = () => { pending ||= setTimeout(send, 50); };
  const pin = () => { if (following) { view.scrollTop = view.scrollHeight; last = view.scrollTop; } };

  const onScroll = () => {
    placed = true;
    const top = view.scrollTop;
    const toBottom = view.scrollHeight - top - view.clientHeight;
    if (following && top < last - 4 && toBottom > 4) {
      following = false;
      clearTimeout(pending);
      send();
    } else if (!following) {
      if (toBottom < 3 && top > last) { following = true; }
      report();
    }
    last = top;
  };

  const walk = (step) => { component.invokeMethodAsync("Step", step).catch(() => {}); };
  // The arrows are the view's own; j and k work on the whole page, which tells them.
  const onKey = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      walk(step);
    }
  };
  const onStep = (event) => { walk(event.detail); };

  // Rows come and go under the pointer. What was pressed is what is meant, even where other rows stand there
  // when the button is up again; and a row that has gone hears no click at all.
  let pressed = null;
  let chosenAt = -1000;
  const rowAt = (event) => event.target.closest?.("[data-frame]");
  const press = (row, event) => ({ id: Number(row.dataset.frame), offset: row.getBoundingClientRect().top - view.getBoundingClientRect().top, x: event.clientX, y: event.clientY });
  const choose = ({ id, offset }) => { chosenAt = performance.now(); component.invokeMethodAsync("Choose", id, offset).catch(() => {}); };
  const onDown = (event) => { const row = event.button === 0 && rowAt(event); pressed = row ? press(row, event) : null; };
  const onUp = (event) => {
    if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 6) { choose(pressed); }
    pressed = null;
  };
  const onCancel = () => { pressed = null; };
  // Without a pointer: assistive technology, scripts.
  const onClick = (event) => { const row = rowAt(event); if (row && performance.now() - chosenAt > 500) { choose(press(row, event)); } };

  sheet.addEventListener("pointerdown", onDown);
  sheet.addEventListener("pointerup", onUp);
  sheet.addEventListener("pointercancel", onCancel);
  sheet.addEventListener("click", onClick);
  view.addEventListener("scroll", onScroll, { passive: true });
  view.addEventListener("keydown", onKey);
  view.addEventListener("step", onStep);
  const watch = new ResizeObserver(() => { pin(); report(); });
  watch.observe(view);
  const grow = new ResizeObserver(pin);
  grow.observe(sheet);
  pin();
  send();
  view.dataset.attached = "";

  return {
    follow(on) { following = on; placed = true; pin(); report(); },
    show(index) {
      following = false;
      placed = true;
      const height = rowHeight();
      const top = index * height;
      if (top < view.scrollTop || top > view.scrollTop + view.clientHeight - height) {
        view.scrollTop = Math.max(0, top - view.clientHeight / 2);
      }
      last = view.scrollTop;
      report();
    },
    /** A row was chosen from the live view: it stays where it was on the screen. */
    place(index, offset) {
      following = false;
      placed = true;
      view.scrollTop = Math.max(0, index * rowHeight() - offset);
      last = view.scrollTop;
      report();
    },
    /** Older rows came in above: what is in sight stays where it is. */
    shift(rows) {
      view.scrollTop += rows * rowHeight();
      last = view.scrollTop;
      report();
    },
    dispose() {
      view.removeEventListener("scroll", onScroll);
      view.removeEventListener("keydown", onKey);
      view.removeEventListener("step", onStep);
      sheet.removeEventListener("pointerdown", onDown);
      sheet.removeEventListener("pointerup", onUp);
      sheet.removeEventListener("pointercancel", onCancel);
      sheet.removeEventListener("click", onClick);
      watch.disconnect();
      grow.disconnect();
      clearTimeout(pending);
    },
  };
}
