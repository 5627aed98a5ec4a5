import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A string as CSS writes it: what could end it or break its line is escaped. */
function cssString(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} ]/gu, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}

/**
 * The foot of every printed page: a sheet that lies apart must say what it is a page of. It stands in the
 * page's margin, which only a style sheet can reach.
 */
export class PrintFoot implements ReactiveController {
  #sheet = new CSSStyleSheet();

  constructor(host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    document.adoptedStyleSheets.push(this.#sheet);
  }

  hostDisconnected(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
  }

  say(text: string): void {
    this.#sheet.replaceSync(
      `@page { @bottom-center { content: ${cssString(text)}; font: 9pt sans-serif; vertical-align: top; padding-top: 17mm; } }`,
    );
  }
}
