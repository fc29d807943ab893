import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankEnvironment } from '../bank-protocol.ts'

/** Settings of a gateway account that its merchant has replaced. */
@Entity({ tableName: 'previous_gateway_settings' })
export class PreviousGatewaySettings {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  gatewayAccountId!: string

  @Property({ type: 'text' })
  environment!: BankEnvironment

  @Property({ type: 'text' })
  paymentUrl!: string

  @Property({ type: 'text' })
  identity!: string

  @Property({ type: 'blob', hidden: true })
  sealedCredentials!: Buffer

  @Property({ type: 'timestamptz' })
  replacedAt!: Date
}
