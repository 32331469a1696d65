import { type ConfigNode, newNode, ownChildren } from '../../../../running/tree.ts';

/** So many parts are copied for each line of a file: an entry of thousands that thousands of lines clone would take gigabytes. */
const PARTS_A_LINE = 16;

/** Entries that were cloned: what they have in common is one until a command changes it in one of them. */
export class Clones {
  private readonly shared = new Set<ConfigNode>();
  private room: number;

  /** @param lines how many lines the file has */
  constructor(lines: number) {
    this.room = 1000 + PARTS_A_LINE * lines;
  }

  /** @returns whether it was done, which goes with the length of the file */
  clone(table: ConfigNode, entry: ConfigNode, name: string): boolean {
    if (!this.takes(entry.children.size)) return false;
    ownChildren(table).set(name, this.copyOf(entry, name));
    return true;
  }

  /** Whether what is below a node can be changed without changing it elsewhere, which it can from here on. */
  isOwn(node: ConfigNode, word: string): boolean {
    const child = node.children.get(word);
    if (!child || !this.shared.has(child)) return true;
    if (!this.takes(child.children.size)) return false;
    ownChildren(node).set(word, this.copyOf(child, word));
    return true;
  }

  private takes(parts: number): boolean {
    this.room -= parts;
    return this.room >= 0;
  }

  private copyOf(node: ConfigNode, word: string): ConfigNode {
    const made = newNode(word, node.line);
    for (const [key, child] of node.children) {
      this.shared.add(child);
      ownChildren(made).set(key, child);
    }
    return made;
  }
}
