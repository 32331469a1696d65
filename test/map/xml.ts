// A strict little reader of XML: whatever is not well-formed is an error. It knows no comments, sections and entities but the five.

export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** What stands in it, without what stands in its children. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#10;': '\n',
};

function plain(text: string): string {
  return text.replace(/&[^;\s]*;?/g, (entity) => {
    const sign = ENTITIES[entity];
    if (sign === undefined) throw new Error(`Unknown entity ${entity}`);
    return sign;
  });
}

/** @throws Error on what is not well-formed */
export function readXml(xml: string): Node {
  type Open = { name: string; attributes: Record<string, string>; children: Node[]; text: string };
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const body = xml.replace(/^<\?xml [^?]*\?>/, '');
  let at = 0;
  for (const match of body.matchAll(/<(\/?)([A-Za-z][\w:]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>|[^<>]+/g)) {
    if (match.index !== at) throw new Error(`Not XML: ${body.slice(at, at + 60)}`);
    at += match[0].length;
    const [, closing, name, attributes = '', empty] = match;
    const top = open.at(-1)!;
    if (name === undefined) top.text += plain(match[0]);
    else if (closing) {
      if (open.pop()!.name !== name) throw new Error(`${name} ends and is not open`);
    } else {
      const node: Open = { name, attributes: {}, children: [], text: '' };
      for (const [, key, value] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key! in node.attributes) throw new Error(`${name} has ${key} twice`);
        node.attributes[key!] = plain(value!);
      }
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (at !== body.length || open.length !== 1 || root.children.length !== 1 || root.text.trim())
    throw new Error('Not one element');
  return root.children[0]!;
}

/** All elements of a name, or of a name and a class, in their order. */
export function allNodes(node: Node, name: string, kind?: string): Node[] {
  return node.children.flatMap((child) => {
    const fits = child.name === name && (kind === undefined || (child.attributes.class ?? '').split(' ').includes(kind));
    return [...(fits ? [child] : []), ...allNodes(child, name, kind)];
  });
}
