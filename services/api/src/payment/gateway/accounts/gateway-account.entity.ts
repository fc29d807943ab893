import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankProtocolName, BankEnvironment } from '../bank-protocol.ts'

/** A shop's contract with a payment gateway: its identity there, and its encrypted keys. */
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

  /** Set when a merchant removes an account that has payment attempts, which still refer to it. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt?: Date | null

  /** Last change of payment URL, identity, environment or keys. */
  @Property({ type: 'timestamptz' })
  settingsSetAt!: Date

  /** When each secret was set (RFC 3339), by field name. */
  @Property({ type: 'json' })
  secretsSetAt!: Record<string, string>
}
