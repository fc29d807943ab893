import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { MailType, toMailType } from './mail.type.ts'
import { resendMail } from './resend-mail.ts'

const ResendMailPayload = merchantPayload('ResendMailPayload', {
  mail: { type: () => MailType, description: 'QUEUED again; null if it cannot be resent.' },
})

@Resolver()
export class MailResolver {
  @Mutation(() => ResendMailPayload, {
    description:
      'Sends a mail of an order again. A card fragment cannot be resent: its digits are erased once sent. Ask for the card again instead.',
  })
  @EntryPoint({ access: 'mail.resend', rateLimit: 'member' })
  resendMail(
    @Ctx() ctx: MerchantContext,
    @Arg('mailId', () => ID, {
      description:
        '`Mail.id`: MAIL_NOT_RESENDABLE where its content is gone, RATE_LIMITED after five times in 24 hours.',
    })
    mailId: string,
  ) {
    return toPayload(ctx, ResendMailPayload, async () => {
      const { mail } = await resendMail(ctx, { mailId })
      return { mail: toMailType(mail) }
    })
  }
}
