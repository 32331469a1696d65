/** A function whose result is made once for each thing that it is asked about, and kept as long as that. */
export function onceFor<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    let made = known.get(of);
    if (!made) {
      made = { value: make(of) };
      known.set(of, made);
    }
    return made.value;
  };
}
