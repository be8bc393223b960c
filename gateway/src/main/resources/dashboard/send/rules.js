/** What the first rule that matches says: the pattern's first group. */
export function find(rules, pattern) {
  for (const rule of rules) {
    const match = pattern.exec(rule);
    if (match) {
      return match[1];
    }
  }
  return undefined;
}
