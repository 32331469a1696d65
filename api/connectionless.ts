// What Langium takes from the package of the protocol, for programs that have no connection: that package is larger than Langium, and half of
// it is made when it is loaded. The bundler puts this in its place.
export { CancellationToken, CancellationTokenSource } from '../node_modules/vscode-jsonrpc/lib/common/cancellation.js';
export { Emitter } from '../node_modules/vscode-jsonrpc/lib/common/events.js';
export { ResponseError } from '../node_modules/vscode-jsonrpc/lib/common/messages.js';

/** Those errors of the protocol that Langium names. */
export const LSPErrorCodes = { RequestFailed: -32803, ServerCancelled: -32802 };
