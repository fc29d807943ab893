import { formatMoney } from '@triclic/money'
import type { Language } from '../../kernel/errors.ts'
import { formatIban } from '../../kernel/iban.ts'
import { defineMessages } from '../../kernel/messages.ts'
import type { LabelledValue, MailContent, MailPart, MailRenderer } from '../../mail/mail-content.ts'
import {
  buyerMail,
  loadOrderForMail,
  orderLink,
  orderMailSource,
  type OrderMailSource,
} from '../../order/mails/order-mail.ts'
import { isPayable } from '../../order/order-status.ts'
import type { ChequeInstructions, TransferInstructions } from '../../shop/manual-payments.ts'
import { loadManualPayment, type FoundManualPayment } from '../manual/find-manual-payment.ts'

const message = defineMessages({
  transferTitle: { en: 'How to pay by transfer', fr: 'Payer par virement' },
  chequeTitle: { en: 'How to pay by cheque', fr: 'Payer par chèque' },
  order: { en: 'Order', fr: 'Commande' },
  amount: { en: 'Amount', fr: 'Montant' },
  holder: { en: 'Account holder', fr: 'Titulaire du compte' },
  iban: { en: 'IBAN', fr: 'IBAN' },
  bic: { en: 'BIC', fr: 'BIC' },
  reference: { en: 'Reference', fr: 'Référence' },
  payee: { en: 'Payable to', fr: 'À l’ordre de' },
  address: { en: 'Send it to', fr: 'À envoyer à' },
  back: { en: 'Write on the back', fr: 'À écrire au dos' },
  deadline: { en: 'To arrive by', fr: 'À recevoir avant le' },
  footer: {
    en: 'You received this email because you chose this way to pay for an order. Without payment, it will be cancelled.',
    fr: 'Vous recevez cet e-mail parce que vous avez choisi ce moyen de paiement pour une commande. Sans paiement, elle sera annulée.',
  },
})

const DATE_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr' }

/** Mail to the buyer who chose to pay by transfer or cheque: what to do, as it was shown then. None if the order can no longer be paid. */
export const manualPaymentInstructions: MailRenderer = async (tx, mail, wording) => {
  const order = await loadOrderForMail(tx, mail)
  if (!isPayable(order.status)) return null
  const payment = await loadManualPayment(tx, mail.details.manualPaymentId)
  return writeManualPaymentInstructions(orderMailSource(tx, order, wording), payment)
}

export type ManualPaymentToExplain = Pick<FoundManualPayment, 'method' | 'instructions' | 'dueAt'>

export function writeManualPaymentInstructions(
  source: OrderMailSource,
  { method, instructions, dueAt }: ManualPaymentToExplain,
): MailContent {
  const { order, shop } = source
  const { language } = order
  const isTransfer = method === 'TRANSFER'
  const deadline = new Intl.DateTimeFormat(DATE_LOCALES[language], {
    timeZone: shop.timeZone,
    dateStyle: 'full',
  }).format(new Date(dueAt))
  const rows: LabelledValue[] = [
    [message('amount', language), formatMoney({ amount: order.total, currency: order.currency }, language)],
    ...(isTransfer ? transferRows(instructions, language) : chequeRows(instructions, language)),
    [message(isTransfer ? 'reference' : 'back', language), order.code],
    [message('deadline', language), deadline],
  ]
  const note: MailPart[] = instructions.note ? [{ kind: 'text', text: instructions.note }] : []
  return buyerMail(
    source,
    isTransfer ? 'TRANSFER_INSTRUCTIONS' : 'CHEQUE_INSTRUCTIONS',
    {
      title: message(isTransfer ? 'transferTitle' : 'chequeTitle', language),
      footer: message('footer', language),
    },
    [
      { kind: 'facts', rows },
      ...chequeAddress(method, instructions, language),
      ...note,
      ...orderLink(source, 'see'),
    ],
    { deadline },
  )
}

const transferRows = (
  { holder, iban, bic }: Partial<TransferInstructions>,
  language: Language,
): LabelledValue[] => [
  [message('holder', language), holder ?? ''],
  [message('iban', language), formatIban(iban ?? '')],
  ...(bic ? [[message('bic', language), bic] satisfies LabelledValue] : []),
]

const chequeRows = ({ payee }: Partial<ChequeInstructions>, language: Language): LabelledValue[] => [
  [message('payee', language), payee ?? ''],
]

const chequeAddress = (
  method: ManualPaymentToExplain['method'],
  { address }: Partial<ChequeInstructions>,
  language: Language,
): MailPart[] =>
  method === 'CHEQUE' && address
    ? [{ kind: 'address', title: message('address', language), lines: address.split('\n') }]
    : []
