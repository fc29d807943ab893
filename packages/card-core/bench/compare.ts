import cardValidator from 'card-validator'
import cards from '../fixtures/cards.json' with { type: 'json' }
import { checkCard } from '../src/index.ts'
import { contenders, type Contender } from './contenders.ts'
import { measureRates } from './measure-rates.ts'

// Number ranges that several schemes share are accepted as the brand named in the fixtures.
const brandNames: Record<string, string> = { diners: 'DINERS_CLUB' }
const expected = new Map<string, string | null>([
  ...cards.valid.map((card) => [card.number, card.brand] as const),
  ...cards.accepted_with_separators.map((card) => [card.number, card.brand] as const),
  ...cards.invalid.map((card) => [card.number, brandNames[card.accepted_brand ?? ''] ?? null] as const),
])
const numbers = [...expected.keys()]
const isValid = (number: string) => expected.get(number) !== null

const write = (line: string) => process.stdout.write(`${line}\n`)

function countWrongResults({ brandOf }: Contender) {
  const misjudged = numbers.filter((number) => brandOf(number) !== expected.get(number))
  const rejected = misjudged.filter(isValid).length
  return { rejected, accepted: misjudged.length - rejected }
}

function print(rates: number[], rows: { name: string; note: string }[]) {
  rows.forEach(({ name, note }, row) => {
    const rate = rates[row] ?? NaN
    const ratio = `${((rates[0] ?? NaN) / rate).toFixed(1)}x`
    const columns = [name.padEnd(16), Math.round(rate).toLocaleString('en').padStart(12), ratio.padStart(8)]
    write(`${columns.join('')}   ${note}`)
  })
}

const validCount = numbers.filter(isValid).length
const invalidCount = numbers.length - validCount
write(`${numbers.length} numbers of fixtures/cards.json: ${validCount} valid, ${invalidCount} invalid.`)
write('\nNumber (brand, length, Luhn): checks per second · times slower than card-core · wrong results')
print(
  measureRates(
    contenders.map(({ brandOf }) => brandOf),
    numbers,
  ),
  contenders.map((contender) => {
    const { rejected, accepted } = countWrongResults(contender)
    return {
      name: contender.name,
      note: `${rejected + accepted} wrong: ${rejected} valid rejected or wrong brand, ${accepted} invalid accepted`,
    }
  }),
)

const at = { now: new Date(), timeZone: 'Europe/Paris' }
const expiryYear = at.now.getUTCFullYear() + 2
write('\nNumber, expiry and type: checks per second')
print(
  measureRates(
    [
      (number) => checkCard({ number, expiryMonth: '12', expiryYear, brand: 'VISA' }, at),
      (number) => [
        cardValidator.number(number),
        cardValidator.expirationDate({ month: '12', year: String(expiryYear) }),
      ],
    ],
    numbers,
  ),
  [
    { name: 'card-core', note: 'checkCard' },
    { name: 'card-validator', note: 'number and expirationDate, which ignores time zones' },
  ],
)
