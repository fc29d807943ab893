import { v7 } from 'uuid'
import type { InTransaction, MerchantContext } from '../../../app/context.ts'
import type { UserError } from '../../../kernel/errors.ts'
import { writeMails } from '../../../mail/write-mail.ts'

/**
 * How many cards a member may reveal in a shop. Certifying one by keyboard takes about a minute: whoever reveals more is copying
 * them. A busy shop certifies at most 200 a day by one person.
 */
export const REVEAL_LIMITS = { perHour: 60, perDay: 200 } as const

/**
 * When the member may reveal a card again; null: now. One reveal of a member at a time, so that simultaneous ones are all
 * counted.
 */
export async function findRevealDelay({
  em,
  shop,
  member,
}: InTransaction<MerchantContext>): Promise<Date | null> {
  await em.execute("select pg_advisory_xact_lock(hashtextextended('reveal ' || ? || ?, 0))", [
    shop.id,
    member.id,
  ])
  const [row] = await em.execute<{ retryAt: Date | null }[]>(RETRY_AT, [
    ...[shop.id, member.id, REVEAL_LIMITS.perHour - 1],
    ...[shop.id, member.id, REVEAL_LIMITS.perDay - 1],
  ])
  return row?.retryAt ? new Date(row.retryAt) : null
}

// A member at the limit may go on when the oldest of the last 60 reveals is an hour old, and the oldest of the last 200 a day.
const RETRY_AT = `
  select greatest(
    (select at + interval '1 hour' from card_reveal
     where shop_id = ? and member_id = ? and at > clock_timestamp() - interval '1 hour' order by at desc offset ? limit 1),
    (select at + interval '1 day' from card_reveal
     where shop_id = ? and member_id = ? and at > clock_timestamp() - interval '1 day' order by at desc offset ? limit 1)
  ) as "retryAt"`

/** Counts a reveal, and forgets those of the day before. */
export async function countReveal({ em, shop, member }: InTransaction<MerchantContext>): Promise<void> {
  await em.execute(
    'insert into card_reveal (shop_id, id, member_id, at) values (?, ?, ?, clock_timestamp())',
    [shop.id, v7(), member.id],
  )
  await em.execute(
    "delete from card_reveal where shop_id = ? and member_id = ? and at < clock_timestamp() - interval '1 day'",
    [shop.id, member.id],
  )
}

/** Tells the shop's owners, once per member and day (UTC), that a member reached the limit. */
export async function reportRevealLimit(tx: InTransaction<MerchantContext>): Promise<void> {
  const isFirst = await tx.em.execute<unknown[]>(
    'insert into reveal_limit_notice (shop_id, member_id) values (?, ?) on conflict do nothing returning day',
    [tx.shop.id, tx.member.id],
  )
  if (isFirst.length === 0) return
  const owners = await tx.em.execute<{ email: string }[]>(
    "select m.email from membership r join member m on m.id = r.member_id where r.shop_id = ? and r.role = 'OWNER'",
    [tx.shop.id],
  )
  await writeMails(
    tx,
    owners.map(({ email }) => ({
      orderId: null,
      kind: 'REVEAL_LIMIT_REACHED' as const,
      recipient: email,
      details: { name: tx.member.name },
    })),
  )
}

/** The error, with the time in the shop's time zone, rounded up to a minute. */
export function revealLimitError({ shop }: Pick<MerchantContext, 'shop'>, retryAt: Date): UserError {
  const at = (locale: string) =>
    new Intl.DateTimeFormat(locale, {
      timeZone: shop.timeZone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    }).format(new Date(Math.ceil(retryAt.getTime() / 60_000) * 60_000))
  return {
    code: 'REVEAL_LIMIT_REACHED',
    message: {
      en: `You have revealed too many cards: at most ${REVEAL_LIMITS.perHour} an hour and ${REVEAL_LIMITS.perDay} a day. You can go on from ${at('en-GB')}.`,
      fr: `Vous avez affiché trop de cartes\u00a0: ${REVEAL_LIMITS.perHour} par heure et ${REVEAL_LIMITS.perDay} par jour au plus. Vous pourrez continuer à partir de ${at('fr-FR')}.`,
    },
  }
}
