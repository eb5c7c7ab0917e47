// The scroll position of a message log. It stays at the newest row until somebody scrolls up; the
// server only hears where the window is, never about single scroll events.

export function attach(view, sheet, component, rowHeightName) {
  let following = true;
  let last = 0;
  let pending = 0;

  const rowHeight = () => parseFloat(getComputedStyle(document.documentElement).getPropertyValue(rowHeightName)) || 28;
  const send = () => {
    pending = 0;
    component.invokeMethodAsync("Scrolled", Math.max(0, Math.round(view.scrollTop)), view.clientHeight, rowHeight(), following).catch(() => {});
  };
  const report = () => { pending ||= setTimeout(send, 50); };
  const pin = () => { if (following) { view.scrollTop = view.scrollHeight; last = view.scrollTop; } };

  const onScroll = () => {
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

  const onKey = (event) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      component.invokeMethodAsync("Step", step).catch(() => {});
    }
  };

  view.addEventListener("scroll", onScroll, { passive: true });
  view.addEventListener("keydown", onKey);
  const watch = new ResizeObserver(() => { pin(); report(); });
  watch.observe(view);
  const grow = new ResizeObserver(pin);
  grow.observe(sheet);
  pin();
  send();

  return {
    follow(on) { following = on; pin(); report(); },
    show(index) {
      following = false;
      const height = rowHeight();
      const top = index * height;
      if (top < view.scrollTop || top > view.scrollTop + view.clientHeight - height) {
        view.scrollTop = Math.max(0, top - view.clientHeight / 2);
      }
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
      watch.disconnect();
      grow.disconnect();
      clearTimeout(pending);
    },
  };
}
