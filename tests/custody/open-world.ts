import type { Run } from '../../infra/local/product/run-file.ts'
import type { TestGnupg } from '../../services/api/src/testing/test-gnupg.ts'
import { openCardDeck } from '../traffic/cards.ts'
import { findShop } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { Merchant } from '../traffic/merchant.ts'
import type { Random } from '../traffic/random.ts'
import type { World } from './checkouts.ts'
import { driveOthers } from './drive.ts'
import { giveOpenPgpKey } from './open-pgp.ts'
import { digitsAlreadyThere, filesUnder } from './world.ts'
import type { ProductUnderTest } from './world.ts'

const WITH_KEY = 'northfold'
/** Orders before any canary: one or two in each shop. */
const WARMING = 5

/** The product with its merchants at work, one shop's fragments encrypted, mails that bounce, and cards to give. */
export async function openWorld(under: ProductUnderTest, random: Random, gnupg: TestGnupg): Promise<World> {
  const { smtp, snapshot, folders } = under
  const { run } = under.product
  const merchants = await signInAll(run)
  const owner = merchants.get(WITH_KEY)
  if (!owner) throw new Error(`Nobody works in ${WITH_KEY}`)
  await giveOpenPgpKey(owner, gnupg, findShop(run, WITH_KEY).fragmentTo)
  // What the processes read only when they first need it is then no chance hit later.
  await driveOthers({ run, merchants, random: random.fork('warming') }, WARMING)
  const before = folders.flatMap(filesUnder).map((path) => ({ path, from: 0 }))
  for (const { file, stringsFrom } of await Promise.all([snapshot('api'), snapshot('worker')]))
    before.push({ path: file, from: stringsFrom })
  const world: World = {
    run,
    smtp,
    random: random.fork('choices'),
    deck: openCardDeck(random.fork('cards'), digitsAlreadyThere(before)),
    merchants,
    entered: [],
    sixOf: new Map(),
    withKey: WITH_KEY,
    encrypted: new Set(),
    refusing: new Set(),
    dropping: new Set(),
  }
  smtp.fate = (to, raw) => {
    if (raw === '') return to.startsWith('payments@maison') && smtp.bounced < 3 ? 'refuseRecipient' : 'take'
    const code = /^X-Triclic-Order: (\S+)/im.exec(raw)?.[1] ?? ''
    if (!/^X-Triclic-Mail: card-fragment/im.test(raw)) return 'take'
    if (world.refusing.has(code)) return 'refuseMail'
    return world.dropping.delete(code) ? 'drop' : 'take'
  }
  return world
}

/** The merchants of every shop of the run, signed in. */
async function signInAll(run: Run): Promise<Map<string, Merchant>> {
  const merchants = new Map<string, Merchant>()
  for (const { slug } of run.shops) {
    const member = run.members.find(({ shops }) => shops.includes(slug))
    if (member) merchants.set(slug, await signIn(run.api, slug, member))
  }
  return merchants
}
