import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  arriveAtBank,
  createTestContract,
  payAtBank,
  type TestContract,
} from '../../../../test/bank/bank-payment.ts'
import { placeTestOrder, startApiAndBank, type ApiAndBank } from '../../../../test/bank/bank.ts'
import { executeInShop } from '../../../../test/sql.ts'
import type { BankProtocolName } from '../bank-protocol.ts'
import { protocolNames } from './protocols.ts'

let started: ApiAndBank
beforeAll(async () => {
  started = await startApiAndBank()
})
afterAll(() => started?.stop())

/** The field of each bank's form that has the buyer's address. */
const emailIn: Record<BankProtocolName, (fields: Record<string, string>) => string | undefined> = {
  lyra: (fields) => fields.vads_cust_email,
  paybox: (fields) => fields.PBX_PORTEUR,
  monetico: (fields) => fields.mail,
  sips: (fields) => /customerContact\.email=([^|]*)/.exec(fields.Data ?? '')?.[1],
}

const long = (length: number) => `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(length - 127)}.test`
const PLACEHOLDER = 'unknown@example.com'
type Sent = string | undefined

describe.each(protocolNames)('%s accepts a form for a buyer', (protocol) => {
  let contract: TestContract
  beforeAll(async () => {
    contract = await createTestContract(started.api, started.bank, protocol)
  })

  test.each<[what: string, email: string, sent: Record<BankProtocolName, Sent>]>([
    [
      'with an internationalised domain, which is sent in Punycode',
      'rene@café.test',
      everywhere('rene@xn--caf-dma.test'),
    ],
    [
      'with an accent in the local part, which no bank is sent',
      'josé@buyers.test',
      { lyra: PLACEHOLDER, paybox: PLACEHOLDER, monetico: undefined, sips: undefined },
    ],
    [
      'with characters that separate the fields of forms and signatures',
      "o'neil+a&b=c%41#x*y@buyers.test",
      everywhere("o'neil+a&b=c%41#x*y@buyers.test"),
    ],
    [
      'with Sips’ separator in the local part',
      'a|b@buyers.test',
      { ...everywhere('a|b@buyers.test'), sips: undefined },
    ],
    [
      'with 150 characters',
      long(150),
      { lyra: long(150), paybox: PLACEHOLDER, monetico: long(150), sips: undefined },
    ],
    [
      'with 160 characters',
      long(160),
      { lyra: PLACEHOLDER, paybox: PLACEHOLDER, monetico: long(160), sips: undefined },
    ],
  ])('%s', async (_what, email, sent) => {
    const { api, bank } = started
    const order = await placeTestOrder(api, contract.shop)
    await executeInShop(
      api,
      contract.shop,
      `update "order" set email = $2 where code = $1`,
      order.code,
      email,
    )
    const { redirect } = await payAtBank(api, contract, order)
    const fields = Object.fromEntries((redirect?.fields ?? []).map(({ name, value }) => [name, value]))
    expect(emailIn[protocol](fields)).toBe(sent[protocol])
    await arriveAtBank(bank, redirect)
  })
})

/** The longest address that each bank takes: Lyra's payment page guide, Paybox's manual, RFC 5321, Worldline's data dictionary. */
const LIMITS: Record<BankProtocolName, number> = { lyra: 150, paybox: 120, monetico: 254, sips: 128 }

test.each(protocolNames)(
  '%s is sent an address of its maximum length, and no longer one',
  async (protocol) => {
    const { api, bank } = started
    const contract = await createTestContract(api, bank, protocol)
    const sent: Sent[] = []
    for (const length of [LIMITS[protocol], LIMITS[protocol] + 1]) {
      const order = await placeTestOrder(api, contract.shop)
      const email = ofLength(length)
      await executeInShop(
        api,
        contract.shop,
        `update "order" set email = $2 where code = $1`,
        order.code,
        email,
      )
      const { redirect } = await payAtBank(api, contract, order)
      const fields = Object.fromEntries((redirect?.fields ?? []).map(({ name, value }) => [name, value]))
      sent.push(emailIn[protocol](fields))
      await arriveAtBank(bank, redirect)
    }
    const isRequired = protocol === 'lyra' || protocol === 'paybox'
    expect(sent).toEqual([ofLength(LIMITS[protocol]), isRequired ? PLACEHOLDER : undefined])
  },
)

/** An address whose domain has labels of at most 63 characters. */
function ofLength(length: number): string {
  const local = 'a'.repeat(30)
  const domain = ['b', 'c', 'd', 'e'].map((letter) => letter.repeat(60)).join('.')
  return `${local}@${domain.slice(0, length - local.length - '@.test'.length).replace(/\.$/, 'x')}.test`
}

function everywhere(email: string): Record<BankProtocolName, Sent> {
  return { lyra: email, paybox: email, monetico: email, sips: email }
}
