import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { sha256 } from '../src/platform/crypto/sign.ts'

/** What an authenticator signs, or claims; tests change single parts. */
export interface Ceremony {
  /** As a browser writes it. */
  origin: string
  rpId: string
  isUserVerified: boolean
  challenge: string
  type: string
  counter: number
  /** Base64url. */
  userHandle: string
  /** The text of clientDataJSON, instead of one made from the other parts. */
  clientData: Buffer
}

const uint16 = (value: number) => Buffer.from([value >> 8, value & 255])
const flagsOf = (isUserVerified: boolean, extra = 0) => Buffer.from([1 | (isUserVerified ? 4 : 0) | extra])
const counterOf = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/**
 * An authenticator in software with one ES256 passkey: it answers options like a browser does, with a real attestation of the
 * format "none" and real assertions.
 */
export class Authenticator {
  readonly credentialId = randomBytes(32)
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  #userHandle = Buffer.alloc(16).toString('base64url')

  constructor(readonly portal: string) {}

  /** The RegistrationResponseJSON for the options of startPasskey. */
  create(options: string, changes: Partial<Ceremony> = {}): string {
    const { rp, challenge, user } = JSON.parse(options) as {
      rp: { id: string }
      challenge: string
      user: { id: string }
    }
    this.#userHandle = user.id
    const ceremony = { rpId: rp.id, challenge, type: 'webauthn.create', ...changes }
    const authData = Buffer.concat([
      sha256(ceremony.rpId),
      flagsOf(ceremony.isUserVerified ?? true, 0x40),
      counterOf(ceremony.counter ?? 0),
      Buffer.alloc(16),
      uint16(this.credentialId.length),
      this.credentialId,
      this.#publicKey(),
    ])
    // CBOR: a map of fmt, attStmt and authData.
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      uint16(authData.length),
      authData,
    ])
    return this.#respond({
      clientDataJSON: this.#clientData(ceremony).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
    })
  }

  /** The AuthenticationResponseJSON for the options of startPasskeySignIn. */
  get(options: string, changes: Partial<Ceremony> = {}): string {
    const { rpId, challenge } = JSON.parse(options) as { rpId: string; challenge: string }
    const ceremony = { rpId, challenge, type: 'webauthn.get', ...changes }
    const authenticatorData = Buffer.concat([
      sha256(ceremony.rpId),
      flagsOf(ceremony.isUserVerified ?? true),
      counterOf(ceremony.counter ?? 0),
    ])
    const clientData = this.#clientData(ceremony)
    const signed = Buffer.concat([authenticatorData, sha256(clientData)])
    return this.#respond({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: sign('sha256', signed, this.#keys.privateKey).toString('base64url'),
      userHandle: ceremony.userHandle ?? this.#userHandle,
    })
  }

  #clientData({ clientData, type, challenge, origin = this.portal }: Partial<Ceremony>): Buffer {
    return clientData ?? Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #respond(response: Record<string, string>): string {
    const id = this.credentialId.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })
  }

  /** COSE_Key in CBOR. */
  #publicKey(): Buffer {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' })
    return Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ])
  }
}
