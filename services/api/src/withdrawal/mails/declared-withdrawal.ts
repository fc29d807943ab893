import type { InTransaction, WorkerContext } from '../../app/context.ts'
import type { Language } from '../../kernel/errors.ts'
import { defineMessages } from '../../kernel/messages.ts'
import { ONLY_VARIANT } from '../../kernel/only-variant.ts'
import { breakLinks } from '../../mail/break-links.ts'
import type { MailPart } from '../../mail/mail-content.ts'

/** What a mail about a withdrawal tells. */
export interface DeclaredWithdrawal {
  withdrawnAt: Date
  refundDueAt: Date
  name: string
  email: string
  lines: { productName: string; variantName: string; quantity: number }[]
}

/** The lines shown. Mail programs cut a mail of more than about 100 kB; the order page shows all lines. */
const MAX_LINES = 50

const message = defineMessages({
  order: { en: 'Order', fr: 'Commande' },
  withdrawnAt: { en: 'Withdrawn on', fr: 'Rétractation du' },
  name: { en: 'Name', fr: 'Nom' },
  email: { en: 'Email', fr: 'E-mail' },
  refundDueAt: { en: 'Refund by', fr: 'Remboursement au plus tard le' },
  lines: { en: 'Withdrawn from the purchase of', fr: 'Rétractation de l’achat de' },
  moreLines: { en: '… and {count} more', fr: '… et {count} autres' },
  oneMoreLine: { en: '… and 1 more', fr: '… et 1 autre' },
})

type Row = Omit<DeclaredWithdrawal, 'withdrawnAt' | 'refundDueAt'> & {
  withdrawnAt: string
  refundDueAt: string
}

/** The shop's withdrawal with this id. @throws when there is none */
export async function loadDeclaredWithdrawal(
  { em, shop }: InTransaction<WorkerContext>,
  id: string,
): Promise<DeclaredWithdrawal> {
  const [row] = await em.execute<Row[]>(
    `select w.withdrawn_at as "withdrawnAt", w.refund_due_at as "refundDueAt", w.name, w.email,
       (select coalesce(json_agg(json_build_object('productName', l.product_name, 'variantName', l.variant_name, 'quantity', wl.quantity)
           order by l.position), '[]')
         from withdrawal_line wl join order_line l on l.shop_id = wl.shop_id and l.id = wl.order_line_id
         where wl.shop_id = w.shop_id and wl.withdrawal_id = w.id) as lines
     from withdrawal w where w.shop_id = ? and w.id = ?`,
    [shop.id, id],
  )
  if (!row) throw new Error('The withdrawal of the mail does not exist')
  return { ...row, withdrawnAt: new Date(row.withdrawnAt), refundDueAt: new Date(row.refundDueAt) }
}

const DATE_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr' }

/** Date and time, with the name of the time zone. @param timeZone IANA name */
export const exactTime = (at: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(DATE_LOCALES[language], {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'long',
  }).format(at)

/** @param timeZone IANA name */
export const longDay = (at: Date, timeZone: string, language: Language): string =>
  new Intl.DateTimeFormat(DATE_LOCALES[language], { timeZone, dateStyle: 'full' }).format(at)

/** The declaration: who withdrew from what, and when to the second. Names cannot pass for links. */
export function declaration(
  orderCode: string,
  { withdrawnAt, refundDueAt, name, email, lines }: DeclaredWithdrawal,
  { timeZone, language, isRefundDue }: { timeZone: string; language: Language; isRefundDue: boolean },
): MailPart[] {
  const hidden = lines.length - MAX_LINES
  const more =
    hidden === 1 ? message('oneMoreLine', language) : message('moreLines', language, { count: hidden })
  return [
    {
      kind: 'facts',
      rows: [
        [message('order', language), orderCode],
        [message('withdrawnAt', language), exactTime(withdrawnAt, timeZone, language)],
        [message('name', language), breakLinks(name)],
        [message('email', language), email],
        ...(isRefundDue
          ? [[message('refundDueAt', language), longDay(refundDueAt, timeZone, language)] as [string, string]]
          : []),
      ],
    },
    {
      kind: 'address',
      title: message('lines', language),
      lines: [...lines.slice(0, MAX_LINES).map(lineText), ...(hidden > 0 ? [more] : [])],
    },
  ]
}

const lineText = ({ quantity, productName, variantName }: DeclaredWithdrawal['lines'][number]): string =>
  `${quantity} × ${productName}${variantName === ONLY_VARIANT ? '' : `, ${variantName}`}`
