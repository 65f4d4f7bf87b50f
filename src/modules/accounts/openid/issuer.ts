import * as openid from 'openid-client'
import type { Clock } from '../../../kernel/clock.ts'
import { readRefusal, SignInRefused } from './refusal.ts'

/** What is configured about the organisation's own sign-in. */
export interface OpenIdSettings {
  /** Exactly as the issuer calls itself. */
  issuer: string
  clientId: string
  /** None: a public client, which PKCE alone protects. */
  clientSecret?: string
  /** What people here call it. */
  name: string
  /** Where people reach Waymark: the answer comes back to it. */
  address: string
  /** The claim that says the e-mail address is truly theirs. */
  vouchedBy: string
  /** http on this machine's own address, for trying it out. */
  loopbackHttp: boolean
}

/** What one sign-in has to prove when it comes back. */
export interface Challenge {
  state: string
  nonce: string
  verifier: string
}

/** Who the issuer says it is. Tokens stay in here and end with the request. */
export interface Subject {
  issuer: string
  subject: string
  email?: string
  vouched: boolean
}

export interface Issuer {
  name: string
  /** Where to send the browser. Errors: SignInRefused, when the issuer does not answer. */
  begin(): Promise<{ url: string; challenge: Challenge }>
  /** Changes what came back for who it is. Errors: SignInRefused. */
  redeem(search: URLSearchParams, challenge: Challenge): Promise<Subject>
  /** Where somebody also ends their session with the issuer, when it offers that and has answered before. */
  endSession(): string | undefined
}

/** Where the answer comes back to: registered with the issuer. */
export const answerPath = '/sign-in/answer'

// Keys and addresses of an issuer change a few times a year; the signing keys are looked up by themselves when one is new.
const hour = 3_600_000
const secondsToAnswer = 10
const secondsOfSkew = 30

/** The issuer of the configuration. It is asked nothing until somebody signs in, so that Waymark starts, and whoever is
 *  signed in goes on, without it. */
export function openIssuer(settings: OpenIdSettings, clock: Clock): Issuer {
  const { issuer, clientId, clientSecret, loopbackHttp, address, name } = settings
  const redirectUri = new URL(answerPath, address).href
  let known: { configuration: openid.Configuration; at: number } | undefined

  const discover = () =>
    openid.discovery(
      new URL(issuer),
      clientId,
      { client_secret: clientSecret, [openid.clockTolerance]: secondsOfSkew },
      clientSecret === undefined ? openid.None() : undefined,
      {
        timeout: secondsToAnswer,
        // Without the second the signature would not be looked at: the standard trusts https to the token endpoint alone.
        execute: [...(loopbackHttp ? [openid.allowInsecureRequests] : []), openid.enableNonRepudiationChecks],
      },
    )
  const configured = async () => {
    const now = clock().getTime()
    if (known && now - known.at < hour) return known.configuration
    try {
      known = { configuration: await discover(), at: now }
      return known.configuration
    } catch (error) {
      if (!known) throw readRefusal(error)
      return known.configuration
    }
  }

  return {
    name,
    async begin() {
      const configuration = await configured()
      const challenge = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      }
      const url = openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email',
        state: challenge.state,
        nonce: challenge.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(challenge.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, challenge }
    },
    async redeem(search, { state, nonce, verifier }) {
      const configuration = await configured()
      try {
        const tokens = await openid.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${search}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        )
        const claims = tokens.claims()
        if (!claims) throw new SignInRefused('unchecked', 'noIdToken')
        const said: Record<string, unknown> =
          claims.email === undefined && configuration.serverMetadata().userinfo_endpoint
            ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
            : claims
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof said.email === 'string' ? said.email : undefined,
          vouched: isTrue(said[settings.vouchedBy]),
        }
      } catch (error) {
        throw readRefusal(error)
      }
    },
    endSession() {
      if (!known?.configuration.serverMetadata().end_session_endpoint) return undefined
      // Without id_token_hint: we keep no token. The issuer may ask the person whether they mean it.
      return openid.buildEndSessionUrl(known.configuration, {
        post_logout_redirect_uri: new URL('/sign-in', address).href,
      }).href
    },
  }
}

/** Issuers write yes in three ways. Anything else is no. */
const isTrue = (said: unknown) => said === true || said === 'true' || said === 1 || said === '1'
