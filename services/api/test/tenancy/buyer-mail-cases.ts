import { BUYER_MAIL_KINDS } from '../../src/mail/texts/default-texts.ts'
import type { MerchantCase } from './merchant-cases.ts'

const text = { subject: 'Thank you', introduction: 'Hello', closing: '' }
const changedMeanwhile = (rest: object) => ({
  ...rest,
  userErrors: [{ code: 'SETTINGS_CHANGED_MEANWHILE' }],
})

/** Cases for the mails to buyers. They take no ids: a version of another shop is that of other texts. */
export const buyerMailCases: Record<string, MerchantCase> = {
  'Query.mailSettings': {
    document: '{ mailSettings { senderName footerFr } }',
    atLeast: 'OWNER',
    foreign: { senderName: null, footerFr: '' },
  },
  'Query.mailTexts': {
    document: '{ mailTexts { isDefault } }',
    atLeast: 'OWNER',
    foreign: BUYER_MAIL_KINDS.flatMap(() => [{ isDefault: true }, { isDefault: true }]),
  },
  'Query.previewMail': {
    document:
      'query ($input: SampleMailInput!) { previewMail(input: $input) { preview { subject } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: () => ({ input: { kind: 'PAYMENT_REFUSED', language: 'EN', text } }),
    foreign: { preview: { subject: 'Thank you' }, userErrors: [] },
  },
  'Mutation.changeMailSettings': {
    document: `mutation ($input: ChangeMailSettingsInput!) {
      changeMailSettings(input: $input) { settings { senderName } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({
      input: { senderName: 'Eve', footerEn: '', footerFr: '', version: shop.id },
    }),
    foreign: changedMeanwhile({ settings: null }),
  },
  'Mutation.changeMailText': {
    document:
      'mutation ($input: ChangeMailTextInput!) { changeMailText(input: $input) { text { subject } userErrors { code } } }',
    atLeast: 'OWNER',
    variables: ({ shop }) => ({
      input: { kind: 'PAYMENT_REFUSED', language: 'EN', text, version: shop.id },
    }),
    foreign: changedMeanwhile({ text: null }),
  },
  'Mutation.resetMailText': {
    document: `mutation ($version: String) {
      resetMailText(kind: PAYMENT_REFUSED, language: EN, version: $version) { text { subject } userErrors { code } } }`,
    atLeast: 'OWNER',
    variables: ({ shop }) => ({ version: shop.id }),
    foreign: changedMeanwhile({ text: null }),
  },
  // Goes to the member's own address, whatever is sent; a text that is refused is not sent at all.
  'Mutation.sendTestMail': {
    document:
      'mutation ($input: SampleMailInput!) { sendTestMail(input: $input) { sentTo userErrors { code } } }',
    atLeast: 'OWNER',
    variables: () => ({
      input: { kind: 'PAYMENT_REFUSED', language: 'EN', text: { ...text, subject: '' } },
    }),
    foreign: { sentTo: null, userErrors: [{ code: 'REQUIRED' }] },
  },
}
