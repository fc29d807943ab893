import { defineMessages } from '../../kernel/messages.ts'
import type { MailAttachment } from '../../mail/mail-content.ts'
import type { ConfirmedOrder } from './load-confirmed-order.ts'

const message = defineMessages({
  terms: { en: 'terms-of-sale.txt', fr: 'conditions-generales-de-vente.txt' },
  withdrawal: { en: 'withdrawal.txt', fr: 'retractation.txt' },
})

/**
 * The terms of sale and the withdrawal information that applied when the order was placed, which a buyer must get on a durable medium (code de la
 * consommation L221-13; Directive 2011/83/EU, art. 8(7)). See docs/decisions/0068.
 */
export const termsFiles = ({ termsText, withdrawalText, language }: ConfirmedOrder): MailAttachment[] => [
  ...(termsText ? [{ fileName: message('terms', language), text: termsText }] : []),
  ...(withdrawalText ? [{ fileName: message('withdrawal', language), text: withdrawalText }] : []),
]
