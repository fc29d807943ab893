import { afterAll, beforeAll, expect, test } from 'vitest'
import { allMails, headerOf } from '../traffic/mailbox.ts'
import { openContext, shoot, waitForHydration, type Look } from './browser.ts'
import { startEnvironment, type Environment } from './environment.ts'
import { collectReports, findFaults } from './page-check.ts'
import { signIn } from './sign-in.ts'
import { addVirtualAuthenticator } from './virtual-authenticator.ts'

const SLUG = 'northfold'

let environment: Environment
beforeAll(async () => {
  environment = await startEnvironment(['api', 'worker', 'portal'])
}, 120_000)
afterAll(() => environment?.stop())

/** The link of the newest invitation to this address, once it is mailed. */
async function mailedLink(email: string): Promise<string> {
  let link = ''
  await expect
    .poll(
      async () => {
        const mail = (await allMails(environment.run.mailbox ?? '')).find(
          (each) => headerOf(each, 'x-triclic-mail') === 'invitation' && each.raw.includes(email),
        )
        const text = mail?.raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=') ?? ''
        return (link = /https?:\/\/[^\s"<]+\/invitation\?token=[\w-]{43}/.exec(text)?.[0] ?? '')
      },
      { timeout: 30_000 },
    )
    .not.toBe('')
  return link
}

const CASES: [string, Look, 'passkey' | 'password', Record<string, string>][] = [
  [
    'in English, with a passkey',
    { locale: 'en-GB', width: 'wide' },
    'passkey',
    { send: 'Send invitation', role: 'FULFILLMENT', roleText: 'Fulfilment', withdraw: 'Withdraw' },
  ],
  [
    'in French, on a phone, with a password',
    { locale: 'fr-FR', width: 'narrow' },
    'password',
    { send: 'Envoyer l’invitation', role: 'VIEWER', roleText: 'Lecture seule', withdraw: 'Retirer' },
  ],
]

test.each(CASES)(
  'an invited person opens the mail, creates an account and works in the shop until removed, %s',
  async (_case, look, means, words) => {
    const { browser, run } = environment
    const name = `portal-invitation-${look.locale}`
    const email = `ida.${look.locale.toLowerCase()}@invited.test`
    const owner = await signIn(browser, run, look, SLUG, false)
    const takeReports = collectReports(owner)
    await owner.goto(`${run.portal}/${SLUG}/settings/people`)
    await waitForHydration(owner)
    const form = owner.getByTestId('invite')
    await form.locator('[name="email"]').fill('nobody')
    await form.getByRole('button', { name: words.send ?? '' }).click()
    await form.locator('[name="email"][aria-invalid="true"]').waitFor()
    await form.locator('[name="email"]').fill(email)
    await form.locator('[name="role"]').selectOption(words.role ?? '')
    await form.getByRole('button', { name: words.send ?? '' }).click()
    await owner.getByTestId('invitation').filter({ hasText: email }).waitFor()
    await shoot(owner, `${name}-1-invited`)
    expect(await findFaults(owner, { name: 'people with an invitation', takeReports })).toEqual([])

    const page = await (await openContext(browser, look)).newPage()
    const reports = collectReports(page)
    const link = await mailedLink(email)
    if (means === 'passkey') await addVirtualAuthenticator(page)
    await page.goto(link)
    await waitForHydration(page)
    await page.getByTestId('invited-email').getByText(email).waitFor()
    await shoot(page, `${name}-2-mail-opened`)
    expect(await findFaults(page, { name: 'invitation', takeReports: reports })).toEqual([])
    if (look.width === 'wide') await page.setViewportSize({ width: 1280, height: 900 })
    await page.locator('[name="name"]').first().waitFor({ state: 'attached' })
    await page.getByRole('textbox').first().fill('Ida Roux')
    if (means === 'passkey') {
      await page.getByRole('button', { name: 'Continue with a passkey' }).click()
    } else {
      await page.locator('details summary').click()
      await page.locator('[name="newPassword"]').fill('court')
      await page.getByRole('button', { name: 'Créer le compte' }).click()
      await page.locator('[name="newPassword"][aria-invalid="true"]').waitFor()
      await shoot(page, `${name}-3-refused`)
      await page.locator('[name="newPassword"]').fill('sept lanternes de cuivre chantent')
      await page.getByRole('button', { name: 'Créer le compte' }).click()
    }
    await page.waitForURL(`**/${SLUG}/orders**`)
    await shoot(page, `${name}-4-orders`)

    await owner.goto(`${run.portal}/${SLUG}/settings/people`)
    await waitForHydration(owner)
    const person = owner.getByTestId('person').filter({ hasText: email })
    await person.locator('summary').click()
    await shoot(owner, `${name}-5-joined`)
    await person.locator('button[aria-haspopup="dialog"]').last().click()
    await shoot(owner, `${name}-6-remove`)
    await person.locator('dialog[open] button').last().click()
    await person.waitFor({ state: 'detached' })
    await page.reload()
    await page.waitForURL('**/shops?reason=forbidden')

    const used = await (await openContext(browser, look)).newPage()
    await used.goto(link)
    await used.getByTestId('invitation-invalid').waitFor()
    await shoot(used, `${name}-7-used`)

    await owner.goto(`${run.portal}/${SLUG}/settings/audit-log?action=removeMember`)
    // In words, as on the page of the people.
    const removed = `${email}: ${words.roleText}`
    await owner.getByTestId('audit-entry').filter({ hasText: removed }).waitFor()
    await shoot(owner, `${name}-8-audit-log`)
    const file = await owner.request.get(
      `${run.portal}/${SLUG}/settings/audit-log/export?action=removeMember`,
    )
    const separator = look.locale === 'fr-FR' ? ';' : ','
    const lines = (await file.text()).trim().split('\r\n')
    expect(lines[0]?.split(separator)).toHaveLength(5)
    expect(lines.slice(1).every((line) => /Removed somebody|Personne retirée/.test(line))).toBe(true)
    expect(lines.some((line) => line.includes(removed))).toBe(true)
    for (const each of [page, used, owner]) await each.context().close()
  },
)
