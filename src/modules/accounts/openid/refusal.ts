import * as openid from 'openid-client'

/** Why somebody was not signed in. */
export type RefusedKind =
  // Before anything was asked of the issuer.
  | 'otherBrowser'
  | 'usedBefore'
  // What the issuer answered, or did not.
  | 'denied'
  | 'silent'
  | 'unchecked'
  // What we know of them.
  | 'nobody'
  | 'notVouched'
  | 'noRole'
  | 'addressOfAnother'

/** Nobody was signed in. `what` tells the operator more: a code of ours or of the standard, never what was sent. */
export class SignInRefused extends Error {
  readonly kind: RefusedKind
  readonly what?: string
  constructor(kind: RefusedKind, what?: string, options?: ErrorOptions) {
    super(what ? `${kind} ${what}` : kind, options)
    this.kind = kind
    this.what = what
  }
}

/** What the library says when the issuer was not there, and not when what it said was wrong. */
const silent = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'])
const claims = new Set(['iss', 'aud', 'azp', 'sub', 'nonce', 'exp', 'iat', 'nbf', 'auth_time'])

/** Whatever went wrong between the issuer and us, as a refusal. Errors that are nothing of the kind stay what they are. */
export function readRefusal(error: unknown): unknown {
  if (error instanceof SignInRefused) return error
  if (error instanceof openid.AuthorizationResponseError) return new SignInRefused('denied')
  if (error instanceof openid.ResponseBodyError)
    return new SignInRefused('unchecked', error.error === 'invalid_grant' ? 'codeRefused' : 'requestRefused')
  if (error instanceof openid.WWWAuthenticateChallengeError)
    return new SignInRefused('unchecked', 'requestRefused')
  if (error instanceof openid.ClientError) {
    const code = error.code ?? ''
    if (silent.has(code)) return new SignInRefused('silent', code)
    const { claim } = ((error.cause as Error | undefined)?.cause ?? {}) as { claim?: unknown }
    const about = typeof claim === 'string' && claims.has(claim) ? ` ${claim}` : ''
    return new SignInRefused('unchecked', (/^OAUTH_[A-Z_]+$/.test(code) ? code : 'unknown') + about)
  }
  // `fetch` and the checks of what is malformed both throw this one.
  if (error instanceof TypeError)
    return error.cause === undefined
      ? new SignInRefused('unchecked', 'malformed')
      : new SignInRefused('silent', 'unreachable')
  return error
}
