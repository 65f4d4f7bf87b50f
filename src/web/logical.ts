/**
 * Turns left and right in a style sheet into start and end, so that one file serves every direction of
 * writing. GOV.UK and MoJ styles are written for left-to-right only; 5 of our languages are not.
 */
export function logical(css: string): string {
  return (
    css
      .replace(
        /([;{]\s*)(margin|padding)-(left|right)(?=\s*:)/g,
        (_, before, what, side) => `${before}${what}-inline-${END[side]}`,
      )
      .replace(BORDER, (_, before, side, part = '') => `${before}border-inline-${END[side]}${part}`)
      .replace(/([;{]\s*)(left|right)(?=\s*:)/g, (_, before, side) => `${before}inset-inline-${END[side]}`)
      .replace(/([;{]\s*text-align\s*:\s*)(left|right)\b/g, (_, before, side) => `${before}${END[side]}`)
      // Chrome learnt logical floats in 118 (October 2023): older ones keep the physical one.
      .replace(
        /([;{]\s*)(float\s*:\s*)(left|right)\b/g,
        (all, _, float, side) => `${all};${float}inline-${END[side]}`,
      )
  )
}

// Arrows are drawn with one coloured border ("border-left-color: inherit"): they are turned whole, in
// _direction.scss.
const BORDER = /([;{]\s*)border-(left|right)(-width|-style|-color(?!\s*:\s*inherit))?(?=\s*:)/g

const END: Readonly<Record<string, string>> = { left: 'start', right: 'end' }
