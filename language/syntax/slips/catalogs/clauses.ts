import { fix, NAME, type Place, type Slip } from '../slip.ts';
import { type OtherWord, otherWord, standsInFlow } from './line.ts';

/** What other words stand for, as they begin a clause of a flow. */
const CLAUSES: readonly OtherWord[] = [
  [
    /^(?:if|with|when|requires?|needs)\s+(?:the\s+)?feature\s+(?=\p{L})/iu,
    'for ',
    "The features that a flow belongs to stand behind 'for'.",
  ],
  [
    /^(?:purpose|description|desc|comment|title|reason|label|what)\b\s*[:=]?\s*(?=["'])/i,
    '',
    'The purpose of a flow stands in quotes by itself.',
  ],
  [
    /^(?:remark|remarks|notes|hint|caveat|warning)\b\s*[:=]?\s*(?=["'])/i,
    'note ',
    "What else a reader has to know stands behind 'note'.",
  ],
  [/^(?:required|mandatory|always|needed|necessary)\b\s*/i, '', "A flow is required unless it says 'optional'."],
  [
    /^(?:only\s+if|if|where|provided(?:\s+that)?|iff|only\s+when|whenever)\s+(?=\S)/i,
    'when ',
    "A condition of a flow stands behind 'when'.",
  ],
  [
    /^(?:(?:encrypted|secured?|secured|encryption|protection|security)\s*(?:by|with|via|over|using|=|:)\s*|over\s+|via\s+)(?=(?:tls|ssh|mutual-tls|none)\b)/i,
    'protected by ',
    "How a flow is encrypted stands behind 'protected by': tls, mutual-tls, ssh, none or another word.",
  ],
  [/^(?:tls|ssl|https)(?![\p{L}\d_-])/iu, 'protected by tls', "How a flow is encrypted stands behind 'protected by'."],
  [
    /^(?:unencrypted|cleartext|clear-text|plaintext|plain-text|plain|insecure)(?![\p{L}\d_-])/iu,
    'protected by none',
    "How a flow is encrypted stands behind 'protected by', and 'none' says that it is not.",
  ],
  [
    /^(?:carrying|transports?|transfers?|traffic|data)\b\s*[:=]?\s*(?=\p{L})/iu,
    'carries ',
    "What a flow transports stands behind 'carries'.",
  ],
  [
    /^(?:see|per|as\s+per|according\s+to|cf\.?|ref|reference|cite|citing|citation)\b\s*[:=]?\s*(?=[\p{L}][\p{L}\d_-]*\s+["'])/iu,
    'from ',
    "Where a flow is written stands behind 'from'.",
  ],
  [
    /^(?:while|in|only\s+during|only\s+in|phase)\b\s*(?:the\s+)?(?:phase\s+)?(?=\p{L})/iu,
    'during ',
    "The phase of a flow stands behind 'during'.",
  ],
];

/** `if version >= 4`, `purpose "…"`, `required`, `over tls` and the like, behind the services of a flow or on a line of its own. */
export function clauseWords(place: Place): Slip | undefined {
  const { line, start, message } = place;
  if (!message.startsWith('Expected') || !standsInFlow(line, start)) return undefined;
  const rest = line.slice(start);
  if (/^encrypted(?![\p{L}\d_-])(?!\s+(?:by|with|via|over|using))/iu.test(rest))
    return {
      message: "How a flow is encrypted stands behind 'protected by'.",
      fixes: ['tls', 'mutual-tls', 'ssh'].map((by) =>
        fix(`Write 'protected by ${by}'`, start, start + 'encrypted'.length, `protected by ${by}`, false),
      ),
      end: line.length,
    };
  return otherWord(CLAUSES, place);
}

/** `during installation only`, `for feature reports` and `unless …`. */
export function wordTooMuch({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith("Expected '}'")) return undefined;
  const [before, rest] = [line.slice(0, start), line.slice(start)];
  const [only] = /^(?:only|phase)\b\s*/.exec(rest) ?? [];
  if (only && /\bduring\s+[\p{L}\d_-]+\s+$/u.test(before))
    return {
      message: "A flow that says 'during' is required while that phase is on, and at no other time.",
      fixes: [fix(`Leave out '${only.trim()}'`, before.trimEnd().length, start + only.trimEnd().length, '')],
      end: line.length,
    };
  const word = /\bfor\s+((?:the\s+)?features?\s+)$/.exec(before)?.[1];
  if (word && /^\p{L}/u.test(rest))
    return {
      message: "Behind 'for' a feature stands by its name alone.",
      fixes: [fix(`Leave out '${word.trim()}'`, start - word.length, start, '')],
      end: line.length,
    };
  if (!/^unless\s/.test(rest) || !standsInFlow(line, start)) return undefined;
  const [whole, condition] =
    /^unless\s+([^"]*?)(?=\s*$|\s*["}]|\s*\/\/|\s+(?:from|during|for|carries|protected|note|optional)\b)/.exec(rest) ?? [];
  const text = condition && (/\b(?:and|or)\b/.test(condition) ? `when not (${condition})` : `when not ${condition}`);
  return {
    message: "What may not hold stands behind 'when not'.",
    fixes: text ? [fix(`Write '${text}'`, start, start + whole!.length, text)] : [],
    end: line.length,
  };
}

/** `from guide 3`, `from guide, "3"` and `from guide section 3`. */
export function citations({ line, start, message }: Place): Slip | undefined {
  if (!message.startsWith('Expected a text in quotes')) return undefined;
  const source = new RegExp(`\\b(from|contested\\s+by)\\s+(${NAME})\\s*$`, 'u').exec(line.slice(0, start));
  if (!source) return undefined;
  const rest = line.slice(start);
  const [version] = /^v?\d+(?:\.\d+)*/.exec(rest) ?? [];
  if (source[2] === 'version' && version) {
    const text = `when version >= ${version.replace(/^v/, '')}`;
    return {
      message: "From which version on a flow is needed is a condition: it stands behind 'when'.",
      fixes: [fix(`Write '${text}'`, source.index, start + version.length, text)],
      end: line.length,
    };
  }
  const [whole, , section] =
    /^([,:(]?\s*)(["'][^"']*["']|(?:(?:section|sec\.?|page|pages|p\.|table|row|chapter|ch\.|§)\s*)?\d[\w.-]*)\s*\)?/i.exec(
      rest,
    ) ?? [];
  if (!whole || !section) return undefined;
  const text = `"${section.replace(/["']/g, '')}"`;
  const from = line.slice(0, start).trimEnd().length;
  return {
    message: `The section stands in quotes right behind its source: ${source[1]} ${source[2]} ${text}.`,
    fixes: [fix(`Write '${text}'`, from, start + whole.length, ` ${text}`)],
    end: line.length,
  };
}
