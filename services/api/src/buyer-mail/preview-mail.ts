import type { MerchantContext } from '../app/context.ts'
import type { MailText } from '../mail/texts/default-texts.ts'
import { withText } from '../mail/texts/mail-wording.ts'
import { renderHtml } from '../mail/render-html.ts'
import { renderText } from '../mail/render-text.ts'
import { loadMailSettings } from './change-mail-settings.ts'
import { sampleText } from './sample-text.ts'
import type { MailTextRef } from './stored-mail-text.ts'
import { writeSampleMail } from './write-sample-mail.ts'

export interface MailPreview {
  /** Display name of the sender. */
  senderName: string
  replyTo: string | null
  subject: string
  html: string
  text: string
}

/**
 * A mail with a text that need not be saved, as a buyer would get it, about an order that nobody placed. Nothing is sent.
 * @throws OperationError as changeMailText
 */
export async function previewMail(
  ctx: MerchantContext,
  { kind, language, text }: MailTextRef & { text?: MailText | null },
): Promise<{ preview: MailPreview }> {
  const shown = await sampleText(ctx, { kind, language, text: text ?? null })
  const wording = withText(await loadMailSettings(ctx), language, shown)
  const content = writeSampleMail(ctx.shop, { kind, language, wording })
  return {
    preview: {
      senderName: content.senderName ?? content.shopName,
      replyTo: content.replyTo ?? null,
      subject: content.subject,
      html: renderHtml(content),
      text: renderText(content),
    },
  }
}
