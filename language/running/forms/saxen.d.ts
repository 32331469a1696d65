declare module 'saxen' {
  /** Tells of the parts of an XML text in their order. */
  export class Parser {
    on(hook: string, callback: (...parts: never[]) => void): this;
    parse(xml: string): this;
  }
}
