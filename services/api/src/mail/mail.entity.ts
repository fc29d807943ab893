import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import type { MailKind, MailStatus } from './mail.type.ts'

/** A mail to a buyer or a merchant: stored in the transaction that causes it, sent by the worker. */
@Entity({ tableName: 'mail' })
export class Mail {
  @PrimaryKey({ type: 'uuid' })
  shopId!: string

  @PrimaryKey({ type: 'uuid' })
  id!: string

  /** Null for a payment without an order and for mails about the shop itself. */
  @Property({ type: 'uuid', nullable: true })
  orderId?: string | null

  @Property({ type: 'text' })
  kind!: MailKind

  @Property({ type: 'text' })
  recipient!: string

  @Property({ type: 'text', default: 'QUEUED' })
  status!: MailStatus

  @Property({ type: 'uuid', nullable: true })
  paymentId?: string | null

  /** What the renderer needs in addition to the order, and how often the mail was resent. */
  @Property({ type: 'json' })
  details!: Record<string, string | number | null>

  @Property({ type: 'integer', default: 0 })
  attempts!: number

  @Property({ type: 'text', nullable: true })
  lastError?: string | null

  @Property({ type: 'timestamptz' })
  createdAt!: Date

  @Property({ type: 'timestamptz', nullable: true })
  sentAt?: Date | null
}
