/** What the server tells the page: `config.json` beside it. */
export interface Config {
  /** Which of Tributary's environments the page is for. */
  readonly environment: string;
  /** Null where nobody has set it up yet. */
  readonly signIn: SignInConfig | null;
}

export type SignInConfig =
  | { readonly kind: 'oidc'; readonly issuer: string; readonly clientId: string; readonly scope: string }
  /** Pages of these origins embed this one and hand over their user's token. */
  | { readonly kind: 'embedded'; readonly origins: readonly string[] }
  /** For trying things out on one's own machine. */
  | { readonly kind: 'paste' };

export async function loadConfig(): Promise<Config> {
  const answer = await fetch(new URL('config.json', document.baseURI), { cache: 'no-store' });
  if (!answer.ok) {
    throw new Error(`config.json: ${answer.status}`);
  }
  return (await answer.json()) as Config;
}
