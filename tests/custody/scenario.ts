import type { Run } from '../../infra/local/product/run-file.ts'
import type { TestGnupg } from '../../services/api/test/gnupg.ts'
import { createCardDeck } from '../traffic/cards.ts'
import type { Card, CardDeck } from '../traffic/cards.ts'
import { findMember, findShop } from '../traffic/find-shop.ts'
import { signIn } from '../traffic/merchant.ts'
import type { Merchant } from '../traffic/merchant.ts'
import type { Random } from '../traffic/random.ts'
import type { BouncingSmtp } from './bouncing-smtp.ts'
import { withClient, withDatabase } from './flush-stores.ts'
import { setOpenPgpKey } from './open-pgp.ts'
import { waitForStored } from './stored-mails.ts'
import { filesUnder, isAlreadyPresent } from './product-under-test.ts'
import type { ProductUnderTest } from './product-under-test.ts'
import { runOtherCheckouts } from './run-checkouts.ts'
import { receiveWebhooks } from './webhooks.ts'

/** The product with signed-in merchants, cards to enter, and a record of what may be found where. */
export interface Scenario {
  run: Run
  smtp: BouncingSmtp
  random: Random
  deck: CardDeck
  merchants: Map<string, Merchant>
  /** Resets the count of reveals: a member may reveal 30 cards an hour, and a long run reveals more. */
  forgetReveals: () => Promise<void>
  /** Every number that was entered, valid or not. */
  entered: Card[]
  /** The last six digits that a card-fragment mail may contain, by order code and match code. */
  lastSixOf: Map<string, string>
  /** The shop that has an OpenPGP key. */
  shopWithKey: string
  /** Keys of `lastSixOf` whose mail must be encrypted. */
  encrypted: Set<string>
  /** Order codes whose card-fragment mail the mail server always refuses. */
  refusedMails: Set<string>
  /** Order codes whose next card-fragment mail the mail server drops. */
  droppedMails: Set<string>
  /** What a shop's webhooks sent. */
  webhookBodies: string[]
}

const SHOP_WITH_KEY = 'northfold'
const SHOP_WITH_BUSY_MAILBOX = 'maison-basile'
const REFUSED_RECIPIENTS = 2
/** Orders before the first canary: one or two in each shop. */
const WARM_UP_ORDERS = 5

/** Prepares the product: one shop's card mail is encrypted, some mails bounce, and every process has served requests. */
export async function createScenario(
  under: ProductUnderTest,
  random: Random,
  gnupg: TestGnupg,
): Promise<Scenario> {
  const { smtp, snapshot, folders } = under
  const { run } = under.product
  const merchants = new Map<string, Merchant>()
  for (const { slug } of run.shops) merchants.set(slug, await signIn(run.api, slug, findMember(run, slug)))
  const owner = merchants.get(SHOP_WITH_KEY)
  if (!owner) throw new Error(`run.json has no member of ${SHOP_WITH_KEY}.`)
  await setOpenPgpKey(owner, gnupg, findShop(run, SHOP_WITH_KEY).fragmentTo, () =>
    waitForStored(smtp.mails, undefined, 'openpgp-key-code'),
  )
  const webhookBodies = await receiveWebhooks(owner)
  // Makes each process load the modules and data that it loads on first use, so that digits in them are found before
  // any canary is chosen.
  await runOtherCheckouts({ run, merchants, random: random.fork('warm-up') }, WARM_UP_ORDERS)
  const before = folders()
    .flatMap(filesUnder)
    .map((path) => ({ path, from: 0 }))
  for (const { file, stringsFrom } of await Promise.all([snapshot('api'), snapshot('worker')]))
    before.push({ path: file, from: stringsFrom })
  const scenario: Scenario = {
    run,
    smtp,
    random: random.fork('choices'),
    deck: createCardDeck(random.fork('cards'), isAlreadyPresent(before)),
    merchants,
    forgetReveals: () =>
      withClient(withDatabase(under.superuserUrl, 'triclic'), async (client) => {
        await client.query('delete from card_reveal')
      }),
    entered: [],
    lastSixOf: new Map(),
    shopWithKey: SHOP_WITH_KEY,
    encrypted: new Set(),
    refusedMails: new Set(),
    droppedMails: new Set(),
    webhookBodies,
  }
  const busyMailbox = findShop(run, SHOP_WITH_BUSY_MAILBOX).fragmentTo
  let refusedRecipients = 0
  smtp.decide = (to, raw) => {
    if (raw === '')
      return to === busyMailbox && refusedRecipients++ < REFUSED_RECIPIENTS ? 'refuseRecipient' : 'accept'
    const code = /^X-Triclic-Order: (\S+)/im.exec(raw)?.[1] ?? ''
    if (!/^X-Triclic-Mail: card-fragment/im.test(raw)) return 'accept'
    if (scenario.refusedMails.has(code)) return 'refuseMail'
    return scenario.droppedMails.delete(code) ? 'drop' : 'accept'
  }
  return scenario
}
