/** By what docs/mutations.md knows it. */
export interface Guard {
  kind: Kind
  guard: string
}

/** One guard taken away, and what noticed. */
export interface Mutant extends Guard {
  /** The test that fails without the guard; nothing while none does. */
  killedBy?: string
  /** Of one that survived: what answered in its place. */
  hiddenBy?: string
}

export type Kind =
  | 'policy, USING'
  | 'policy, WITH CHECK'
  | 'policy, whole'
  | 'policy of owner or sec'
  | 'may'
  | 'when'
  | 'CHECK'
  | 'nothing'
