/** What is made of each node once, since trees that are asked are not edited any more. */
export function once<Node extends object, T>(make: (node: Node) => T): (node: Node) => T {
  const made = new WeakMap<Node, T>();
  return (node) => {
    const known = made.get(node);
    if (known !== undefined) return known;
    const found = make(node);
    made.set(node, found);
    return found;
  };
}
