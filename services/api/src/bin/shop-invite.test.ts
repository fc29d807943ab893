import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../../test/api.ts'
import { queryInShop } from '../../test/sql.ts'
import type { TestShop } from '../../test/shop.ts'

let api: TestApi
beforeAll(async () => {
  api = await startTestApi()
}, 60_000)
afterAll(() => api.stop())

/** Runs the command as an operator does. */
function shop(...args: string[]) {
  const script = fileURLToPath(new URL('../../dist/src/bin/shop.js', import.meta.url))
  const env = {
    PATH: process.env.PATH,
    DATABASE_OWNER_URL: process.env.TEST_DATABASE_OWNER_URL ?? '',
  }
  return new Promise<{ status: number; stdout: string; stderr: string; json: () => Record<string, string> }>(
    (resolve) => {
      execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
        const json = () => JSON.parse(stdout) as Record<string, string>
        resolve({ status: error ? Number(error.code) : 0, stdout, stderr, json })
      })
    },
  )
}

const newSlug = () => `opened-${randomBytes(5).toString('hex')}`
const create = (slug: string, ...more: string[]) =>
  shop('create', '--slug', slug, '--name', 'Chez Ève', '--owner', 'Eve@Shop.test', '--json', ...more)
const auditOf = async (id: string) =>
  (
    await queryInShop<{ text: string }>(
      api,
      { id } as TestShop,
      "select concat_ws(' ', action, subject, member_name, address) as text from audit_entry order by id",
    )
  ).map(({ text }) => text)

describe('shop invite', () => {
  const invitationsOf = (id: string) =>
    queryInShop<{ email: string; role: string; is_valid: boolean }>(
      api,
      { id } as TestShop,
      'select email, role, expires_at > now() as is_valid from invitation order by email',
    )
  const mailsOf = async (id: string) =>
    (
      await api.owner.query<{ recipient: string }>('select recipient from account_mail where shop_id = $1', [
        id,
      ])
    ).rows.map(({ recipient }) => recipient)

  test('renews an invitation that has expired, and is audited', async () => {
    const slug = newSlug()
    const { id = '' } = (await create(slug)).json()
    await queryInShop(
      api,
      { id } as TestShop,
      "update invitation set expires_at = now() - interval '1 day' where shop_id = $1 returning id",
      id,
    )
    expect(await invitationsOf(id)).toMatchObject([{ is_valid: false }])
    expect(await shop('invite', slug)).toMatchObject({
      status: 0,
      stdout: 'An invitation is on its way to eve@shop.test.\n',
      stderr: '',
    })
    expect(await invitationsOf(id)).toEqual([{ email: 'eve@shop.test', role: 'OWNER', is_valid: true }])
    expect(await mailsOf(id)).toEqual(['eve@shop.test', 'eve@shop.test'])
    expect((await auditOf(id)).at(-1)).toBe('inviteOwner eve@shop.test Operator command line')
  })

  test('invites another address in place of a wrong one', async () => {
    const slug = newSlug()
    const { id = '' } = (await create(slug)).json()
    expect((await shop('invite', slug, '--email', 'Right@Shop.test', '--json')).json()).toEqual({
      slug,
      owner: 'right@shop.test',
    })
    expect(await invitationsOf(id)).toEqual([{ email: 'right@shop.test', role: 'OWNER', is_valid: true }])
  })

  test('says why nobody is invited', async () => {
    const slug = newSlug()
    const { id = '' } = (await create(slug)).json()
    const refusal = async (...args: string[]) =>
      (await shop('invite', ...args)).stderr.match(/[A-Z_]{6,}/)?.[0]
    expect(await refusal('no-such-shop')).toBe('NOT_FOUND')
    expect(await refusal(slug, '--email', 'nobody')).toBe('INVALID_EMAIL')
    await shop('invite', slug)
    await shop('invite', slug)
    expect(await refusal(slug)).toBe('INVITATION_LIMIT')
    await queryInShop(api, { id } as TestShop, 'delete from invitation where shop_id = $1 returning id', id)
    expect(await refusal(slug)).toBe('NOT_FOUND')
    await shop('close', slug)
    expect(await refusal(slug, '--email', 'right@shop.test')).toBe('SHOP_CLOSED_FOR_GOOD')
  })
})
