import { z } from 'zod'
import { protocolNames } from './account.ts'
import { outcomes } from './payment.ts'

export const tampers = [
  'none',
  'forged',
  'unsigned',
  'truncated',
  'amount',
  'currency',
  'reference',
  'shop',
  'mode',
  'duplicated',
  'accents',
] as const

/**
 * The fault in a message. `forged`: signed with a key that is not the shop's; `unsigned`: no signature; `truncated`: cut
 * off in transit; `amount`, `currency`, `reference`, `mode`: wrong content with a valid signature; `shop`: a message of
 * another merchant, signed with that merchant's key; `duplicated`: a parameter sent twice; `accents`: a correct message
 * with characters outside ASCII in a signed field.
 */
export type Tamper = (typeof tampers)[number]

/** A deviation from the normal delivery of one correct notification before the buyer returns. */
export const misbehaviourSchema = z.strictObject({
  timing: z.enum(['before-return', 'after-return', 'never']).default('before-return'),
  /** Delay of the notification in seconds; at most two days. */
  late: z.number().min(0).max(172_800).default(0),
  copies: z.number().int().min(1).max(100).default(1),
  concurrent: z.boolean().default(false),
  /** Outcomes to notify in this order, instead of the buyer's outcome alone. */
  sequence: z.array(z.enum(outcomes)).min(1).max(10).optional(),
  tamper: z.enum(tampers).default('none'),
  /** The protocol's status code, instead of the usual one for the outcome: `CAPTURED`, `00105`, `payetest`. */
  status: z
    .string()
    .regex(/^\w{1,40}$/)
    .optional(),
  /** Minor units that the bank captured or refunded, if not the whole amount. */
  processedAmount: z.number().int().min(1).optional(),
  /** The notification is about a refund (CREDIT), where the protocol notifies one. */
  operation: z.enum(['DEBIT', 'CREDIT']).optional(),
  /** Destination of the notification, instead of the URL that the shop configured. */
  url: z.url().optional(),
})
export type Misbehaviour = z.infer<typeof misbehaviourSchema>

/** A misbehaviour for future payments, optionally limited to a shop, a protocol or a number of payments. */
export const misbehaviourRuleSchema = misbehaviourSchema.extend({
  shop: z.string().optional(),
  protocol: z.enum(protocolNames).optional(),
  /** Number of payments that the rule applies to; without it, until the rules are deleted. */
  times: z.number().int().min(1).optional(),
})
export type MisbehaviourRule = z.infer<typeof misbehaviourRuleSchema>

/** The part of a misbehaviour that concerns the messages, not the time at which they are sent. */
export type MessageFaults = Omit<Misbehaviour, 'timing' | 'late'>

/** Normal behaviour: one correct notification before the buyer returns. */
export const normalBehaviour: Misbehaviour = misbehaviourSchema.parse({})
