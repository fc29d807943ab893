import { z } from 'zod'
import { type Account, protocolNames, type ProtocolName } from './account.ts'
import { protocols } from './protocols/protocols.ts'

const accountSchema = z.object({
  shop: z.string().min(1).max(100),
  protocol: z.enum(protocolNames),
  name: z.string().max(100).optional(),
  notifyUrl: z.url().optional(),
  returnUrl: z.url().optional(),
  credentials: z.record(z.string(), z.unknown()),
})

/** The merchants' contracts with this bank. */
export class Accounts {
  #accounts: Account[] = []

  /**
   * Adds an account, replacing one with the same protocol and identity.
   *
   * @throws ZodError with the path of the invalid field
   */
  add(input: unknown): Account {
    const { credentials, ...rest } = accountSchema.parse(input)
    const protocol = protocols[rest.protocol]
    const account: Account = { ...rest, credentials: protocol.credentials.parse(credentials) }
    const identity = protocol.identity(account)
    this.#accounts = this.#accounts.filter(
      (known) => known.protocol !== account.protocol || protocol.identity(known) !== identity,
    )
    this.#accounts.push(account)
    return account
  }

  find(protocol: ProtocolName, identity: string): Account | undefined {
    return this.#accounts.find(
      (account) => account.protocol === protocol && protocols[protocol].identity(account) === identity,
    )
  }

  /** An account of another shop with the same protocol, used to simulate misdirected messages. */
  findOther(account: Account): Account | undefined {
    return this.#accounts.find((other) => other.protocol === account.protocol && other.shop !== account.shop)
  }

  list(): readonly Account[] {
    return this.#accounts
  }
}
