import { z } from 'zod'
import { protocolNames } from './account.ts'
import { outcomes } from './outcome.ts'

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
 * What is wrong with a message. `forged`: signed with a key that is not the shop's; `unsigned`: no signature;
 * `truncated`: cut off on the way; `amount`, `currency`, `reference`, `mode`: rightly signed, another content;
 * `shop`: another merchant's message, signed with that one's key; `duplicated`: a parameter twice;
 * `accents`: rightly signed and right, with letters outside ASCII in a signed field.
 */
export type Tamper = (typeof tampers)[number]

export const misbehaviourSchema = z.strictObject({
  timing: z.enum(['before-return', 'after-return', 'never']).default('before-return'),
  /** Seconds by which the notification is late; tomorrow is 86400. */
  late: z.number().min(0).max(172_800).default(0),
  copies: z.number().int().min(1).max(100).default(1),
  concurrent: z.boolean().default(false),
  /** What is notified, in this order, instead of the buyer's outcome alone. */
  sequence: z.array(z.enum(outcomes)).min(1).max(10).optional(),
  tamper: z.enum(tampers).default('none'),
  /** The protocol's own word for the outcome instead of the usual one: `CAPTURED`, `00105`, `payetest`. */
  status: z
    .string()
    .regex(/^\w{1,40}$/)
    .optional(),
  /** Sent there instead of where the shop asked, another shop's URL for one. */
  url: z.url().optional(),
})
export type Misbehaviour = z.infer<typeof misbehaviourSchema>

export const standingSchema = misbehaviourSchema.extend({
  shop: z.string().optional(),
  protocol: z.enum(protocolNames).optional(),
  /** How many payments it lasts; without it, until reset. */
  times: z.number().int().min(1).optional(),
})
export type Standing = z.infer<typeof standingSchema>

/** What concerns the messages themselves, whenever they are sent. */
export type MessageFaults = Omit<Misbehaviour, 'timing' | 'late'>

/** What every notification does unless told otherwise. */
export const wellBehaved: Misbehaviour = misbehaviourSchema.parse({})
