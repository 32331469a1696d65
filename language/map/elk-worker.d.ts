// The layout engine itself, which comes without types: a stand-in for a worker that runs where it is made.
declare module 'elkjs/lib/elk-worker.min.js' {
  export const Worker: unknown;
}
