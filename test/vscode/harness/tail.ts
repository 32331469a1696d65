// What the workbench logs, less what is no news.

/** What the workbench says about itself, in the log that the tests print to. */
export const ABOUT_ITSELF =
  /^(\[AgentHost|ChatSessionStore|Error creating chat editing|\[AccountPolicyGate|\[reconnection|\[remote-connection|Creating a socket|Resolv(ing|ed) connection token|Updating additional builtin|Ignoring fetching additional builtin|\[ChatModelSelection|Loading development extension|An iframe which has both allow-scripts|Request to '[^']*\/package\.nls\.json')/;

/** What is no news: the native modules that are not installed are for logs and for ending orphans. */
const NO_NEWS = /Could not locate the bindings file|build\/Release\//;

/** The last entries of a log, to tell what happened before a failure. */
export class Tail {
  readonly entries: string[] = [];

  add(entry: string): void {
    if (process.env.SEGPLAN_VERBOSE) console.error(entry);
    const text = entry.replace(/^%c\s*(\w+) color: \S+ /, '$1 ');
    if (NO_NEWS.test(text) || ABOUT_ITSELF.test(text.replace(/^INFO /, ''))) return;
    this.entries.push(text.split('\n').slice(0, 5).join('\n    '));
    if (this.entries.length > 20) this.entries.shift();
  }

  toString(): string {
    return ['The last entries of the log:', ...this.entries].join('\n  ');
  }
}
