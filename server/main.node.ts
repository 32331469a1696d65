import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createNodeFileSystem } from './node-files.ts';
import { startServer } from './start.ts';

const connection = createConnection(ProposedFeatures.all);

// Whatever goes wrong in one request or one file is told and leaves the server running: an editor would restart it a few times, then
// give up on it.
process.on('uncaughtException', (error) => console.error('Unexpected error:', error));
process.on('unhandledRejection', (error) => console.error('Unexpected error:', error));

startServer(connection, () => createNodeFileSystem(connection));
