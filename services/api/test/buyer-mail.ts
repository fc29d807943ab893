import { expect } from 'vitest'
import type { TestApi } from './api.ts'
import { headersOf, merchant } from './member.ts'
import { createShop, type ShopOptions } from './shop.ts'

export interface UserError {
  code: string
  field: string[]
  message: string
}
export interface MailText {
  kind: string
  language: string
  subject: string
  introduction: string
  closing: string
  isDefault: boolean
  default: { subject: string }
  placeholders: string[]
  version: string
}
export const TEXT_FIELDS =
  'kind language subject introduction closing isDefault default { subject } placeholders version'
const ERRORS = 'userErrors { code field message }'

/** A shop with its owner’s requests. */
export async function ownedShop(api: TestApi, options: ShopOptions = {}) {
  const shop = await createShop(api, options)
  const headers = { ...(await headersOf(api, shop, 'OWNER')), 'accept-language': 'en' }
  const send = async <T>(document: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await merchant<T>(api, document, { ...variables }, headers)
    expect(errors).toBeUndefined()
    return data
  }
  return { shop, headers, send }
}
export type Send = Awaited<ReturnType<typeof ownedShop>>['send']

export const own = { subject: 'Merci pour {order}', introduction: 'Bonjour {name}', closing: 'À bientôt' }
export const changeText = async (send: Send, text: object = {}, more: object = {}) =>
  (
    await send<{ changeMailText: { text: MailText | null; userErrors: UserError[] } }>(
      `mutation ($input: ChangeMailTextInput!) { changeMailText(input: $input) { text { ${TEXT_FIELDS} } ${ERRORS} } }`,
      { input: { kind: 'ORDER_CONFIRMATION', language: 'FR', text: { ...own, ...text }, ...more } },
    )
  ).changeMailText
export const changeSettings = async (send: Send, input: object) =>
  (
    await send<{ changeMailSettings: { settings: Record<string, string> | null; userErrors: UserError[] } }>(
      `mutation ($input: ChangeMailSettingsInput!) { changeMailSettings(input: $input) {
        settings { senderName replyTo defaultReplyTo footerEn footerFr version } ${ERRORS} } }`,
      { input: { footerEn: '', footerFr: '', ...input } },
    )
  ).changeMailSettings
export const preview = async (send: Send, text: object = {}, more: object = {}) =>
  (
    await send<{
      previewMail: {
        preview: Record<'senderName' | 'subject' | 'html' | 'text', string> | null
        userErrors: UserError[]
      }
    }>(
      `query ($input: SampleMailInput!) { previewMail(input: $input) { preview { senderName replyTo subject html text } ${ERRORS} } }`,
      { input: { kind: 'ORDER_CONFIRMATION', language: 'FR', text: { ...own, ...text }, ...more } },
    )
  ).previewMail
