import { redactCardNumbers } from '@triclic/card-core/text'
import type { Api } from '../../../app/context.ts'
import type { Shop } from '../../../shop/shop.ts'
import type { BankProtocol, RawNotification } from '../bank-protocol.ts'
import { storeRefusals, type Refusal } from './store-refusals.ts'

const MAX_FIELDS = 60
const MAX_LENGTH = 200
const MAX_DISPLAYED_LENGTH = 80
/** Of a flood, this many are read while the ones before are being stored; of the others, only the number is kept. */
const MAX_WAITING = 200

/** What is waiting to be stored for one shop. */
interface Batch {
  refusals: Refusal[]
  stored: Promise<void>
}

/** By shop id: each process stores the refusals of a shop one batch at a time, so that storing a flood takes one connection. Reading the settings before takes one for each request. */
const waiting = new Map<string, Batch>()
const storing = new Map<string, Promise<void>>()

/**
 * Records a notification that is not authentic, with the reason: the first ones of each kind and hour and the latest one; others are counted. Not
 * unique, so that a forgery cannot block the real notification.
 */
export async function recordRefusedNotification(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  raw: RawNotification,
  reason: string,
): Promise<void> {
  let batch = waiting.get(shop.id)
  if (!batch) {
    const refusals: Refusal[] = []
    batch = { refusals, stored: storeNext(app, shop, refusals) }
    waiting.set(shop.id, batch)
  }
  addRefusal(batch.refusals, protocol, raw, reason)
  await batch.stored
}

/** Stores the batch once the one before is stored. Whatever arrives until then joins it. */
async function storeNext(app: Api, shop: Shop, refusals: Refusal[]): Promise<void> {
  await storing.get(shop.id)?.catch(() => undefined)
  waiting.delete(shop.id)
  const stored = storeRefusals(app, shop, refusals)
  storing.set(shop.id, stored)
  try {
    await stored
  } finally {
    if (storing.get(shop.id) === stored) storing.delete(shop.id)
  }
}

/** Beyond the limit, one refusal stands for all with the same bank and reason, and for no payment. */
function addRefusal(refusals: Refusal[], protocol: BankProtocol, raw: RawNotification, reason: string): void {
  if (refusals.length < MAX_WAITING) return void refusals.push(readRefusal(protocol, raw, reason))
  const similar = refusals
    .slice(MAX_WAITING)
    .find((each) => each.protocol === protocol.name && each.reason === reason)
  if (similar) similar.count++
  else refusals.push({ ...readRefusal(protocol, raw, reason), reference: '' })
}

function readRefusal(protocol: BankProtocol, raw: RawNotification, reason: string): Refusal {
  const text = raw.body.length > 0 ? raw.body.toString('utf8') : raw.query
  const parameters = new URLSearchParams(text)
  const pairs = [...parameters].slice(0, MAX_FIELDS)
  const displayed = Object.entries(protocol.displayableFields(Object.fromEntries(pairs))).map(
    ([name, value]) => [name, clean(value, MAX_DISPLAYED_LENGTH)],
  )
  return {
    protocol: protocol.name,
    reason,
    reference: clean(protocol.readReturnReference(parameters) ?? ''),
    fields: pairs.map(([name, value]) => [clean(name), clean(value)]),
    displayedFields: Object.fromEntries(displayed) as Record<string, string>,
    count: 1,
  }
}

/** Removes card numbers and what PostgreSQL's jsonb rejects: NUL, and lone surrogates, which cutting off the rest can leave. */
const clean = (text: string, maxLength = MAX_LENGTH): string =>
  redactCardNumbers(text.slice(0, 2 * MAX_LENGTH).replaceAll('\u0000', ''))
    .slice(0, maxLength)
    .toWellFormed()
