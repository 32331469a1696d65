import { defineCheck } from '../checking/check.ts';
import { driftOfFirewalls, placeHere, runningPlace } from '../checking/drift-places.ts';

/** So many unknown lines are named, and so many reasons without a line. */
const MOST_LINES = 3;

/** A running file of which something is not known. */
export const unreadRunning = defineCheck({
  code: 'unread-running',
  level: 'warning',
  theme: 'firewalls',
  ofRunning: true,
  title: 'A running file that could not be read, not wholly understood, or that leaves something unsaid',
  documentation: `What a firewall runs is read from the files behind \`running\`, seen from the file that names them. A file that is not there, is no regular file,
is too large, or is in no form that is known tells nothing, and where it has lines that nobody understands, some of the traffic may be open or closed
whatever the other lines say: plan and device are never called in step then. Nor are they where no file speaks of something that the plan does: a family of addresses, hosts that
the firewall stands at, a zone of which a part lies elsewhere than it is said to.

\`\`\`segplan
zone office { subnet 10.1.0.0/24 }
zone shop   { subnet 10.2.0.0/24 }

firewall main : asa {
  zones office, shop
  running "running/main.txt"      // main.txt does not exist
}
\`\`\`

Mend the path, or have the device write the file again. [What is read](../audit.md#what-is-read) lists the forms that are known. In a workspace that is not
trusted, only files inside of it are read.`,
  *detect(context) {
    for (const { firewall, files, lacking } of driftOfFirewalls(context)) {
      // Of what could not be read nobody knows what else it leaves unsaid.
      if (lacking.length && files.every(({ why }) => why === undefined)) {
        const more = lacking.length - MOST_LINES;
        const said = [...lacking.slice(0, MOST_LINES), ...(more > 0 ? [`And ${more} more; segplan audit says them.`] : [])];
        yield {
          ...placeHere([runningPlace(firewall, 0)], context),
          message: `${firewall.name} is not known to do what the plan says. ${said.join(' ')}`,
        };
      }
      for (const [n, { file, why, devices, uri }] of files.entries()) {
        const place = placeHere([runningPlace(firewall, n)], context);
        if (why !== undefined) yield { ...place, message: why };
        const unknown = devices.flatMap((device) => device.unknown);
        const [first] = unknown;
        if (!first) continue;
        const many = unknown.length > 1;
        yield {
          ...place,
          message: `${many ? `${unknown.length} lines` : 'A line'} of ${file} ${many ? 'are' : 'is'} not understood, so that nobody knows all that ${firewall.name} runs: line ${first.line}, ${first.what}; ${first.why}.`,
          elsewhere: unknown
            .slice(0, MOST_LINES)
            .map(({ line, what, why: reason }) => ({ uri, line, message: `${what}: ${reason}` })),
        };
      }
    }
  },
});
