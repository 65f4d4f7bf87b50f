import type { Reaction } from './kernel/deps.ts'

/** Every consequence that one module's event has in another, on this one page: same transaction, in this order.
 *  What an answer must carry is not here: accepting a referral opens its case by running that command. */
export const reactions: Record<string, Reaction[]> = {}
