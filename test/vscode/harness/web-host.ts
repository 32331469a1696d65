// Extensions that come over HTTP and run in a worker of the browser, as on vscode.dev.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import type { Page } from './browser.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
};

/** Folders that a browser reads over the loopback address. */
export interface Folders {
  /** Where the folder of a name is. */
  address(name: string): string;
  stop(): void;
}

/** Serves some folders by their names; a secret is part of the address, since other users of this machine need not read them. */
export async function serveFolders(folders: Readonly<Record<string, string>>): Promise<Folders> {
  const secret = crypto.randomUUID();
  const server = createServer(async (request, answer) => {
    const [, given, name = '', ...rest] = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).split('/');
    const folder = given === secret ? folders[name] : undefined;
    const file = folder && join(folder, normalize(rest.join(sep)));
    const content = file?.startsWith(folder + sep) ? await readFile(file).catch(() => undefined) : undefined;
    answer.writeHead(content || request.method === 'OPTIONS' ? 200 : 404, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'content-type': TYPES[extname(file ?? '')] ?? 'text/plain; charset=utf-8',
    });
    answer.end(content);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: (name) => `http://127.0.0.1:${port}/${secret}/${name}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Has a page take extensions and tests from addresses, so that they run in a worker of the browser.
 * @param extensions folders with a `package.json`
 * @param tests a module that exports `run(): Promise<void>`
 */
export async function takeFrom(page: Page, extensions: readonly string[], tests: string): Promise<void> {
  const options = { extensions: extensions.map(parts), extensionTestsPath: parts(tests) };
  // The workbench reads its configuration from an attribute of its page.
  await page.addInitScript(`{
    const { getAttribute } = Element.prototype;
    Element.prototype.getAttribute = function (name) {
      const value = getAttribute.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      const configuration = JSON.parse(value);
      return JSON.stringify({ ...configuration, developmentOptions: { ...configuration.developmentOptions, ...${JSON.stringify(options)} } });
    };
  }`);
}

/** An address as the workbench writes it. */
function parts(address: string): { scheme: string; authority: string; path: string } {
  const { protocol, host, pathname } = new URL(address);
  return { scheme: protocol.slice(0, -1), authority: host, path: pathname };
}
