// Letters that have no separate mark to take away.
const letters: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe' }

/** A text as words without marks, case and apostrophes, one space between and around them. */
function spoken(text: string, kept = ''): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[łđøıßæœ]/g, (letter) => letters[letter] as string)
    .replace(/['’‘ʼ`´]/g, '')
  return ` ${plain.replace(kept === '*' ? /[^\p{L}\p{N}*]+/gu : /[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** Whether any of the phrases was said, as whole words; a star at the end of a word stands for any ending.
 *  In: phrases of every language, because people write in whichever comes. */
export function saysAny(phrases: string[], texts: (string | undefined)[]): boolean {
  const said = texts.filter((text) => text !== undefined && text !== '').map((text) => spoken(text as string))
  if (said.length === 0) return false
  return phrases.map(patternOf).some((pattern) => said.some((text) => pattern.test(text)))
}

// A few hundred phrases, the same for every command until the data changes.
const patterns = new Map<string, RegExp>()

function patternOf(phrase: string): RegExp {
  const known = patterns.get(phrase)
  if (known) return known
  const pattern = new RegExp(spoken(phrase, '*').replaceAll('*', '[\\p{L}\\p{N}]*'), 'u')
  patterns.set(phrase, pattern)
  return pattern
}
