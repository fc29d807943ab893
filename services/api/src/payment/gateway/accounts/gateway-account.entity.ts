import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankProtocolName, BankEnvironment } from '../bank-protocol.ts'

/** A shop's contract with a bank intermediary: its identity there, and its keys, sealed. */
@Entity({ tableName: 'gateway_account' })
export class GatewayAccount {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'text' })
  protocol!: BankProtocolName

  @Property({ type: 'text' })
  name!: string

  @Property({ type: 'text' })
  environment!: BankEnvironment

  @Property({ type: 'text' })
  paymentUrl!: string

  @Property({ type: 'text' })
  identity!: string

  @Property({ type: 'blob', hidden: true })
  sealedCredentials!: Buffer

  @Property({ type: 'boolean' })
  enabled!: boolean

  @Property({ type: 'integer' })
  position!: number

  /** Set when the merchant removed a bank that buyers had paid at: the attempts still point to it. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt?: Date | null

  /** Of the last change of address, identity, environment or keys. */
  @Property({ type: 'timestamptz' })
  settingsSetAt!: Date

  /** A secret's name → when it was set (RFC 3339). */
  @Property({ type: 'json' })
  secretsSetAt!: Record<string, string>
}
