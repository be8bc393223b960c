import { find } from "./rules.js";

const FORMATS = {
  email: "ada@example.org",
  uuid: "0198c2f4-7d1e-7a60-9c1b-3f5a2d8e6b47",
  ip: "203.0.113.7",
  uri: "https://example.org/",
};

/** Words that fit a field's name, so that the example reads like a record and not like a form. */
const BY_NAME = [
  [/user_?agent/i, "Mozilla/5.0"],
  [/mail/i, FORMATS.email],
  [/(^|_)ip(_|$)/i, FORMATS.ip],
  [/url|uri|referr?er|link/i, FORMATS.uri],
  [/page|path/i, "/products/1"],
  [/country/i, "Norway"],
  [/city/i, "Bergen"],
  [/^name$|(first|last|full|user|customer)_?name/i, "Ada"],
  [/query|search/i, "laptop"],
];

/** A text that keeps the rules: its format, its pattern where that is simple enough, its length. */
export function sampleText(path, rules) {
  const format = find(rules, /^(email|uuid|ip|uri)$/);
  if (format) {
    return FORMATS[format];
  }
  const pattern = find(rules, /^matches (.+)$/s);
  const named = BY_NAME.find(([name]) => name.test(path.split(".").at(-1)))?.[1] ?? "example";
  return (pattern && fitting(pattern)) ?? ofLength(named, rules);
}

function ofLength(text, rules) {
  const least = Number(find(rules, /^length at least (\d+)$/) ?? 0);
  const most = Number(find(rules, /^length at most (\d+)$/) ?? Infinity);
  return text.padEnd(least, "x").slice(0, most);
}

/** A text that the regular expression takes, for plain ones (letters, classes, groups, repeats); else nothing. */
function fitting(pattern) {
  try {
    const text = sequence([...pattern.replace(/^\^|\$$/g, "")]);
    return new RegExp(`^(?:${pattern})$`).test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function sequence(chars) {
  let text = "";
  while (chars.length && chars[0] !== ")") {
    if (chars[0] === "|") {
      skipRest(chars);
      break;
    }
    const piece = atom(chars);
    text += piece.repeat(times(chars));
  }
  return text;
}

/** The other branches of an alternative: passed over, to the end of the group. */
function skipRest(chars) {
  for (let depth = 0; chars.length && !(depth === 0 && chars[0] === ")"); ) {
    const char = chars.shift();
    depth += char === "(" ? 1 : char === ")" ? -1 : 0;
  }
}

function atom(chars) {
  const char = chars.shift();
  if (char === "(") {
    if (chars[0] === "?") {
      chars.splice(0, 2);
    }
    const text = sequence(chars);
    chars.shift();
    return text;
  }
  if (char === "[") {
    const [first] = chars.splice(0, chars.indexOf("]") + 1);
    return first === "\\" ? "7" : first;
  }
  if (char === "\\") {
    const escaped = chars.shift();
    return { d: "7", w: "a", s: " " }[escaped] ?? escaped;
  }
  return char === "." ? "a" : char;
}

function times(chars) {
  if (chars[0] === "{") {
    return parseInt(chars.splice(0, chars.indexOf("}") + 1).slice(1).join(""), 10);
  }
  return "*+?".includes(chars[0]) && chars.length ? (chars.shift() === "?" ? 0 : 1) : 1;
}
