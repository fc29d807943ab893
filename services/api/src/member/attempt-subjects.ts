import type { MerchantRequest } from '../app/context.ts'
import type { Keys } from '../platform/crypto/keys.ts'
import { hmacOf } from '../platform/crypto/sign.ts'
import { networkOf } from '@triclic/listener'
import type { RateLimiter } from '../platform/redis/rate-limiter.ts'
import { deriveKey } from './derive-key.ts'

/** Something that failed sign-ins are counted for. */
export interface AttemptSubject {
  /** A keyed hash of what is counted. */
  subject: string
  /** The failure from which on each one doubles the delay, beginning with one second. */
  delayFrom: number
  maxDelaySeconds: number
  /** The failures are forgotten this long after the last one. */
  forgetHours: number
  /** Whether a success forgets all failures. Otherwise a success merely does not count as a failure: several members share an address. */
  isForgivenBySuccess: boolean
}

const QUARTER_HOUR = 900
const perPerson = { delayFrom: 5, maxDelaySeconds: QUARTER_HOUR, forgetHours: 24, isForgivenBySuccess: true }

const LIMITS = {
  /** A device on which the member has signed in: failures elsewhere do not delay it. */
  device: perPerson,
  /** A signed-in member who is asked for the credentials again. */
  session: perPerson,
  accountAtAddress: perPerson,
  /** All unknown devices together, for attacks from many addresses. */
  account: { ...perPerson, delayFrom: 20 },
  /** All accounts together, for one password that is tried on many of them. */
  address: { delayFrom: 50, maxDelaySeconds: 60, forgetHours: 1, isForgivenBySuccess: false },
  /** Requests for a new password, whoever they are for. */
  passwordReset: { delayFrom: 10, maxDelaySeconds: QUARTER_HOUR, forgetHours: 1, isForgivenBySuccess: false },
  /** Requests to open a shop. */
  signUp: { delayFrom: 5, maxDelaySeconds: QUARTER_HOUR, forgetHours: 1, isForgivenBySuccess: false },
} as const satisfies Record<string, Omit<AttemptSubject, 'subject'>>

type Request = Pick<MerchantRequest, 'address'> & {
  app: { env: { bankKeys: Keys }; limiter: Pick<RateLimiter, 'isShared'> }
}

const subjectOf = ({ app }: Request, limit: keyof typeof LIMITS, ...values: string[]): AttemptSubject => ({
  subject: hmacOf(deriveKey(app.env.bankKeys[0], 'sign-in attempts'), limit, ...values),
  ...LIMITS[limit],
})

/** What a sign-in counts for. `deviceId` is null on an unknown device. An address that many members share, such as a portal's, is not counted. */
export function subjectsOfSignIn(
  request: Request,
  { email, deviceId }: { email: string; deviceId: string | null },
): AttemptSubject[] {
  if (deviceId) return [subjectOf(request, 'device', deviceId)]
  const network = networkOf(request.address)
  return [
    subjectOf(request, 'account', email),
    subjectOf(request, 'accountAtAddress', email, network),
    ...(request.app.limiter.isShared(request.address) ? [] : [subjectOf(request, 'address', network)]),
  ]
}

/** What a failed sign-in by passkey is counted for: only the address. Nobody can guess a signature, so accounts need no protection from guessing. */
export const subjectsOfPasskey = (request: Request): AttemptSubject[] =>
  request.app.limiter.isShared(request.address)
    ? []
    : [subjectOf(request, 'address', networkOf(request.address))]

/** What a signed-in member's credentials count for. */
export const subjectsOfSession = (request: Request, tokenHash: string): AttemptSubject[] => [
  subjectOf(request, 'session', tokenHash),
]

/** What a request for a new password counts for. An address that many members share, such as a portal's, is not counted. */
export const subjectsOfPasswordReset = (request: Request): AttemptSubject[] =>
  request.app.limiter.isShared(request.address)
    ? []
    : [subjectOf(request, 'passwordReset', networkOf(request.address))]

/** What a request to open a shop counts for, with the same exception. */
export const subjectsOfSignUp = (request: Request): AttemptSubject[] =>
  request.app.limiter.isShared(request.address)
    ? []
    : [subjectOf(request, 'signUp', networkOf(request.address))]
