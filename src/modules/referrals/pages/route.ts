import type { Draft } from '../drafts/forms.ts'
import { agreedWithoutYes } from '../policy.ts'
import type { HelpNumber, Indicator } from '../dated.ts'

/** What the questions choose from. */
export interface Lists {
  indicators: Indicator[]
  numbers: HelpNumber[]
}

/** What is asked of each person. */
export const ofEachPerson = ['name', 'age', 'about', 'language', 'contact', 'alone'] as const

/** The questions of a referral in their order. Safety comes first, then whether they agreed, and only then a name. */
export function route(draft: Draft): string[] {
  const people = draft.people?.length || 1
  return [
    'children',
    ...(mayBeChild(draft) ? ['council'] : []),
    'right-now',
    'what-happened',
    'where',
    'agreed',
    ...(agreedWithoutYes(draft) ? afterAgreeing(draft, people) : ['said-no']),
  ]
}

function afterAgreeing(draft: Draft, people: number): string[] {
  return [
    'signs',
    ...(draft.indicators?.length ? ['noticed'] : []),
    ...Array.from({ length: people }, (_, i) => ofEachPerson.map((page) => `people/${i + 1}/${page}`)).flat(),
    'people',
    'you',
  ]
}

export const mayBeChild = ({ children, immediate }: Draft): boolean =>
  children?.involved === 'yes' || children?.involved === 'unsure' || immediate?.child === true
