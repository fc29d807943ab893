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

/** The contracts this bank knows; one that comes again under the same identity replaces the earlier one. */
export class Accounts {
  #accounts: Account[] = []

  /** Throws a ZodError that names the path when the account, or its protocol's credentials, are not as they must be. */
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

  /** Another merchant's contract with the same protocol, for messages that reach the wrong shop. */
  findOther(account: Account): Account | undefined {
    return this.#accounts.find((other) => other.protocol === account.protocol && other.shop !== account.shop)
  }

  list(): readonly Account[] {
    return this.#accounts
  }
}
