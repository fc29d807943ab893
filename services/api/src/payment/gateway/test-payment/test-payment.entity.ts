import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { BankEnvironment, BankProtocolName } from '../bank-protocol.ts'

/** MISMATCHED: the bank speaks of another amount or currency than was asked for. */
export type TestPaymentStatus = 'OPEN' | 'PENDING' | 'PAID' | 'REFUSED' | 'CANCELLED' | 'MISMATCHED'

/** A payment of one unit of money by which a merchant tries a bank; it belongs to no order. */
@Entity({ tableName: 'test_payment' })
export class TestPayment {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  @Property({ type: 'uuid' })
  gatewayAccountId!: string

  @Property({ type: 'text' })
  protocol!: BankProtocolName

  @Property({ type: 'text' })
  reference!: string

  @Property({ type: 'text', default: 'OPEN' })
  status!: TestPaymentStatus

  @Property({ type: 'integer' })
  amount!: number

  @Property({ type: 'text' })
  currency!: string

  @Property({ type: 'text' })
  environment!: BankEnvironment

  @Property({ type: 'text', nullable: true })
  bankStatus?: string | null

  @Property({ type: 'text', nullable: true })
  authorizationNumber?: string | null

  @Property({ type: 'timestamptz' })
  openedAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  notifiedAt?: Date | null
}
