import { z } from 'zod'
import { RequestError } from '../../kernel/errors.ts'

/** Longer than what any authenticator returns without an attestation certificate. */
const MAX_LENGTH = 10_000

const base64url = z.string().regex(/^[\w-]+$/)
const credential = <Response extends z.ZodType>(response: Response) =>
  z.object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    response,
    clientExtensionResults: z.object({}).default({}),
  })

const ATTESTATION = credential(z.object({ clientDataJSON: base64url, attestationObject: base64url }))
const ASSERTION = credential(
  z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
)

/** What an authenticator answered when a passkey was created (RegistrationResponseJSON). @throws RequestError BAD_USER_INPUT */
export const readAttestation = (text: string): z.output<typeof ATTESTATION> => read(ATTESTATION, text)

/** What an authenticator answered when a passkey was used (AuthenticationResponseJSON). @throws RequestError BAD_USER_INPUT */
export const readAssertion = (text: string): z.output<typeof ASSERTION> => read(ASSERTION, text)

function read<Type extends z.ZodType>(type: Type, text: string): z.output<Type> {
  const result = type.safeParse(text.length > MAX_LENGTH ? null : parseJson(text))
  if (result.success) return result.data
  throw new RequestError('BAD_USER_INPUT', 'response: not the response of an authenticator as JSON.')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
