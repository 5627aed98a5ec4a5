/** A script within HTML must not hold what would end it, or begin a comment; within its literals both can be said otherwise. */
export function inlineScript(bundle: string): string {
  return bundle.replaceAll(/<(?=!--|\/script|script)/gi, '\\x3c');
}

/** JSON to stand within HTML: no word of a text may end the block that it stands in. */
export function inlineJson(json: string): string {
  return json.replaceAll('<', '\\u003c');
}

/** The Content Security Policy of a page in one file: nothing else runs than its own script, and no one is asked for anything. */
export async function ownPolicy(script: string, style: string): Promise<string> {
  return [
    "default-src 'none'",
    `script-src ${await source(script)}`,
    `style-src ${await source(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

async function source(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
