import { Refused } from './kernel/errors.ts'

/** What the environment says is wrong, in one sentence for the terminal. */
export class ConfigRefused extends Refused {}
