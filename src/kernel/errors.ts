/** What can go wrong for a reason a person can act on. Mapped to pages and problem+json in web/errors.ts and api/. */

/** Not there, or not for you: one answer for both, so that existence never leaks. */
export class NotFound extends Error {}

/** You can see it, and this is not yours to do. */
export class Forbidden extends Error {}

/** It was possible before; it is not any more. The message is the sentence shown. */
export class Conflict extends Error {}

export interface Problem {
  field: string
  message: string
}

/** What was sent cannot be taken as it is: each problem says where and why, in GOV.UK style. */
export class Invalid extends Error {
  readonly problems: Problem[]
  constructor(problems: Problem[]) {
    super('Invalid')
    this.problems = problems
  }
}

/** A command or the start cannot go on, and the person at the terminal can put it right: one sentence, no stack. */
export class Refused extends Error {}

/** Nobody is signed in, or not any more. The doors answer this before anything else. */
export class SignedOut extends Error {}

/** The database could not be asked, or did not say that it committed. Nothing was sent; try again. */
export class Unavailable extends Error {}
