import type { Client } from 'pg'
import { v7 } from 'uuid'
import { provePassword, storePassword } from '../src/platform/crypto/password.ts'
import { sha256 } from '../src/platform/crypto/sign.ts'
import { upsertDemoBank } from './demo-banks.ts'
import { demoRows } from './demo-rows.ts'
import { loadOrCreateSecrets, type DemoSecrets } from './demo-secrets.ts'
import type { DemoShop } from './demo/demo-shop.ts'
import { certifier, demoShops } from './demo/demo-shops.ts'
import { inShop } from './in-shop.ts'
import { addShopKey, insertShop } from './insert-shop.ts'
import type { DemoEnv } from './seed-env.ts'
import { seedPictures } from './seed-pictures.ts'

const owners = demoShops.map(({ owner, slug }) => ({ ...owner, shops: [slug], role: 'OWNER' }))
const members = [...owners, { ...certifier, role: 'CERTIFIER' }]

/** Creates the demo shops and their members unless they exist, and returns how to reach them: the same at every run. */
export async function seedDemo(client: Client, env: DemoEnv) {
  const secrets = loadOrCreateSecrets(
    env.demoFile,
    demoShops.map(({ slug, banks }) => ({ slug, protocols: banks.map(({ protocol }) => protocol) })),
    members.map(({ email }) => email),
  )
  const shops = []
  for (const demo of demoShops) shops.push(await seedShop(client, env, demo, secrets))
  for (const member of members) await seedMember(client, member, secrets.passwords[member.email] ?? '')
  return {
    shops,
    members: members.map(({ email, shops: slugs }) => ({
      email,
      password: secrets.passwords[email],
      shops: slugs,
    })),
  }
}

async function seedShop(client: Client, env: DemoEnv, demo: DemoShop, allSecrets: DemoSecrets) {
  const { slug, locale, fragmentTo } = demo
  const secrets = allSecrets.shops[slug]
  if (!secrets) throw new Error(`There are no keys for ${slug}`)
  const { key, secret } = secrets
  if (!(await findShop(client, slug))) await insertShop(client, demoRows(demo), { key, secret })
  const shopId = await findShop(client, slug)
  if (!shopId) throw new Error(`${slug} was not created`)
  await seedPictures(client, { id: shopId, slug }, env.mediaFolder)
  await addShopKey(client, shopId, { key, secret })
  const origin = `http://${slug}.localhost:${env.storefrontPort}`
  const docsOrigin = demo === demoShops[0] ? env.docsOrigin : undefined
  await setOrigins(client, shopId, docsOrigin ? [origin, docsOrigin] : [origin])

  const banks = []
  for (const [position, bank] of demo.banks.entries()) {
    const keys = secrets.banks[bank.protocol] ?? {}
    banks.push(await upsertDemoBank(client, env, { id: shopId, slug }, bank, position, keys))
  }
  return { slug, key, secret, origin, locale, fragmentTo, banks }
}

async function findShop(client: Client, slug: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('select id from shop where slug = $1', [slug])
  return rows[0]?.id
}

/** Replaces the shop's local origins, because their ports may differ between starts. */
async function setOrigins(client: Client, shopId: string, origins: string[]): Promise<void> {
  await inShop(client, shopId, async () => {
    await client.query(
      "delete from shop_origin where shop_id = $1 and origin <> all ($2) and origin like 'http://%.localhost:%'",
      [shopId, origins],
    )
    await client.query(
      'insert into shop_origin (shop_id, origin) select $1, unnest($2::text[]) on conflict do nothing',
      [shopId, origins],
    )
  })
}

async function seedMember(
  client: Client,
  member: { email: string; name: string; shops: string[]; role: string },
  password: string,
): Promise<void> {
  const { rows } = await client.query<{ id: string; parameters: string; verifier: Buffer }>(
    'select id, password_parameters as parameters, password_verifier as verifier from member where email = $1',
    [member.email],
  )
  const id = rows[0]?.id ?? v7()
  const { parameters, verifier } = await storePassword(password)
  if (!rows[0])
    await client.query(
      'insert into member (id, email, name, password_parameters, password_verifier) values ($1, $2, $3, $4, $5)',
      [id, member.email, member.name, parameters, verifier],
    )
  else if (!sha256(await provePassword(rows[0].parameters, password)).equals(rows[0].verifier))
    await client.query('update member set password_parameters = $2, password_verifier = $3 where id = $1', [
      id,
      parameters,
      verifier,
    ])
  await client.query(
    `insert into membership (member_id, shop_id, role) select $1, id, $2 from shop where slug = any ($3) on conflict do nothing`,
    [id, member.role, member.shops],
  )
}
