import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../../../test/smtp.ts'
import { createMailer } from './mailer.ts'

let smtp: TestSmtp
beforeAll(async () => {
  smtp = await startTestSmtp()
})
afterAll(() => smtp?.stop())

const mail = {
  messageId: '<1@triclic.test>',
  to: 'merchant@shop.test',
  senderName: 'Shop "A", B <c@d.test>',
  subject: 'Né à l’été',
  text: `${'long '.repeat(40)}\nSix derniers chiffres : 123456\n`,
  html: '<p>\nSix derniers chiffres : 123456\n</p>',
  headers: { 'X-Triclic-Mail': 'card-fragment' },
}

test('delivers every line of a mail unchanged', async () => {
  const mailer = createMailer(smtp.url, 'Triclic <no-reply@triclic.test>')
  await mailer.send(mail)
  mailer.close()
  const [received] = smtp.mails.splice(0)
  expect(received?.text?.trimEnd()).toBe(mail.text.trimEnd())
  expect(received?.subject).toBe(mail.subject)
  expect(received?.messageId).toBe(mail.messageId)
  expect(received?.from?.value).toEqual([{ address: 'no-reply@triclic.test', name: mail.senderName }])
})

// 0.0.0.0 reaches this machine without being a loopback address.
test('sends nothing to a relay on another machine that offers no TLS', async () => {
  const mailer = createMailer(smtp.url.replace('127.0.0.1', '0.0.0.0'), 'no-reply@triclic.test')
  await expect(mailer.send(mail)).rejects.toThrow()
  mailer.close()
  expect(smtp.mails).toEqual([])
})
