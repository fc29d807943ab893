import type { Client } from 'pg'
import { v7 } from 'uuid'
import { sealCredentials } from '../src/payment/bank/bank-credentials.ts'
import { hashPassword, isPasswordOf } from '../src/platform/password.ts'
import { demoRows } from './demo-rows.ts'
import type { DemoShop } from './demo/demo-shop.ts'
import { certifier, demoShops } from './demo/demo-shops.ts'
import { inShop } from './in-shop.ts'
import { insertShop } from './insert-shop.ts'
import { keepShopKey } from './keep-shop-key.ts'
import { madeUp, type MadeUp } from './made-up.ts'
import type { DemoEnv } from './seed-env.ts'

const owners = demoShops.map(({ owner, slug }) => ({ ...owner, shops: [slug], role: 'OWNER' }))
const members = [...owners, { ...certifier, role: 'CERTIFIER' }]

/** Makes the demo shops and their members, or finds them; what it returns is the same each time. */
export async function seedDemo(client: Client, env: DemoEnv) {
  const slugs = demoShops.map(({ slug }) => slug)
  const made = madeUp(
    env.demoFile,
    slugs,
    members.map(({ email }) => email),
  )
  const shops = []
  for (const demo of demoShops) shops.push(await seedShop(client, env, demo, made))
  for (const member of members) await seedMember(client, member, made.passwords[member.email] ?? '')
  return {
    shops,
    members: members.map(({ email, shops: of }) => ({ email, password: made.passwords[email], shops: of })),
  }
}

async function seedShop(client: Client, env: DemoEnv, demo: DemoShop, made: MadeUp) {
  const { slug, locale, fragmentTo, siteId } = demo
  const secrets = made.shops[slug]
  if (!secrets) throw new Error(`No keys were made up for ${slug}`)
  const { key, secret } = secrets
  if (!(await findShop(client, slug))) await insertShop(client, demoRows(demo), { key, secret })
  const shopId = await findShop(client, slug)
  if (!shopId) throw new Error(`${slug} was not made`)
  await keepShopKey(client, shopId, { key, secret })
  const origin = `http://${slug}.localhost:${env.storefrontPort}`
  await setOrigin(client, shopId, origin)

  const credentials = { siteId, ...secrets.bank, mode: 'TEST' }
  const id = await setBankAccount(client, env, shopId, demo, credentials)
  const notifyUrl = `${env.apiUrl}/bank/lyra/notify/${slug}`
  return {
    slug,
    key,
    secret,
    origin,
    locale,
    fragmentTo,
    banks: [{ id, protocol: 'lyra', notifyUrl, credentials }],
  }
}

async function findShop(client: Client, slug: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>('select id from shop where slug = $1', [slug])
  return rows[0]?.id
}

/** The storefront's port may be another at each start: the shop's local origin follows it. */
async function setOrigin(client: Client, shopId: string, origin: string): Promise<void> {
  await inShop(client, shopId, async () => {
    await client.query(
      "delete from shop_origin where shop_id = $1 and origin <> $2 and origin like 'http://%.localhost:%'",
      [shopId, origin],
    )
    await client.query('insert into shop_origin (shop_id, origin) values ($1, $2) on conflict do nothing', [
      shopId,
      origin,
    ])
  })
}

async function setBankAccount(
  client: Client,
  env: DemoEnv,
  shopId: string,
  demo: DemoShop,
  credentials: Record<string, string>,
): Promise<string> {
  const sealed = sealCredentials(env.bankKey, shopId, 'lyra', credentials)
  const { rows } = await inShop(client, shopId, () =>
    client.query<{ id: string }>(
      `insert into bank_account (id, shop_id, protocol, name, environment, payment_url, identity, sealed_credentials)
       values ($1, $2, 'lyra', $3, 'TEST', $4, $5, $6)
       on conflict (shop_id, protocol) do update
         set payment_url = excluded.payment_url, identity = excluded.identity, sealed_credentials = excluded.sealed_credentials
       returning id`,
      [v7(), shopId, demo.bankName, `${env.bankUrl}/lyra/vads-payment/`, demo.siteId, sealed],
    ),
  )
  return rows[0]?.id ?? ''
}

async function seedMember(
  client: Client,
  member: { email: string; name: string; shops: string[]; role: string },
  password: string,
): Promise<void> {
  const { rows } = await client.query<{ id: string; password_hash: string }>(
    'select id, password_hash from member where email = $1',
    [member.email],
  )
  const id = rows[0]?.id ?? v7()
  if (!rows[0])
    await client.query('insert into member (id, email, name, password_hash) values ($1, $2, $3, $4)', [
      id,
      member.email,
      member.name,
      await hashPassword(password),
    ])
  else if (!(await isPasswordOf(rows[0].password_hash, password)))
    await client.query('update member set password_hash = $2 where id = $1', [
      id,
      await hashPassword(password),
    ])
  await client.query(
    `insert into membership (member_id, shop_id, role) select $1, id, $2 from shop where slug = any ($3) on conflict do nothing`,
    [id, member.role, member.shops],
  )
}
