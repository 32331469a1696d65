/** Labels that would like to be more than text. */
export const HOSTILE: readonly string[] = [
  `\\"; flush ruleset; \\"`,
  `' ; drop #`,
  `$(reboot) \`reboot\` %n %s`,
  '“typographic” ‘quotes’ «too»',
  `right\u202Eto left\u200B hidden`,
  `=cmd|' /C calc'!A0`,
  `@SUM(1+1)`,
  `<script>alert(1)</script> [x](javascript:alert(1)) | pipe`,
  `line\\nbreak \\u0000`,
  'x'.repeat(300),
  '🔥'.repeat(80),
  '*/ } ] ) ${jndi} {{ 7*7 }} <% %> & < > ?',
  'ends with a backslash \\\\',
];

/** A plan with such a label wherever a plan can hold one, and names of the greatest length. */
export const hostilePlan = `plan "${HOSTILE[0]}"
zone a "${HOSTILE[7]}" { subnet 10.0.0.0/24, fd00:a::/64 component ${'long-name-'.repeat(12)}1 "${HOSTILE[1]}" at 10.0.0.1 component ${'long-name-'.repeat(12)}2 at 10.0.0.2 component set "${HOSTILE[4]}" at 10.0.0.3 }
zone b "${HOSTILE[2]}" { subnet 10.0.1.0/24, fd00:b::/64 }
${HOSTILE.map((label, n) => `allow a -> b : tcp ${n + 1} "${label}"`).join('\n')}
allow ${'long-name-'.repeat(12)}1 -> b : udp 1
allow ${'long-name-'.repeat(12)}2 -> b : udp 2
allow set -> b : udp 3
`;
