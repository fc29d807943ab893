import type { MailsOfEvents } from '../../mail/mail-subscriber.ts'
import { MailKind } from '../../mail/mail.type.ts'
import { mailToBuyer } from '../../order/mails/mails-of-order-events.ts'

export const mailsOfWithdrawalEvents: MailsOfEvents = {
  'withdrawal.made': ({ shop }, event) => {
    const { withdrawalId } = event.data
    return [
      mailToBuyer(event, MailKind.WITHDRAWAL, { withdrawalId }),
      {
        orderId: event.orderId,
        kind: MailKind.WITHDRAWAL_NOTICE,
        recipient: shop.fragmentTo,
        details: { withdrawalId },
      },
    ]
  },
}
