/** The part of the parser that is used here; the package brings no types. */
declare module 'saxen' {
  export class Parser {
    on(
      event: 'openTag',
      take: (name: string, attributes: () => Record<string, string> | false) => void,
    ): this;
    on(event: 'closeTag', take: (name: string) => void): this;
    on(event: 'text' | 'cdata' | 'attention', take: (words: string) => void): this;
    on(event: 'error' | 'warn', take: (error: Error) => void): this;
    parse(xml: string): Error | null;
  }
}
