/** A product whose guide has the agent connect, which the reference of its maker contests. */
export const ACME = `vendor acme "Acme" {
  source ports "https://acme.example/ports" "Acme ports" vendor version 4.2 dated 2026-01-31
  source guide "guide.pdf" "Field guide"
  role server
  role agent
  role linux-agent : agent
  role portal at "portal.acme.example"
  feature mirrors
  flow server -> linux-agent : tcp 7000 "Starts jobs" from ports "Agents"
  flow agent -> server : tcp 7001, 7002 "Asks for jobs" from guide "3" contested by ports "Agents"
  flow server -> portal : tcp 443 "Looks for updates" from guide "4" contested by ports "Updates"
  flow server -> server : tcp 7100 for mirrors "Mirrors" from guide "5" contested by ports "Mirrors"
}
`;

/** A plan with a server of it, and what stands at the edge. */
export const contestedPlan = (agents: string, rest = ''): string => `${ACME}use acme
zone core { subnet 10.0.0.0/24 component main : acme.server at 10.0.0.1 }
zone edge { subnet 10.0.1.0/24 ${agents} }
${rest}`;
