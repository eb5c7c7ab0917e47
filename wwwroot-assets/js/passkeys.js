// Passkeys: the browser's own WebAuthn, between our server's options and its answer.

const json = (path, body) => fetch(path, { method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const usable = () => isSecureContext && !!window.PublicKeyCredential?.parseRequestOptionsFromJSON;

// Gives "" when a passkey was made, else a word for why not: insecure, cancelled or refused.
export async function make(name) {
  if (!usable()) {
    return "insecure";
  }

  const options = await json("/account/passkeys/options", {});
  if (!options.ok) {
    return "refused";
  }

  let credential;
  try {
    credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await options.json()) });
  } catch {
    return "cancelled";
  }

  return (await json("/account/passkeys", { name, credential: credential.toJSON() })).ok ? "" : "refused";
}

async function signIn(form) {
  const wrong = form.querySelector("[data-passkey-wrong]");
  wrong.textContent = "";
  try {
    const options = await json("/sign-in/passkey/options", {});
    if (options.status === 429) {
      wrong.textContent = wrong.dataset.often;
      return;
    }

    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await options.json()) });
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    wrong.textContent = wrong.dataset.text;
  }
}

const form = document.querySelector("[data-passkey-form]");
if (form && usable()) {
  form.hidden = false;
  form.querySelector("[data-passkey]").addEventListener("click", () => signIn(form));
}
