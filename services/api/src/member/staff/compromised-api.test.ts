import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleUrl, startTestApi, type TestApi } from '../../../test/api.ts'
import { createMember, membershipHeaders } from '../../../test/member.ts'
import { createShop, type TestShop } from '../../../test/shop.ts'

// What somebody can do with the api's database role, past the api's own checks.

let api: TestApi
let shop: TestShop
let attacker: Client
beforeAll(async () => {
  api = await startTestApi()
  shop = await createShop(api)
  attacker = new Client({ connectionString: roleUrl('api') })
  await attacker.connect()
}, 60_000)
afterAll(async () => {
  await attacker?.end()
  await api?.stop()
})

test('a member who may not manage people, or gave the credentials long ago, gives nobody access', async () => {
  const newSession = async (role: 'OWNER' | 'MANAGER') => {
    const member = await createMember(api, [{ shop, role }])
    const { authorization = '' } = await membershipHeaders(api, member, shop)
    return { id: member.id, token: authorization.slice('Bearer '.length) }
  }
  const owner = await newSession('OWNER')
  const manager = await newSession('MANAGER')
  const calls = [
    "invite_member(sha256($1::text::bytea), $2, gen_random_uuid(), 'anyone@example.com', '', 'MANAGER')",
    `change_member_role(sha256($1::text::bytea), $2, '${manager.id}', 'VIEWER')`,
    `remove_member(sha256($1::text::bytea), $2, '${manager.id}')`,
    `transfer_ownership(sha256($1::text::bytea), $2, '${manager.id}')`,
    "change_role_permissions(sha256($1::text::bytea), $2, 'VIEWER', null)",
    'revoke_invitation(sha256($1::text::bytea), $2, gen_random_uuid())',
    'resend_invitation(sha256($1::text::bytea), $2, gen_random_uuid())',
  ]
  const REFUSED = 'The session may not manage the people of this shop'
  for (const call of calls)
    await expect(attacker.query(`select ${call}`, [manager.token, shop.id])).rejects.toThrow(REFUSED)
  const other = await createShop(api)
  for (const call of calls)
    await expect(attacker.query(`select ${call}`, [owner.token, other.id])).rejects.toThrow(REFUSED)
  await api.owner.query(
    "update session set authenticated_at = now() - interval '11 minutes' where member_id = $1",
    [owner.id],
  )
  for (const call of calls)
    await expect(attacker.query(`select ${call}`, [owner.token, shop.id])).rejects.toThrow(REFUSED)
})
