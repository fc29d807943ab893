import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankProtocolName, BankEnvironment } from './bank.ts'

/** A shop's contract with a bank intermediary: its identity there, and its keys, sealed. */
@Entity({ tableName: 'bank_account' })
export class BankAccount {
  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  shopId!: string

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
}
