// One comment of a pull request that each run brings up to date, through GitHub's REST API.

/** Begins the comment, so that it is found again. Nobody sees it. */
const MARKER = '<!-- segplan: what opens and what closes -->';

/** Who writes with the token of a workflow. */
const WORKFLOW = 'github-actions[bot]';

const PAGE = 100;

/**
 * Writes the comment, or brings up to date the one that is there.
 * @param needed whether there is anything to say; if not, only a comment that is there is brought up to date
 * @returns its address, or nothing where there is none
 * @throws Error with a sentence for the user
 */
export async function putComment({ api, repository, number, token, body, needed }) {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository ?? '') || !Number.isInteger(number))
    throw new Error('The repository or the request has no name.');
  const ask = (method, path, sent) => request(`${api}${path}`, method, token, sent);
  const comments = `/repos/${repository}/issues/${number}/comments`;
  const known = await find(ask, comments);
  const text = `${MARKER}\n${body}`;
  if (known?.body === text) return known.html_url;
  if (known) return (await ask('PATCH', `/repos/${repository}/issues/comments/${known.id}`, { body: text })).html_url;
  return needed ? (await ask('POST', comments, { body: text })).html_url : undefined;
}

/** The comment of an earlier run: of the same writer, since anybody can begin a comment like ours. */
async function find(ask, comments) {
  const writer = await ask('GET', '/user').then(
    ({ login }) => login,
    () => WORKFLOW,
  );
  for (let page = 1; ; page++) {
    const list = await ask('GET', `${comments}?per_page=${PAGE}&page=${page}`);
    const found = list.find(({ body, user }) => body?.startsWith(MARKER) && user?.login === writer);
    if (found || list.length < PAGE) return found;
  }
}

async function request(address, method, token, sent) {
  for (let attempt = 1; ; attempt++) {
    const answer = await fetch(address, {
      method,
      // The token goes to the address that the runner names, and nowhere else.
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'segplan-action',
        'x-github-api-version': '2022-11-28',
      },
      ...(sent ? { body: JSON.stringify(sent) } : {}),
    }).catch((error) => {
      throw new Error(`GitHub can't be reached (${error.cause?.message ?? error.message}).`);
    });
    if (answer.ok) return answer.json();
    // What has been asked for twice is asked for no third time; a comment that may have been written is not written again.
    if (answer.status >= 500 && attempt < 3 && method !== 'POST') continue;
    if (answer.status === 403 || answer.status === 404)
      throw new Error(
        `The token may not write comments (${answer.status}): give the job "permissions: pull-requests: write"; requests from forks have no such token.`,
      );
    throw new Error(`GitHub answered ${answer.status} to ${method} ${new URL(address).pathname}.`);
  }
}
