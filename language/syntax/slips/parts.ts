import { ADDRESS, ADDRESSES, fix, NAME, type Place, type Slip } from './slip.ts';

const COMPONENT = /\bcomponent\s[^{}\n]*$/;
const SAID = String.raw`(?:(?:ip|ips|ipv4|ipv6|addr|address|addresses|host)\b\s*[:=]?|[@:=])\s*`;

/** `component x = veeam.proxy`, `component x veeam.proxy`, `component x : veeam.proxy 10.0.0.1` and `component x ip 10.0.0.1`. */
export function partsOfComponent({ line, start }: Place): Slip | undefined {
  const before = line.slice(0, start);
  const rest = line.slice(start);
  if (/\bcomponent\s+[\p{L}\d_-]+\s*("[^"]*"\s*)?$/u.test(before)) {
    const message = "Roles stand behind a colon ':'.";
    if (/^=\s*\p{L}/u.test(rest)) return { message, fixes: [fix("Write ':'", start, start + 1, ':')], end: line.length };
    if (/^\p{L}[\p{L}\d_-]*\.\p{L}/u.test(rest))
      return { message, fixes: [fix("Put in ':'", start, start, ': ')], end: line.length };
  }
  if (!COMPONENT.test(before) || /\sat\s[^{}\n]*$/.test(before)) return undefined;
  const [word] = new RegExp(`^(?:${SAID})?(?=${ADDRESS})`).exec(rest) ?? [];
  if (word === undefined) return undefined;
  const title = word.trim() ? `Write 'at' for '${word.trim()}'` : "Put in 'at'";
  return { message: "Addresses stand behind 'at'.", fixes: [fix(title, start, start + word.length, 'at ')], end: line.length };
}

/** `component x : veeam.proxy { at 10.0.0.1 }`. */
export function addressInBraces({ line, start }: Place): Slip | undefined {
  const brace = /\bcomponent\s[^{}\n]*(\{\s*(?:(?:ip|ipv4|ipv6|addr|address|host)\s*=\s*)?)$/.exec(line.slice(0, start))?.[1];
  const found = new RegExp(`^(?:at\\s*[:=]?\\s*|${SAID})?(${ADDRESSES})\\s*[,;]?\\s*(\\})?`).exec(line.slice(start));
  if (!brace || !found) return undefined;
  const [whole, addresses, close] = found;
  const text = `at ${addresses}`;
  return {
    message: `Addresses stand in front of the braces: '${text}'.`,
    fixes: [fix(`Put '${text}' in front of them`, start - brace.length, start + whole.length, close ? text : `${text} { `)],
    end: line.length,
  };
}

/** `veeam.proxy x at 10.0.0.1`, `x : veeam.proxy at 10.0.0.1` and `host x at 10.0.0.1` in the braces of a zone. */
export function componentFirst({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected '}'")) return undefined;
  const rest = line.slice(start);
  const [whole, role, name] =
    /^(\p{L}[\p{L}\d_-]*\.\p{L}[\p{L}\d_.-]*)\s+(\p{L}[\p{L}\d_-]*(?:\s+"[^"]*")?)(?=\s|$)/u.exec(rest) ?? [];
  if (whole && name !== 'at') {
    const text = `component ${name} : ${role}`;
    return {
      message: `A machine begins with 'component', and its role stands behind its name: '${text}'.`,
      fixes: [fix(`Write '${text}'`, start, start + whole.length, text)],
      end: line.length,
    };
  }
  if (/^\p{L}[\p{L}\d_-]*\s*(?:"[^"]*"\s*)?:\s*\p{L}[\p{L}\d_-]*\.\p{L}/u.test(rest))
    return {
      message: "A machine begins with 'component'.",
      fixes: [fix("Put in 'component'", start, start, 'component ')],
      end: line.length,
    };
  const [said] = /^(?:host|server|vm|machine|node|device)(?=\s+\p{L})/iu.exec(rest) ?? [];
  if (!said) return undefined;
  return {
    message: "A machine begins with 'component'.",
    fixes: [fix("Write 'component'", start, start + said.length, 'component')],
    end: line.length,
  };
}

/** `veeam/proxy`, `veeam::proxy` and `component@zone`. */
export function joinedByDot({ line, start }: Place): Slip | undefined {
  const vendor = /(?:[:,]|->|\b(?:allow|deny|group\s[^=]*=))\s*(\p{L}[\p{L}\d_-]*)$/u.exec(line.slice(0, start))?.[1];
  const [whole, role] = /^(?:\/|::|:|@)(\p{L}[\p{L}\d_-]*)/u.exec(line.slice(start)) ?? [];
  if (!vendor || !whole || /^(?:tcp|udp|icmp|icmpv6|any|required)$/.test(vendor)) return undefined;
  // `web@office` says the part first, as in an address of mail.
  const text = whole.startsWith('@') ? `${role}.${vendor}` : `${vendor}.${role}`;
  const end = start + whole.length;
  return {
    message: `A dot joins the two: '${text}'.`,
    fixes: [fix(`Write '${text}'`, start - vendor.length, end, text)],
    end: line.length,
  };
}

/** `also at 10.1.0.9 in b, 10.2.0.9 in c`. */
export function listOfLegs({ line, start }: Place): Slip | undefined {
  if (!new RegExp(`\\balso\\s+at\\s+${ADDRESSES}\\s+in\\s+${NAME}\\s*$`, 'u').test(line.slice(0, start))) return undefined;
  const [whole] =
    new RegExp(`^(?:\\s*,\\s*(?:also\\s+at\\s+)?${ADDRESSES}\\s+in\\s+${NAME})+`, 'u').exec(line.slice(start)) ?? [];
  if (!whole) return undefined;
  const legs = [...whole.matchAll(new RegExp(`(${ADDRESSES})\\s+in\\s+(${NAME})`, 'gu'))];
  const text = legs.map(([, addresses, zone]) => ` also at ${addresses} in ${zone}`).join('');
  return {
    message: `Each network that a machine has a leg in is said by itself:${text}.`,
    fixes: [fix(`Write '${text.trim()}'`, start, start + whole.length, text)],
    end: line.length,
  };
}
