// Files that the bundler puts beside the program: an import of one gives its name.
declare module '*.ttf' {
  const name: string;
  export default name;
}
declare module '*.wasm' {
  const name: string;
  export default name;
}
