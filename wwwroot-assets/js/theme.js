// Runs before the first paint, as a plain script: the theme must never flash.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choice = () => {
    try { return localStorage.getItem("theme") ?? "system"; } catch { return "system"; }
  };
  const apply = () => {
    const chosen = choice();
    const effective = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
    document.documentElement.dataset.theme = effective;
    document.documentElement.dispatchEvent(new CustomEvent("theme", { detail: effective }));
    return effective;
  };
  dark.addEventListener("change", apply);
  window.consoleTheme = {
    choice,
    apply,
    choose: (chosen) => {
      try { localStorage.setItem("theme", chosen); } catch { /* private mode: it holds until the next load */ }
      return apply();
    },
  };
  apply();

  // The layout's first question, which waits for no other.
  window.consoleStart = async (path, layout) => (await import(new URL(path, document.baseURI).href)).hello(layout);
})();
