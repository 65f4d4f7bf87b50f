/** One guard taken away, and what noticed. */
export interface Mutant {
  kind: Kind
  guard: string
  /** The test that fails without the guard; nothing while none does. */
  killedBy?: string
}

export type Kind =
  'policy, USING' | 'policy, WITH CHECK' | 'policy of owner or sec' | 'may' | 'when' | 'CHECK' | 'nothing'
