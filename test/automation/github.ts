import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  id: number;
  body: string;
  user: { login: string };
  html_url: string;
}

/** As much of GitHub's REST API as a comment needs, on this machine. */
export class FakeGitHub {
  readonly comments: Comment[] = [];
  /** What was asked for, in order: `POST /repos/…`. */
  readonly asked: string[] = [];
  readonly tokens = new Set<string | undefined>();
  /** Who a personal token belongs to; a workflow's has nobody. */
  user: string | undefined;
  /** Requests with these methods are answered with this. */
  readonly refusals = new Map<string, number[]>();
  private server!: Server;

  async start(): Promise<string> {
    this.server = createServer(async (request, response) => {
      const [status, answer] = this.answer(request, await bodyOf(request));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
  }

  add(body: string, login = 'github-actions[bot]'): Comment {
    const id = this.comments.length + 1;
    const comment = { id, body, user: { login }, html_url: `https://github.example/acme/plans/pull/7#${id}` };
    this.comments.push(comment);
    return comment;
  }

  private answer({ method, url, headers }: IncomingMessage, sent: { body?: string } | undefined): [number, unknown] {
    const { pathname, searchParams } = new URL(url!, 'http://x');
    this.asked.push(`${method} ${pathname}`);
    this.tokens.add(headers.authorization);
    const refusal = this.refusals.get(method!)?.shift();
    if (refusal) return [refusal, { message: 'refused' }];
    if (pathname === '/user')
      return this.user ? [200, { login: this.user }] : [403, { message: 'Resource not accessible by integration' }];
    if (pathname === '/repos/acme/plans/issues/7/comments') {
      if (method === 'POST') return sent!.body!.length > 65_536 ? [422, {}] : [201, this.add(sent!.body!, this.user)];
      const [size, page] = [Number(searchParams.get('per_page') ?? 30), Number(searchParams.get('page') ?? 1)];
      return [200, this.comments.slice(size * (page - 1), size * page)];
    }
    const known = this.comments.find(({ id }) => pathname === `/repos/acme/plans/issues/comments/${id}`);
    if (!known || method !== 'PATCH') return [404, { message: 'Not Found' }];
    known.body = sent!.body!;
    return [200, known];
  }
}

async function bodyOf(request: IncomingMessage): Promise<{ body?: string } | undefined> {
  let text = '';
  for await (const piece of request) text += piece;
  return text ? JSON.parse(text) : undefined;
}
